package io.bankingconnect.parquet.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.utils.Time;

/** MBeans of this plugin's own, for workers that show none of a plugin's metrics: those before Connect 4.1. */
final class JmxRegistry implements MetricRegistry {

    static final String DOMAIN = "io.bankingconnect.parquet";
    static final String TYPE = "parquet-sink-task-metrics";

    private final Map<String, String> taskTags = new LinkedHashMap<>();
    private final Metrics metrics;

    JmxRegistry(String connector, String task) {
        taskTags.put("connector", connector);
        taskTags.put("task", task);
        JmxReporter reporter = new JmxReporter();
        // Without Kafka's own count of metrics, whose name all tasks of a worker would share.
        reporter.configure(Map.of(JmxReporter.INCLUDE_CONFIG, DOMAIN + ":type=" + TYPE + ",.*"));
        metrics = new Metrics(new MetricConfig(), List.of(reporter), Time.SYSTEM, new KafkaMetricsContext(DOMAIN));
    }

    @Override
    public MetricName name(SinkMetric metric, Map<String, String> tags) {
        Map<String, String> all = new LinkedHashMap<>(taskTags);
        all.putAll(tags);
        return metrics.metricName(metric.metricName(), TYPE, metric.meaning(), all);
    }

    @Override
    public void add(MetricName name, Gauge<?> value) {
        metrics.addMetric(name, value);
    }

    @Override
    public void remove(MetricName name) {
        metrics.removeMetric(name);
    }

    @Override
    public Sensor sensor(String name) {
        return metrics.sensor(name);
    }

    @Override
    public void close() {
        metrics.close();
    }
}
