package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.Test;

/** Several branches in one task, and one branch in several lives. */
class BranchesTest {

    private static final Map<String, String> SETTINGS = Map.of(
            "topic",
            "bank.oltp",
            "branches",
            "3",
            "customers",
            "25",
            "transactions",
            "400",
            "start.time",
            "2026-01-05T00:00:00Z");

    @Property(tries = 10)
    void eachBranchIsTheSameWhereverItsTaskIsInterruptedAndWhoeverRunsIt(
            @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 300) Integer> stops,
            @ForAll @IntRange(min = 1, max = 700) int batchSize)
            throws InterruptedException {
        Map<Integer, List<SourceRecord>> alone = new HashMap<>();
        for (int branch = 0; branch < 3; branch++) {
            Context context = new Context();
            Task task = new Task(context, Map.of("task.branches", String.valueOf(branch)));
            task.readAll();
            alone.put(branch, context.sent);
        }

        Context context = new Context();
        for (int stop : stops) {
            Task task = new Task(context, Map.of("batch.size", String.valueOf(stop)));
            task.poll();
            task.stop();
        }
        new Task(context, Map.of("batch.size", String.valueOf(batchSize))).readAll();

        for (int branch = 0; branch < 3; branch++) {
            int partition = branch;
            assertThat(context.sent)
                    .filteredOn(record -> record.kafkaPartition() == partition)
                    .isEqualTo(alone.get(branch));
        }
    }

    @Test
    void branchesShareNoIdsIbansOrCardsAndAllAreValid() throws InterruptedException {
        Context context = new Context();
        new Task(context, Map.of()).readAll();

        Set<Object> seen = new HashSet<>();
        assertThat(context.sent)
                .extracting(record -> (Struct) record.value())
                .filteredOn(envelope -> envelope.getString("op").equals("c"))
                .allSatisfy(envelope -> {
                    Struct row = envelope.getStruct("after");
                    String table = envelope.getStruct("source").getString("table");
                    assertThat(seen.add(table + row.getInt64("id"))).isTrue();
                    if (table.equals("accounts")) {
                        assertThat(seen.add(row.getString("iban"))).isTrue();
                        assertThat(Iban.isValid(row.getString("iban"))).isTrue();
                        assertThat(row.getString("card_number") == null
                                        || CardNumber.isValid(row.getString("card_number")))
                                .isTrue();
                        assertThat(row.getString("card_number") == null || seen.add(row.getString("card_number")))
                                .isTrue();
                    }
                });
    }

    @Test
    void aBatchIsFilledByAllBranchesInTurnEvenIfItHasRoomForOne() throws InterruptedException {
        Context context = new Context();
        Task task = new Task(context, Map.of("batch.size", "1"));
        for (int i = 0; i < 30; i++) {
            task.poll();
        }

        for (int branch = 0; branch < 3; branch++) {
            int partition = branch;
            assertThat(context.sent)
                    .filteredOn(record -> record.kafkaPartition() == partition)
                    .hasSize(10);
        }
    }

    @Test
    void aTaskKnowsTheBalancesOfItsBanks() throws InterruptedException {
        Context context = new Context();
        Task task = new Task(context, Map.of());
        task.readAll();

        assertThat(task.task.banks())
                .hasSize(3)
                .allSatisfy(bank -> assertThat(bank.balancesCents()).isNotEmpty());
        assertThat(new Task(context, Map.of()).task.banks())
                .extracting(Bank::balancesCents)
                .containsExactlyInAnyOrderElementsOf(
                        task.task.banks().stream().map(Bank::balancesCents).toList());
    }

    @Test
    void eachBatchIsATransactionWhereTheConnectorSetsTheBoundaries() throws InterruptedException {
        Context context = new Context();
        context.transactions = new CountingTransactions();
        Task task = new Task(context, Map.of("batch.size", "100"));

        task.poll();
        task.poll();

        assertThat(context.transactions.commits).isEqualTo(2);
    }

    /** A running task that sends into a context. */
    private static final class Task {
        private final BankFakerSourceTask task = new BankFakerSourceTask(Clock.systemUTC());
        private final Context context;

        Task(Context context, Map<String, String> some) {
            this.context = context;
            Map<String, String> props = new HashMap<>(SETTINGS);
            props.putAll(some);
            task.initialize(context);
            task.start(props);
        }

        boolean poll() throws InterruptedException {
            List<SourceRecord> records = task.poll();
            if (records == null) {
                return false;
            }
            records.forEach(context::send);
            return true;
        }

        void readAll() throws InterruptedException {
            while (poll()) {
                // Every poll sends.
            }
        }

        void stop() {
            task.stop();
        }
    }

    /** Keeps what was sent, and the offsets, as Connect does. */
    private static final class Context implements SourceTaskContext, OffsetStorageReader {
        private final List<SourceRecord> sent = new ArrayList<>();
        private final Map<Map<String, ?>, Map<String, Object>> offsets = new HashMap<>();
        private CountingTransactions transactions;

        @SuppressWarnings("unchecked")
        void send(SourceRecord record) {
            sent.add(record);
            offsets.put(record.sourcePartition(), (Map<String, Object>) record.sourceOffset());
        }

        @Override
        public Map<String, String> configs() {
            return SETTINGS;
        }

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        public TransactionContext transactionContext() {
            return transactions;
        }

        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return offsets.get(partition);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            throw new UnsupportedOperationException("the task reads one partition at a time");
        }

        @Override
        public PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException("the task registers no metrics");
        }
    }

    private static final class CountingTransactions implements TransactionContext {
        private int commits;

        @Override
        public void commitTransaction() {
            commits++;
        }

        @Override
        public void commitTransaction(SourceRecord record) {
            throw new ConnectException("a batch ends a transaction, not a record");
        }

        @Override
        public void abortTransaction() {
            throw new ConnectException("nothing is taken back");
        }

        @Override
        public void abortTransaction(SourceRecord record) {
            throw new ConnectException("nothing is taken back");
        }
    }
}
