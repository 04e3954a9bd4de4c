package io.bankingconnect.parquet;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** What the worker does for a sink task, as far as it needs to be done for one that is never rebalanced. */
final class WorkerContext implements SinkTaskContext {

    private final Set<TopicPartition> assignment = new HashSet<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private final Metrics metrics = new Metrics();

    void assign(Collection<TopicPartition> partitions) {
        assignment.addAll(partitions);
    }

    boolean isPaused(TopicPartition partition) {
        return paused.contains(partition);
    }

    boolean anyPaused() {
        return !paused.isEmpty();
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        // Every run begins with an empty lake, so the task reads from where it is.
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        offset(Map.of(partition, offset));
    }

    @Override
    public void timeout(long ms) {
        // It is called again at once.
    }

    @Override
    public Set<TopicPartition> assignment() {
        return assignment;
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(List.of(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        paused.removeAll(List.of(partitions));
    }

    @Override
    public void requestCommit() {
        // There are no offsets to store.
    }

    @Override
    public PluginMetrics pluginMetrics() {
        return new PluginMetricsImpl(metrics, Map.of());
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return null;
    }
}
