package io.bankingconnect.parquet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;

/** The metrics of a worker from 4.1 on, and the part of them that it hands to the task. */
final class WorkerMetrics {

    private final Metrics all;
    private PluginMetrics ofTask;

    WorkerMetrics() {
        all = new Metrics();
    }

    /** For another task of the same worker. */
    WorkerMetrics(WorkerMetrics other) {
        all = other.all;
    }

    void giveToNewTask(Map<String, String> props) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("connector", props.get("name"));
        tags.put("task", props.getOrDefault("task.id", "0"));
        ofTask = new PluginMetricsImpl(all, tags);
    }

    PluginMetrics ofTask() {
        return ofTask;
    }

    /** The value of a metric of the task. */
    Object value(String name) {
        return value(name, Map.of());
    }

    /** The value of a metric of a topic partition, or null if there is none. */
    Object value(String name, TopicPartition source) {
        return value(name, Map.of("topic", source.topic(), "partition", Integer.toString(source.partition())));
    }

    private Object value(String name, Map<String, String> tags) {
        KafkaMetric metric = all.metric(ofTask.metricName(name, "", new LinkedHashMap<>(tags)));
        return metric == null ? null : metric.metricValue();
    }

    /** The names of the plugin's metrics. */
    List<String> names() {
        return all.metrics().keySet().stream()
                .filter(name -> name.group().equals("plugins"))
                .map(MetricName::name)
                .toList();
    }
}
