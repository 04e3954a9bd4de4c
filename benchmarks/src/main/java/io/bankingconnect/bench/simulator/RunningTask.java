package io.bankingconnect.bench.simulator;

import io.bankingconnect.faker.BankFakerSourceConnector;
import io.bankingconnect.faker.BankFakerSourceTask;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;

/** The real simulator task, polled on the calling thread; counts what it gives. Not thread-safe. */
final class RunningTask {

    private final BankFakerSourceTask task = new BankFakerSourceTask();
    private Map<String, ?> offset;
    private long records;
    private long customers;
    private long customerChanges;
    private long accounts;
    private long transactions;

    /**
     * Starts the task.
     *
     * @param settings the connector's
     * @param storedOffset where to go on; null to begin
     */
    RunningTask(Map<String, String> settings, Map<String, Object> storedOffset) {
        BankFakerSourceConnector connector = new BankFakerSourceConnector();
        connector.start(settings);
        Map<String, String> taskSettings = connector.taskConfigs(1).get(0);
        task.initialize(new Context(taskSettings, storedOffset));
        task.start(taskSettings);
    }

    private record Context(Map<String, String> configs, Map<String, Object> storedOffset)
            implements SourceTaskContext, OffsetStorageReader {

        @Override
        public OffsetStorageReader offsetStorageReader() {
            return this;
        }

        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return storedOffset;
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            throw new UnsupportedOperationException("The simulator asks for one offset at a time");
        }

        @Override
        public PluginMetrics pluginMetrics() {
            throw new UnsupportedOperationException("The simulator has no metrics of its own");
        }
    }

    /**
     * Polls once.
     *
     * @throws IllegalStateException if there is nothing more
     */
    List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> batch = task.poll();
        if (batch == null) {
            throw new IllegalStateException("The stream ended at record " + records);
        }
        return batch;
    }

    void count(List<SourceRecord> batch) {
        for (SourceRecord record : batch) {
            Struct envelope = (Struct) record.value();
            boolean created = envelope.getString("op").equals("c");
            switch (envelope.getStruct("source").getString("table")) {
                case "customers" -> {
                    if (created) {
                        customers++;
                    } else {
                        customerChanges++;
                    }
                }
                case "accounts" -> accounts += created ? 1 : 0;
                case "transactions" -> transactions += created ? 1 : 0;
                default -> throw new IllegalStateException("A table that the bank does not have");
            }
        }
        records += batch.size();
        offset = batch.get(batch.size() - 1).sourceOffset();
    }

    /** The offset of the last record that was counted. */
    Map<String, ?> offset() {
        return offset;
    }

    long records() {
        return records;
    }

    long customers() {
        return customers;
    }

    /** How often a customer was changed or deleted. */
    long customerChanges() {
        return customerChanges;
    }

    long accounts() {
        return accounts;
    }

    long transactions() {
        return transactions;
    }
}
