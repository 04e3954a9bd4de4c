package io.bankingconnect.parquet.metrics;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeFile;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.common.metrics.stats.Meter;
import org.apache.kafka.connect.sink.SinkTaskContext;

/**
 * What a task has committed, what it holds, and what went wrong on the way.
 *
 * <p>Where the worker takes plugins' metrics (Connect 4.1 and later) they are among its own, else in MBeans of this
 * plugin: under the same names, and never twice. Safe for use by several threads.
 */
public final class SinkMetrics implements AutoCloseable {

    private static final Map<String, SinkMetrics> CURRENT = new ConcurrentHashMap<>();

    private final String id;
    private final MetricRegistry registry;
    private final Sensor rows;
    private final Sensor bytes;
    private final Sensor files;
    private final Sensor refused;
    private final Sensor uploads;
    private final Sensor retries;
    private final Sensor fenced;
    private final Map<TopicPartition, AtomicLong> committedOffsets = new HashMap<>();
    private volatile Holdings holdings = Holdings.NONE;
    private boolean closed;

    private SinkMetrics(String id, MetricRegistry registry, Clock clock, long budgetBytes) {
        this.id = id;
        this.registry = registry;
        rows = meter("rows", SinkMetric.ROWS_RATE, SinkMetric.ROWS_TOTAL);
        bytes = meter("bytes", SinkMetric.BYTES_RATE, SinkMetric.BYTES_TOTAL);
        files = total("files", SinkMetric.FILES_TOTAL);
        refused = total("refused", SinkMetric.REFUSED_RECORDS_TOTAL);
        retries = total("retries", SinkMetric.RETRIES_TOTAL);
        fenced = total("fenced", SinkMetric.FENCED_TOTAL);
        uploads = registry.sensor("uploads");
        uploads.add(name(SinkMetric.UPLOAD_AVG_TIME_MS), new Avg());
        uploads.add(name(SinkMetric.UPLOAD_MAX_TIME_MS), new Max());
        gauge(SinkMetric.OPEN_FILES, (config, now) -> holdings.openFiles());
        gauge(SinkMetric.BUFFERED_BYTES, (config, now) -> holdings.bytes());
        gauge(SinkMetric.MEMORY_BUDGET_BYTES, (config, now) -> budgetBytes);
        gauge(SinkMetric.OLDEST_UNWRITTEN_RECORD_AGE_MS, (config, now) -> holdings.oldestAgeMs(clock.millis()));
        gauge(SinkMetric.PARTITIONS_IN_OUTAGE, (config, now) -> holdings.partitionsInOutage());
    }

    /**
     * Shows the metrics of a task, in the place of those of a former task of its name in this process, which Connect may
     * have given up before it came to an end.
     *
     * @param budgetBytes the memory that the task may take
     */
    public static SinkMetrics of(
            SinkTaskContext context, String connector, String task, Clock clock, long budgetBytes) {
        return CURRENT.compute(connector + "/" + task, (id, former) -> {
            if (former != null) {
                former.remove();
            }
            MetricRegistry registry = WorkerRegistry.of(context).orElseGet(() -> new JmxRegistry(connector, task));
            return new SinkMetrics(id, registry, clock, budgetBytes);
        });
    }

    private MetricName name(SinkMetric metric) {
        return registry.name(metric, Map.of());
    }

    private void gauge(SinkMetric metric, Gauge<?> value) {
        registry.add(name(metric), value);
    }

    private Sensor total(String sensorName, SinkMetric total) {
        Sensor sensor = registry.sensor(sensorName);
        sensor.add(name(total), new CumulativeSum());
        return sensor;
    }

    private Sensor meter(String sensorName, SinkMetric rate, SinkMetric total) {
        Sensor sensor = registry.sensor(sensorName);
        sensor.add(new Meter(name(rate), name(total)));
        return sensor;
    }

    /**
     * A group is committed and announced.
     *
     * @param refusedRecords its records that are in the dead-letter queue
     */
    public void committed(CommitEvent event, int refusedRecords) {
        rows.record(event.files().stream().mapToLong(LakeFile::rows).sum());
        bytes.record(event.files().stream().mapToLong(LakeFile::bytes).sum());
        files.record(event.files().size());
        refused.record(refusedRecords);
    }

    /** Another writer has a partition that this task believed to be its own. */
    public void fenced(TopicPartition source) {
        fenced.record();
        forget(source);
    }

    /** An outage ended an attempt, which will be made again. */
    public void retried() {
        retries.record();
    }

    /** The store took a file, in so many milliseconds. */
    public void uploaded(long tookMs) {
        uploads.record(tookMs);
    }

    /** What the task holds now. */
    public void holding(Holdings now) {
        holdings = now;
    }

    /**
     * The task goes on with a partition.
     *
     * @param offset the first one that is not committed
     */
    public synchronized void committedOffset(TopicPartition source, long offset) {
        if (closed) {
            return;
        }
        AtomicLong shown = committedOffsets.get(source);
        if (shown != null) {
            shown.set(offset);
            return;
        }
        AtomicLong first = new AtomicLong(offset);
        registry.add(offsetName(source), (config, now) -> first.get());
        committedOffsets.put(source, first);
    }

    /** The task no longer has a partition. */
    public synchronized void forget(TopicPartition source) {
        if (!closed && committedOffsets.remove(source) != null) {
            registry.remove(offsetName(source));
        }
    }

    private MetricName offsetName(TopicPartition source) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("topic", source.topic());
        tags.put("partition", Integer.toString(source.partition()));
        return registry.name(SinkMetric.COMMITTED_OFFSET, tags);
    }

    private synchronized void remove() {
        if (!closed) {
            closed = true;
            registry.close();
        }
    }

    /** Shows nothing any longer. What is told after this is lost. */
    @Override
    public void close() {
        CURRENT.remove(id, this);
        remove();
    }
}
