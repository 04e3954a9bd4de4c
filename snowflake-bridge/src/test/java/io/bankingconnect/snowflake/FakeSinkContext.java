package io.bankingconnect.snowflake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What a task sees of its worker. */
final class FakeSinkContext implements SinkTaskContext {

    /** What went to the dead-letter queue, by message. */
    final List<String> reported = new ArrayList<>();

    /** How long the task asked to wait before its batch comes again. */
    long retryAfterMs;

    private final boolean tolerant;

    /** @param tolerant whether there is a dead-letter queue */
    FakeSinkContext(boolean tolerant) {
        this.tolerant = tolerant;
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return tolerant
                ? (record, error) -> {
                    reported.add(error.getMessage());
                    return CompletableFuture.completedFuture(null);
                }
                : null;
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void timeout(long timeoutMs) {
        retryAfterMs = timeoutMs;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return Set.of();
    }

    @Override
    public void pause(TopicPartition... partitions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void resume(TopicPartition... partitions) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void requestCommit() {
        throw new UnsupportedOperationException();
    }

    @Override
    public PluginMetrics pluginMetrics() {
        throw new UnsupportedOperationException();
    }
}
