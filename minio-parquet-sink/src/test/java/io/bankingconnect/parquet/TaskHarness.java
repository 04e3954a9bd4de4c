package io.bankingconnect.parquet;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** A task with its collaborators in memory, and the part of the Connect worker that it talks to. */
final class TaskHarness implements SinkTaskContext {

    static final TopicPartition ACCOUNTS = new TopicPartition("banking.public.accounts", 0);

    final MemoryStore store = new MemoryStore();
    final MemoryLog log = new MemoryLog();
    final List<String> deadLetters = new ArrayList<>();
    final Map<TopicPartition, Long> consumed = new HashMap<>();
    private final Map<String, String> props = new HashMap<>();
    private final Set<TopicPartition> assignment = new HashSet<>();
    private boolean deadLetterQueue;
    private boolean deadLetterQueueRefuses;
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private ParquetSinkTask task;
    private long timeoutMs = -1;
    private int commitRequests;

    TaskHarness(Map<String, String> settings) {
        props.put("name", "lake");
        props.put("s3.bucket.name", "lake");
        props.put("commits.producer.bootstrap.servers", "unused:9092");
        props.put("topics.dir", "");
        props.putAll(settings);
    }

    TaskHarness withDeadLetterQueue() {
        deadLetterQueue = true;
        return this;
    }

    TaskHarness withDeadLetterQueueThatRefuses() {
        deadLetterQueueRefuses = true;
        return withDeadLetterQueue();
    }

    /** Starts a new task, as after a crash, on the given partitions. */
    TaskHarness start(TopicPartition... partitions) {
        task = new ParquetSinkTask(settings -> store, settings -> log, clock());
        task.initialize(this);
        task.start(props);
        assignment.clear();
        assignment.addAll(List.of(partitions));
        task.open(assignment);
        return this;
    }

    ParquetSinkTask task() {
        return task;
    }

    /** Delivers records; what was delivered counts as consumed, as with Connect. */
    void put(List<SinkRecord> records) {
        for (SinkRecord record : records) {
            consumed.merge(
                    new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
                    record.originalKafkaOffset() + 1,
                    Math::max);
        }
        task.put(records);
    }

    /** Connect's call without records. */
    void poll() {
        task.put(List.of());
    }

    void passTime(long ms) {
        now = now.plusMillis(ms);
    }

    /** The offset that Connect would store for a partition, or null. */
    Long committable(TopicPartition partition) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        consumed.forEach((source, offset) -> offsets.put(source, new OffsetAndMetadata(offset)));
        OffsetAndMetadata offset = task.preCommit(offsets).get(partition);
        return offset == null ? null : offset.offset();
    }

    long requestedTimeoutMs() {
        return timeoutMs;
    }

    int commitRequests() {
        return commitRequests;
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    @Override
    public Map<String, String> configs() {
        return props;
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
    public void timeout(long ms) {
        timeoutMs = ms;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return assignment;
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
        commitRequests++;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return deadLetterQueue ? this::deadLetter : null;
    }

    private Future<Void> deadLetter(SinkRecord record, Throwable error) {
        if (deadLetterQueueRefuses) {
            return CompletableFuture.failedFuture(new IllegalStateException("not authorized"));
        }
        deadLetters.add(error.getMessage());
        return CompletableFuture.completedFuture(null);
    }
}
