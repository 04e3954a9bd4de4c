package io.bankingconnect.parquet.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * The worker's own metrics and all its reporters, which are open to plugins since Connect 4.1.
 *
 * <p>The only class that names what older workers lack.
 */
final class WorkerRegistry implements MetricRegistry {

    private final PluginMetrics metrics;
    // The worker keeps the sensors of all plugins under their bare names.
    private final String sensorPrefix = "parquet-sink-" + UUID.randomUUID() + "-";
    private final List<String> sensors = new ArrayList<>();
    private final Set<MetricName> added = new LinkedHashSet<>();

    private WorkerRegistry(PluginMetrics metrics) {
        this.metrics = metrics;
    }

    /** The worker's, or empty if it is older than 4.1. */
    static Optional<MetricRegistry> of(SinkTaskContext context) {
        try {
            return Optional.of(new WorkerRegistry(context.pluginMetrics()));
        } catch (NoSuchMethodError | NoClassDefFoundError e) {
            return Optional.empty();
        }
    }

    @Override
    public MetricName name(SinkMetric metric, Map<String, String> tags) {
        return metrics.metricName(metric.metricName(), metric.meaning(), new LinkedHashMap<>(tags));
    }

    @Override
    public void add(MetricName name, Gauge<?> value) {
        metrics.addMetric(name, value);
        added.add(name);
    }

    @Override
    public void remove(MetricName name) {
        metrics.removeMetric(name);
        added.remove(name);
    }

    @Override
    public Sensor sensor(String name) {
        Sensor sensor = metrics.addSensor(sensorPrefix + name);
        sensors.add(sensorPrefix + name);
        return sensor;
    }

    @Override
    public void close() {
        sensors.forEach(metrics::removeSensor);
        added.forEach(metrics::removeMetric);
    }
}
