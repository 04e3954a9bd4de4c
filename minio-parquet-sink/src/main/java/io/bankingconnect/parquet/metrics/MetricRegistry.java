package io.bankingconnect.parquet.metrics;

import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.Sensor;

/** Where the metrics of one task are shown. Not safe for use by several threads. */
interface MetricRegistry extends AutoCloseable {

    /** The full name of a metric, with the tags that tell this task's from others. */
    MetricName name(SinkMetric metric, Map<String, String> tags);

    /** Shows a value. */
    void add(MetricName name, Gauge<?> value);

    /** Shows a value no longer. */
    void remove(MetricName name);

    /**
     * A sensor of this registry alone.
     *
     * @param name unlike those of its other sensors
     */
    Sensor sensor(String name);

    /** Shows nothing any longer. */
    @Override
    void close();
}
