package io.bankingconnect.snowflake.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.snowflake.session.SnowflakeSettings;
import io.bankingconnect.snowflake.session.TestKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlTransformSourceTaskTest {

    @TempDir
    private Path directory;

    private final RecordingWarehouse warehouse = new RecordingWarehouse();
    private final SettableClock clock = new SettableClock();
    private SqlTransformSourceTask task;

    @BeforeEach
    void project() {
        TestProject.in(directory)
                .file("models/schema.yml", """
                        sources:
                          - name: bronze
                            schema: BRONZE
                            tables: [{name: raw_items}]
                        models:
                          - name: mart
                            columns:
                              - {name: id, data_tests: [not_null]}
                        """)
                .model("staged", "{{ config(materialized='table') }}select * from {{ source('bronze', 'raw_items') }}")
                .model(
                        "mart",
                        "{{ config(materialized='table') }}select '{{ invocation_id }}' from {{ ref('staged') }}");
        task = started(null);
    }

    @Test
    void waitsUntilTheRawTablesAreThere() throws Exception {
        assertThat(task.poll()).isNull();
        warehouse.loaded(1);
        clock.forward(Duration.ofSeconds(20));
        assertThat(task.poll()).isNull();

        warehouse.table("BRONZE.RAW_ITEMS");
        clock.forward(Duration.ofSeconds(20));

        assertThat(run()).isNotEmpty();
    }

    @Test
    void emitsARecordForEachNode() throws Exception {
        load(3);

        List<SourceRecord> records = run();

        assertThat(records)
                .extracting(SourceRecord::key)
                .containsExactly(
                        "model.shop.staged", "model.shop.mart", records.get(2).key());
        Map<?, ?> staged = (Map<?, ?>) records.get(0).value();
        assertThat(staged.keySet().stream().map(Object::toString))
                .containsExactly(
                        "invocation_id",
                        "unique_id",
                        "resource_type",
                        "name",
                        "schema",
                        "status",
                        "rows_affected",
                        "failures",
                        "execution_time_ms",
                        "started_at",
                        "completed_at",
                        "message",
                        "compiled_code_hash",
                        "watermark_in",
                        "watermark_out");
        assertThat(staged.get("status")).isEqualTo("success");
        assertThat(staged.get("schema")).isEqualTo("GOLD");
        assertThat(staged.get("completed_at")).isEqualTo("2026-03-01T10:00:00.000Z");
        assertThat(staged.get("watermark_in")).isNull();
        assertThat(staged.get("watermark_out")).isEqualTo("3");
        Map<?, ?> test = (Map<?, ?>) records.get(2).value();
        assertThat(test.get("resource_type")).isEqualTo("test");
        assertThat(test.get("status")).isEqualTo("pass");
        assertThat(test.get("failures")).isEqualTo(0L);
    }

    @Test
    void theHashOfTheCodeDoesNotChangeFromRunToRun() throws Exception {
        load(3);
        Map<?, ?> first = (Map<?, ?>) run().get(1).value();
        clock.forward(Duration.ofMinutes(1));
        load(4);

        Map<?, ?> second = (Map<?, ?>) run().get(1).value();

        assertThat(second.get("compiled_code_hash")).isEqualTo(first.get("compiled_code_hash"));
        assertThat(second.get("invocation_id")).isNotEqualTo(first.get("invocation_id"));
        assertThat(second.get("watermark_in")).isEqualTo("3");
    }

    @Test
    void onlyTheLastRecordOfARunMovesTheOffset() throws Exception {
        load(3);

        assertThat(run())
                .extracting(record -> String.valueOf(record.sourceOffset().get("watermark")))
                .containsExactly("", "", "3");
    }

    @Test
    void aRestartRepeatsAnInterruptedRunButNotAFinishedOne() throws Exception {
        load(3);
        List<SourceRecord> records = run();

        task = started(records.get(1).sourceOffset());
        assertThat(run()).hasSize(3);
        task = started(records.get(2).sourceOffset());
        assertThat(task.poll()).isNull();
    }

    @Test
    void runsAgainOnlyAfterTheLeastInterval() throws Exception {
        load(3);
        run();
        load(4);

        clock.forward(Duration.ofMillis(9_500));
        assertThat(task.poll()).isNull();
        clock.forward(Duration.ofMillis(500));
        assertThat(run()).hasSize(3);
    }

    @Test
    void anSqlErrorIsAResultAndSkipsWhatDependsOnIt() throws Exception {
        load(3);
        warehouse.failAt("GOLD.staged as", new ConnectException("Cannot run \"create\": no privilege"));

        List<SourceRecord> records = run();

        assertThat(records)
                .extracting(record -> field(record, "status"))
                .containsExactly("error", "skipped", "skipped");
        assertThat(records)
                .extracting(record -> field(record, "message"))
                .containsExactly(
                        "Cannot run \"create\": no privilege",
                        "not run, because model.shop.staged did not succeed",
                        "not run, because model.shop.mart did not succeed");
    }

    @Test
    void goesOnWhereAnOutageInterruptedIt() throws Exception {
        load(3);
        List<SourceRecord> records = new ArrayList<>(task.poll());
        warehouse.failNext(new RetriableException("network"));
        assertThatThrownBy(() -> task.poll())
                .isInstanceOf(RetriableException.class)
                .hasMessage("network");

        clock.forward(Duration.ofSeconds(1));
        records.addAll(run());

        assertThat(records)
                .extracting(SourceRecord::key)
                .startsWith("model.shop.staged", "model.shop.mart")
                .hasSize(3);
        assertThat(warehouse.statements()).hasSize(2);
    }

    @Test
    void stopEndsTheWait() throws Exception {
        load(3);
        run();

        task.stop();

        assertThat(task.poll()).isNull();
    }

    @Test
    void aTaskThatNeverStartedCanBeStopped() {
        new SqlTransformSourceTask().stop();
    }

    private void load(long files) {
        warehouse.table("BRONZE.RAW_ITEMS");
        warehouse.loaded(files);
    }

    private static String field(SourceRecord record, String name) {
        return String.valueOf(((Map<?, ?>) record.value()).get(name));
    }

    /** Polls until the offset moves. */
    private List<SourceRecord> run() throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        while (records.isEmpty()
                || !((Map<?, ?>) records.get(records.size() - 1).value())
                        .get("watermark_out")
                        .equals(records.get(records.size() - 1).sourceOffset().get("watermark"))) {
            List<SourceRecord> polled = task.poll();
            assertThat(polled).as("poll").isNotNull();
            records.addAll(polled);
        }
        return records;
    }

    private SqlTransformSourceTask started(Map<String, ?> offset) {
        SqlTransformSourceTask started = new SqlTransformSourceTask(config -> warehouse, clock);
        started.initialize(new Context(offset));
        started.start(Map.of(
                SqlTransformConfig.TOPIC, "runs",
                SqlTransformConfig.PROJECT_DIR, directory.toString(),
                SqlTransformConfig.MIN_INTERVAL_MS, "10000",
                SnowflakeSettings.URL, "http://127.0.0.1:1/?account=X",
                SnowflakeSettings.USER, "U",
                SnowflakeSettings.PRIVATE_KEY, TestKeys.base64(TestKeys.LOADER),
                SnowflakeSettings.DATABASE, "DW"));
        return started;
    }

    private static final class SettableClock extends Clock {

        private Instant now = Instant.parse("2026-03-01T10:00:00Z");

        void forward(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private record Context(Map<String, ?> offset) implements SourceTaskContext, OffsetStorageReader {

        @Override
        public Map<String, String> configs() {
            return Map.of();
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        public PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return partition.equals(Map.of("project", "shop")) ? (Map<String, Object>) offset : null;
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            Map<Map<String, T>, Map<String, Object>> offsets = new HashMap<>();
            partitions.forEach(partition -> offsets.put(partition, offset(partition)));
            return offsets;
        }
    }
}
