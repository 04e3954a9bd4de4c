package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankFakerSourceTaskTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Property(tries = 12)
    void aStreamIsTheSameWhereverItIsInterrupted(
            @ForAll long seed,
            @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 400) Integer> stops,
            @ForAll @IntRange(min = 1, max = 700) int batchSize)
            throws InterruptedException {
        Map<String, String> props = props(Map.of(
                "seed", String.valueOf(seed),
                "customers", "40",
                "transactions", "900",
                "late.rate", "0.1",
                "duplicate.rate", "0.1",
                "fraud.rate", "0.02"));
        List<SourceRecord> whole = readAll(started(props, null, NOW));

        List<SourceRecord> pieces = new ArrayList<>();
        Map<String, ?> offset = null;
        Instant later = NOW;
        for (int stop : stops) {
            props.put("batch.size", String.valueOf(stop));
            BankFakerSourceTask task = started(props, offset, later);
            List<SourceRecord> read = task.poll();
            task.stop();
            if (read != null) {
                pieces.addAll(read);
                offset = pieces.get(pieces.size() - 1).sourceOffset();
            }
            later = later.plusSeconds(3600);
        }
        props.put("batch.size", String.valueOf(batchSize));
        pieces.addAll(readAll(started(props, offset, later)));

        assertThat(pieces).isEqualTo(whole);
    }

    @Test
    void aBoundedRunEndsIdleAndStaysSo() throws InterruptedException {
        BankFakerSourceTask task = started(props(Map.of("customers", "10", "transactions", "100")), null, NOW);
        List<SourceRecord> all = readAll(task);

        assertThat(all).filteredOn(record -> isInsert(record, "transactions")).hasSize(100);
        assertThat(task.poll()).isNull();
        assertThat(task.poll()).isNull();
    }

    @Test
    void raisingTheNumberOfTransactionsGoesOnAfterTheLast() throws InterruptedException {
        Map<String, String> props = props(Map.of("customers", "10", "transactions", "300"));
        List<SourceRecord> first = readAll(started(props, null, NOW));

        props.put("transactions", "450");
        List<SourceRecord> more =
                readAll(started(props, first.get(first.size() - 1).sourceOffset(), NOW));

        assertThat(more).filteredOn(record -> isInsert(record, "transactions")).hasSize(150);
        assertThat(((Struct) more.get(0).value()).getStruct("after").getString("updated_at"))
                .isGreaterThan(((Struct) first.get(first.size() - 1).value())
                        .getStruct("after")
                        .getString("updated_at"));
    }

    @ParameterizedTest
    @CsvSource({"seed, 43", "locale, de-DE", "customers, 2", "transactions, 20", "settling.gap, 500"})
    void otherSettingsThanBeforeAreRefusedByName(String key, String value) throws InterruptedException {
        Map<String, String> props = props(Map.of("locale", "en-IE", "customers", "600", "transactions", "3000"));
        Map<String, ?> halfWay = readAll(started(props, null, NOW)).get(1499).sourceOffset();
        props.put(key, value);

        assertThatThrownBy(() -> started(props, halfWay, NOW))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("These settings do not give the 1500 records")
                .hasMessageContaining(key);
    }

    @Test
    void anOffsetOfSomethingElseIsRefused() {
        assertThatThrownBy(() -> started(props(Map.of()), Map.of("lsn", 5L), NOW))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("no number in \"position\"");
    }

    @Test
    void historyLeadsUpToTheFirstStart() throws InterruptedException {
        List<SourceRecord> records = readAll(started(props(Map.of("transactions", "1000")), null, NOW));

        Instant first = updatedAt(records.get(0));
        Instant last = updatedAt(records.get(records.size() - 1));
        assertThat(first).isBetween(NOW.minusSeconds(1000 * 30), NOW.minusSeconds(1000 * 30 - 600));
        assertThat(last).isBetween(NOW.minusSeconds(600), NOW);
    }

    @Test
    void atAFixedRateTheBanksTimeStartsNow() throws InterruptedException {
        Map<String, String> props = props(Map.of("transactions.per.second", "1000", "transactions", "200"));

        List<SourceRecord> records = readAll(started(props, null, NOW));

        assertThat(updatedAt(records.get(0))).isBetween(NOW, NOW.plusMillis(10));
        assertThat(updatedAt(records.get(records.size() - 1))).isBetween(NOW.plusMillis(180), NOW.plusMillis(201));
    }

    @Test
    void aSlowRateHoldsTheNextTransactionBack() throws InterruptedException {
        BankFakerSourceTask task = started(props(Map.of("transactions.per.second", "0.0001")), null, NOW);

        List<SourceRecord> sent = readAll(task);
        task.stop();

        assertThat(task.poll()).isNull();
        assertThat(sent).isNotEmpty().noneMatch(record -> isInsert(record, "transactions"));
    }

    @Test
    void deletionsNameTheRowThatGoes() throws InterruptedException {
        List<SourceRecord> deletions = readAll(started(props(Map.of()), null, NOW)).stream()
                .filter(record -> "d".equals(((Struct) record.value()).getString("op")))
                .toList();

        assertThat(deletions).isNotEmpty().allSatisfy(record -> {
            Struct envelope = (Struct) record.value();
            assertThat(envelope.schema().name()).isEqualTo("bank.oltp.customers.Envelope");
            assertThat(envelope.get("after")).isNull();
            assertThat(envelope.getStruct("before").getInt64("id")).isEqualTo(((Struct) record.key()).getInt64("id"));
            assertThat(envelope.getStruct("source").getString("table")).isEqualTo("customers");
        });
    }

    private static Instant updatedAt(SourceRecord record) {
        return Instant.parse(((Struct) record.value()).getStruct("after").getString("updated_at"));
    }

    private static boolean isInsert(SourceRecord record, String table) {
        Struct envelope = (Struct) record.value();
        return "c".equals(envelope.getString("op"))
                && table.equals(envelope.getStruct("source").getString("table"));
    }

    private static Map<String, String> props(Map<String, String> some) {
        Map<String, String> props = new HashMap<>(Map.of("topic", "bank.oltp"));
        props.putAll(some);
        return props;
    }

    private static List<SourceRecord> readAll(BankFakerSourceTask task) throws InterruptedException {
        List<SourceRecord> all = new ArrayList<>();
        for (List<SourceRecord> some = task.poll(); some != null; some = task.poll()) {
            all.addAll(some);
        }
        return all;
    }

    private static BankFakerSourceTask started(Map<String, String> props, Map<String, ?> offset, Instant now) {
        BankFakerSourceTask task = new BankFakerSourceTask(Clock.fixed(now, ZoneOffset.UTC));
        task.initialize(new StoredOffset(props, offset));
        task.start(props);
        return task;
    }

    @Test
    void flatOutputHasATopicForEachTableAndTombstones() throws InterruptedException {
        List<SourceRecord> records =
                readAll(started(props(Map.of("output", "flat", "transactions", "8000")), null, NOW));

        assertThat(records)
                .extracting(SourceRecord::topic)
                .containsOnly("bank.oltp.customers", "bank.oltp.accounts", "bank.oltp.transactions");
        assertThat(records)
                .allSatisfy(record -> assertThat(record.kafkaPartition()).isZero());
        assertThat(records)
                .filteredOn(record -> record.value() == null)
                .isNotEmpty()
                .allSatisfy(tombstone -> {
                    assertThat(tombstone.topic()).isEqualTo("bank.oltp.customers");
                    assertThat(tombstone.valueSchema()).isNull();
                });
        assertThat(records)
                .filteredOn(record -> record.value() != null)
                .allSatisfy(record -> assertThat(((Struct) record.value()).getInt64("id"))
                        .isEqualTo(((Struct) record.key()).getInt64("id")));
    }

    @Test
    void theTruthAboutFraudGoesToItsOwnTopicByTransaction() throws InterruptedException {
        Map<String, String> props = props(Map.of("fraud.rate", "0.05", "fraud.topic", "truth"));

        List<SourceRecord> records = readAll(started(props, null, NOW));

        assertThat(records)
                .filteredOn(record -> record.topic().equals("truth"))
                .isNotEmpty()
                .allSatisfy(record -> {
                    Struct truth = (Struct) record.value();
                    assertThat(truth.getInt64("transaction_id")).isEqualTo(((Struct) record.key()).getInt64("id"));
                    assertThat(FraudScenario.ofLabel(truth.getString("scenario")))
                            .isPresent();
                });
        assertThat(records)
                .filteredOn(record -> !record.topic().equals("truth"))
                .extracting(SourceRecord::topic)
                .containsOnly("bank.oltp");
    }

    @Test
    void historyIsNotHeldBackByTheRate() throws InterruptedException {
        Map<String, String> props = props(Map.of(
                "transactions.per.second", "0.0001",
                "backfill.days", "10",
                "backfill.transactions.per.day", "100"));
        BankFakerSourceTask task = started(props, null, NOW);

        List<SourceRecord> sent = readAll(task);
        task.stop();

        assertThat(sent).filteredOn(record -> isInsert(record, "transactions")).hasSize(1000);
        assertThat(updatedAt(sent.get(0))).isBetween(NOW.minusSeconds(864_000), NOW.minusSeconds(850_000));
    }

    @Test
    void aRunThatBeganAsFastAsPossibleMayBeGivenARate() throws InterruptedException {
        Map<String, String> props = props(Map.of("transactions", "1000"));
        SourceRecord halfWay = readAll(started(props, null, NOW)).get(700);
        props.put("transactions.per.second", "0.0001");
        BankFakerSourceTask task = started(props, halfWay.sourceOffset(), NOW);

        List<SourceRecord> sent = readAll(task);
        task.stop();

        assertThat(sent).filteredOn(record -> isInsert(record, "transactions")).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void theOffsetOfAnotherReleaseIsRefusedWithTheWayOut() {
        Map<String, Long> oldOffset = Map.of("position", 7L, "digest", 1L, "start.us", 1L, "interval.us", 5000L);

        assertThatThrownBy(() -> started(props(Map.of()), oldOffset, NOW))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("no number in \"history.transactions\"")
                .hasMessageContaining("DELETE /connectors/<name>/offsets");
    }

    private record StoredOffset(Map<String, String> configs, Map<String, ?> offset)
            implements SourceTaskContext, OffsetStorageReader {

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return (Map<String, Object>) offset;
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            throw new UnsupportedOperationException("the task reads one partition");
        }

        @Override
        public PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException("the task registers no metrics");
        }
    }
}
