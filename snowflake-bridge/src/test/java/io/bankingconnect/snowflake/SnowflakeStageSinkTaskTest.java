package io.bankingconnect.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeColumn;
import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.snowflake.session.FaultySession;
import io.bankingconnect.snowflake.session.Row;
import io.bankingconnect.snowflake.session.SnowflakeSession;
import io.bankingconnect.snowflake.session.SnowflakeSettings;
import io.bankingconnect.snowflake.session.TestKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnowflakeStageSinkTaskTest {

    private static final AtomicInteger TESTS = new AtomicInteger();
    private static EmulatedWarehouse warehouse;

    private final MemoryLake lake = new MemoryLake();
    private final FaultySession faults = new FaultySession();
    private final List<SnowflakeStageSinkTask> tasks = new ArrayList<>();
    private CommittedFiles accounts;
    private String table;

    @BeforeAll
    static void startWarehouse(@TempDir Path data) throws Exception {
        warehouse = EmulatedWarehouse.start(data);
    }

    @AfterAll
    static void stopWarehouse() {
        warehouse.close();
    }

    @BeforeEach
    void chooseTable() {
        int test = TESTS.incrementAndGet();
        accounts = new CommittedFiles(lake, "banking.public.accounts_" + test, 0);
        table = "BRONZE.RAW_ACCOUNTS_" + test;
    }

    @AfterEach
    void stopTasks() {
        tasks.forEach(SnowflakeStageSinkTask::stop);
    }

    @Test
    void valuesKeepTheirTypes() {
        startedTask().put(records(accounts.commit(1), accounts.commit(2)));

        Row row = warehouse
                .query("SELECT id, balance::VARCHAR AS balance, status, birth_date::VARCHAR AS birth_date, active,"
                        + " DATE_PART(EPOCH_SECOND, updated_at) AS updated_at FROM " + table + " WHERE __offset = 2")
                .get(0);
        assertThat(row.number("id")).isEqualTo(3);
        assertThat(row.text("balance")).isEqualTo("2.25");
        assertThat(row.text("status")).isEqualTo("status 2");
        assertThat(row.text("birth_date")).isEqualTo("1990-03-02");
        assertThat(row.text("active")).isEqualToIgnoringCase("true");
        assertThat(row.number("updated_at")).isEqualTo(1_772_366_400L);
        assertThat(warehouseColumns())
                .containsExactly(
                        "ID NUMBER(19,0)",
                        "BALANCE NUMBER(18,2)",
                        "STATUS VARCHAR",
                        "BIRTH_DATE DATE",
                        "UPDATED_AT TIMESTAMP_LTZ(6)",
                        "ACTIVE BOOLEAN",
                        "__OFFSET NUMBER(19,0)");
    }

    @Test
    void redeliveryRestartAndOffsetResetChangeNothing() {
        List<SinkRecord> events = records(accounts.commit(3), accounts.commit(4));
        SnowflakeStageSinkTask task = startedTask();

        task.put(events);
        task.put(events);
        startedTask().put(events.subList(0, 1));
        startedTask().put(events);

        assertEachRowOnce(7);
        assertThat(stagedFiles()).isEmpty();
    }

    @Test
    void theManifestTellsWhatWasLoaded() {
        CommitEvent event = accounts.commit(5);

        startedTask().put(records(event));

        Row row = warehouse
                .query("SELECT * FROM BRONZE._LOADED_FILES WHERE topic = '" + event.topic() + "'")
                .get(0);
        assertThat(row.text("table_name")).isEqualTo(table.substring("BRONZE.".length()));
        assertThat(row.text("file_key")).isEqualTo(event.files().get(0).key());
        assertThat(row.text("etag")).isEqualTo(event.files().get(0).etag());
        assertThat(row.number("start_offset")).isZero();
        assertThat(row.number("end_offset")).isEqualTo(4);
        assertThat(row.number("rows_expected")).isEqualTo(5);
        assertThat(row.number("rows_loaded")).isEqualTo(5);
        assertThat(row.number("max_source_ts_ms"))
                .isEqualTo(event.files().get(0).maxSourceTsMs());
        assertThat(row.value("loaded_at")).isNotNull();
    }

    @ParameterizedTest(name = "lost {0} {1}")
    @CsvSource({
        "before, CREATE TABLE IF NOT EXISTS BRONZE.RAW",
        "after, CREATE TABLE IF NOT EXISTS BRONZE.RAW",
        "before, INSERT INTO BRONZE._LOAD_LOCKS",
        "after, INSERT INTO BRONZE._LOAD_LOCKS",
        "before, BEGIN",
        "after, BEGIN",
        "before, UPDATE BRONZE._LOAD_LOCKS",
        "after, UPDATE BRONZE._LOAD_LOCKS",
        "before, SELECT file_key",
        "before, COPY",
        "after, COPY",
        "before, INSERT INTO BRONZE._LOADED_FILES",
        "after, INSERT INTO BRONZE._LOADED_FILES",
        "after, INSERT INTO BRONZE._LOAD_POSITIONS",
        "before, COMMIT",
        "after, COMMIT"
    })
    void anOutageAtAnyStatementLoadsEachRowOnce(String when, String statement) {
        List<SinkRecord> events = records(accounts.commit(3), accounts.commit(4));
        SnowflakeStageSinkTask task = startedTask();
        fail(when, statement);

        assertThatThrownBy(() -> task.put(events))
                .isInstanceOf(RetriableException.class)
                .hasMessageContaining("connection reset");
        task.put(events);
        task.put(records(accounts.commit(2)));

        assertThat(faults.happened()).isTrue();
        assertEachRowOnce(9);
        assertThat(stagedFiles()).isEmpty();
    }

    @ParameterizedTest(name = "lost {0} {1}")
    @CsvSource({"before, CREATE TABLE IF NOT EXISTS BRONZE._LOADED", "after, CREATE STAGE"})
    void anOutageAtStartIsMendedByTheFirstBatch(String when, String statement) {
        fail(when, statement);

        SnowflakeStageSinkTask task = startedTask();
        task.put(records(accounts.commit(3)));

        assertThat(faults.happened()).isTrue();
        assertEachRowOnce(3);
    }

    @Test
    void aStagedFileThatCannotBeRemovedIsRemovedLater() {
        SnowflakeStageSinkTask task = startedTask();
        fail("before", "REMOVE");

        assertThatCode(() -> task.put(records(accounts.commit(3)))).doesNotThrowAnyException();
        assertThat(stagedFiles()).hasSize(1);
        task.put(records(accounts.commit(3)));

        assertThat(stagedFiles()).isEmpty();
        assertEachRowOnce(6);
    }

    @Test
    void anOutageOfTheLakeIsRetried() {
        List<SinkRecord> events = records(accounts.commit(3), accounts.commit(4));
        SnowflakeStageSinkTask task = startedTask();

        lake.failNextOpen();
        assertThatThrownBy(() -> task.put(events))
                .isInstanceOf(RetriableException.class)
                .hasMessage("store answered 503");
        lake.breakNextStream();
        assertThatThrownBy(() -> task.put(events)).isInstanceOf(RetriableException.class);
        task.put(events);

        assertEachRowOnce(7);
    }

    @Test
    void aRestartOfTheServiceIsSurvived() throws Exception {
        SnowflakeStageSinkTask task = startedTask();
        task.put(records(accounts.commit(3)));
        List<SinkRecord> next = records(accounts.commit(4));

        int port = warehouse.stop();
        assertThatThrownBy(() -> task.put(next)).isInstanceOf(RetriableException.class);
        warehouse.restart(port);
        task.put(next);

        assertEachRowOnce(7);
    }

    @Test
    void aMissingEventStopsTheLoadUntilItComes() {
        CommitEvent first = accounts.commit(3);
        CommitEvent second = accounts.commit(4);
        CommitEvent third = accounts.commit(5);
        SnowflakeStageSinkTask task = startedTask();
        task.put(records(first));

        assertThatThrownBy(() -> task.put(records(third)))
                .isInstanceOf(ConnectException.class)
                .isNotInstanceOf(RetriableException.class)
                .hasMessageContaining("the commit event for offset 3 is missing");
        assertEachRowOnce(3);
        startedTask().put(records(first, second, third));

        assertEachRowOnce(12);
    }

    @Test
    void aFilteredRangeLeavesNoGap() {
        startedTask().put(records(accounts.commit(3), accounts.commitNothing(100)));
        startedTask().put(records(accounts.commit(2)));

        assertThat(warehouse.number("SELECT COUNT(*) FROM " + table)).isEqualTo(5);
        assertThat(warehouse.number("SELECT MAX(__offset) FROM " + table)).isEqualTo(104);
    }

    @Test
    void aRowCountThatDiffersRollsBack() {
        SnowflakeStageSinkTask task = startedTask();
        task.put(records(accounts.commit(3)));
        CommitEvent wrong = accounts.commitClaiming(5, 4);

        assertThatThrownBy(() -> task.put(records(wrong)))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("Cannot load " + wrong.files().get(0).key())
                .hasMessageEndingWith("its commit event says 5 rows, COPY loaded 4; rolled back");

        assertEachRowOnce(3);
    }

    @Test
    void aFileThatWasOverwrittenIsRefused() {
        CommitEvent event = accounts.commit(3);
        lake.put(event.files().get(0).key(), new byte[] {1}, new LakeStore.Condition.None());

        assertThatThrownBy(() -> startedTask().put(records(event)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("it changed");
    }

    @Test
    void aNewColumnIsAddedAndOldRowsHoldNull() {
        List<LakeColumn> wider = new ArrayList<>(CommittedFiles.COLUMNS.subList(0, 2));
        wider.add(new LakeColumn("order", "string"));
        SnowflakeStageSinkTask task = startedTask();
        task.put(records(accounts.commit(3)));

        task.put(records(accounts.commit(
                2, "SELECT (i + 1)::BIGINT AS id, i::DECIMAL(18,2) AS balance, 'new' AS \"order\"", wider)));

        assertThat(warehouse.number("SELECT COUNT(*) FROM " + table)).isEqualTo(5);
        assertThat(warehouse.number("SELECT COUNT(*) FROM " + table + " WHERE \"ORDER\" = 'new' AND status IS NULL"))
                .isEqualTo(2);
    }

    @Test
    void aTypeThatDoesNotFitIsRefusedByName() {
        SnowflakeStageSinkTask task = startedTask();
        task.put(records(accounts.commit(3)));
        CommitEvent finer = accounts.commit(
                1, "SELECT i::DECIMAL(18,4) AS balance", List.of(new LakeColumn("balance", "decimal(18,4)")));

        assertThatThrownBy(() -> task.put(records(finer)))
                .isInstanceOf(ConnectException.class)
                .hasMessage("Cannot load into " + table + ": column BALANCE is NUMBER(18,2) and the lake now holds"
                        + " NUMBER(18,4), which does not fit; change the column by hand, or the type at its source");
        assertEachRowOnce(3);
    }

    @Test
    void twoWorkersWithTheSameEventsLoadThemOnce() throws Exception {
        List<SinkRecord> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            events.addAll(records(accounts.commit(10)));
        }
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService workers = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> loads = new ArrayList<>();
            for (SnowflakeStageSinkTask task : List.of(startedTask(), startedTask())) {
                loads.add(workers.submit(() -> {
                    for (SinkRecord event : events) {
                        together.await();
                        task.put(List.of(event));
                    }
                    return null;
                }));
            }
            for (Future<?> load : loads) {
                load.get();
            }
        } finally {
            workers.shutdownNow();
        }

        assertEachRowOnce(50);
        assertThat(stagedFiles()).isEmpty();
    }

    @Test
    void aRecordThatIsNoEventGoesToTheDeadLetterQueueOrStopsTheTask() {
        SinkRecord broken = new SinkRecord("banking.lake.commits", 0, null, null, null, Map.of("a", 1), 7);
        FakeSinkContext tolerant = new FakeSinkContext(true);

        startedTask(tolerant, settings -> settings).put(List.of(broken));

        assertThat(tolerant.reported)
                .singleElement()
                .asString()
                .startsWith("Cannot read banking.lake.commits-0 at offset 7: Not a lake commit event");
        assertThatThrownBy(() -> startedTask().put(List.of(broken))).isInstanceOf(DataException.class);
    }

    @Test
    void anOutageIsRetriedSoonAndReportsABadRecordOnce() {
        List<SinkRecord> batch = new ArrayList<>(records(accounts.commit(3)));
        batch.add(0, new SinkRecord("banking.lake.commits", 0, null, null, null, Map.of("a", 1), 7));
        FakeSinkContext tolerant = new FakeSinkContext(true);
        SnowflakeStageSinkTask task = startedTask(tolerant, settings -> settings);
        lake.failNextOpen();

        assertThatThrownBy(() -> task.put(batch)).isInstanceOf(RetriableException.class);
        task.put(batch);

        assertThat(tolerant.retryAfterMs).isEqualTo(5_000);
        assertThat(tolerant.reported).hasSize(1);
        assertEachRowOnce(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {SnowflakeSettings.PRIVATE_KEY, SnowflakeSettings.DATABASE})
    void aWrongLoginIsRefusedAtStartNamingTheKey(String key) {
        String wrong = key.equals(SnowflakeSettings.DATABASE) ? "NO_SUCH_DB" : TestKeys.base64(TestKeys.generate());

        assertThatThrownBy(() -> startedTask(new FakeSinkContext(false), settings -> {
                    settings.put(key, wrong);
                    return settings;
                }))
                .isInstanceOf(ConnectException.class)
                .isNotInstanceOf(RetriableException.class)
                .hasMessageContaining(key);
    }

    private SnowflakeStageSinkTask startedTask() {
        return startedTask(new FakeSinkContext(false), settings -> settings);
    }

    private SnowflakeStageSinkTask startedTask(
            FakeSinkContext context, Function<Map<String, String>, Map<String, String>> change) {
        SnowflakeStageSinkTask task = new SnowflakeStageSinkTask(config -> lake, this::faulty);
        tasks.add(task);
        task.initialize(context);
        task.start(change.apply(warehouse.settings()));
        return task;
    }

    private SnowflakeSession faulty(StageSinkConfig config) {
        return faults.open(config.snowflake());
    }

    private void fail(String when, String statement) {
        if (when.equals("before")) {
            faults.failBefore(statement);
        } else {
            faults.failAfter(statement);
        }
    }

    private void assertEachRowOnce(int rows) {
        assertThat(warehouse.number("SELECT COUNT(*) FROM " + table)).isEqualTo(rows);
        assertThat(warehouse.number("SELECT COUNT(DISTINCT id) FROM " + table)).isEqualTo(rows);
        assertThat(warehouse.number(
                        "SELECT SUM(rows_loaded) FROM BRONZE._LOADED_FILES WHERE 'BRONZE.' || table_name = '" + table
                                + "'"))
                .isEqualTo(rows);
    }

    private List<String> warehouseColumns() {
        return warehouse.columnsOf(table).stream()
                .map(column -> column.name() + " "
                        + ColumnType.ofExisting(column.type(), column.precision(), column.scale())
                                .sql())
                .toList();
    }

    private List<String> stagedFiles() {
        return warehouse.query("LIST @BRONZE._LAKE_FILES").stream()
                .map(row -> row.text("name"))
                .filter(name -> name.contains("accounts_" + TESTS.get() + "/"))
                .toList();
    }

    private static List<SinkRecord> records(CommitEvent... events) {
        List<SinkRecord> records = new ArrayList<>();
        for (CommitEvent event : events) {
            records.add(new SinkRecord(
                    "banking.lake.commits", 0, null, event.recordKey(), null, event.toJson(), event.startOffset()));
        }
        return records;
    }
}
