package io.bankingconnect.parquet;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.parquet.commit.TopicIds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** A task with its collaborators in memory, unless told otherwise, and the part of the Connect worker that it talks to. */
final class TaskHarness implements SinkTaskContext {

    static final TopicPartition ACCOUNTS = new TopicPartition("banking.public.accounts", 0);

    final UnreliableStore store;
    final MemoryLog log;
    final TestClock clock;
    final Jobs jobs = new Jobs();
    final List<String> deadLetters = new ArrayList<>();
    final Map<TopicPartition, Long> consumed = new HashMap<>();
    private final Map<String, String> props = new HashMap<>();
    private final Set<TopicPartition> assignment = new HashSet<>();
    private final Set<TopicPartition> paused = new HashSet<>();
    private final Map<TopicPartition, Long> seeks = new HashMap<>();
    private boolean deadLetterQueue;
    private boolean deadLetterQueueRefuses;
    private Optional<String> topicId = Optional.empty();
    private boolean beforePluginMetrics;
    private WorkerMetrics metrics;
    private ParquetSinkTask task;
    private long timeoutMs = -1;
    private int commitRequests;

    TaskHarness(Map<String, String> settings) {
        this(settings, new MemoryStore());
    }

    TaskHarness(Map<String, String> settings, LakeStore store) {
        this(settings, new UnreliableStore(store), new MemoryLog(), new TestClock());
    }

    /** A task that shares its surroundings with others. */
    TaskHarness(Map<String, String> settings, UnreliableStore store, MemoryLog log, TestClock clock) {
        this.store = store;
        this.log = log;
        this.clock = clock;
        props.put("name", "lake");
        props.put("s3.bucket.name", "lake");
        props.put("commits.producer.bootstrap.servers", "unused:9092");
        props.put("topics.dir", "");
        props.put("behavior.on.null.values", "ignore");
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

    /** The worker is of a release before 4.1, which takes no metrics of plugins. */
    TaskHarness beforePluginMetrics() {
        beforePluginMetrics = true;
        return this;
    }

    /** This task runs in the worker of another one. */
    TaskHarness onTheWorkerOf(TaskHarness other) {
        metrics = new WorkerMetrics(other.metrics);
        return this;
    }

    /** The id that the brokers give for every topic from now on. */
    TaskHarness topicId(String id) {
        topicId = Optional.of(id);
        return this;
    }

    /** Another worker of the same connector, which does not know of this one. */
    TaskHarness twin() {
        return new TaskHarness(props, store, log, clock);
    }

    Backends backends() {
        return new Backends(
                settings -> store, settings -> log, settings -> topicIds(), settings -> jobs, clock, new Random(7));
    }

    private TopicIds topicIds() {
        return new TopicIds() {
            @Override
            public Optional<String> of(String topic) {
                return topicId;
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    /** Starts a new task, as after a crash, on the given partitions, and calls it once without records. */
    TaskHarness start(TopicPartition... partitions) {
        return open(partitions).poll();
    }

    /** Starts a new task on the given partitions and does not call it yet. */
    TaskHarness open(TopicPartition... partitions) {
        if (!beforePluginMetrics) {
            metrics = metrics == null ? new WorkerMetrics() : metrics;
            metrics.giveToNewTask(props);
        }
        task = new ParquetSinkTask(backends());
        task.initialize(this);
        task.start(props);
        assignment.clear();
        paused.clear();
        seeks.clear();
        return assign(partitions);
    }

    /** Gives the task partitions, as a rebalance does. */
    TaskHarness assign(TopicPartition... partitions) {
        assignment.addAll(List.of(partitions));
        task.open(List.of(partitions));
        return this;
    }

    /** Takes partitions away, as a rebalance does. */
    void revoke(TopicPartition... partitions) {
        task.close(List.of(partitions));
        List.of(partitions).forEach(partition -> {
            assignment.remove(partition);
            paused.remove(partition);
            seeks.remove(partition);
        });
    }

    /** Ends the task, as Connect does. */
    void stop() {
        task.close(List.copyOf(assignment));
        task.stop();
    }

    WorkerMetrics metrics() {
        return metrics;
    }

    ParquetSinkTask task() {
        return task;
    }

    Map<String, String> props() {
        return props;
    }

    /** Delivers records; what was delivered counts as consumed, as with Connect. */
    void put(List<SinkRecord> records) {
        for (SinkRecord record : records) {
            TopicPartition source = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
            if (paused.contains(source)) {
                throw new AssertionError(source + " is paused, so nothing of it may be delivered");
            }
            consumed.merge(source, record.originalKafkaOffset() + 1, Math::max);
        }
        task.put(records);
    }

    /** Connect's call without records. */
    TaskHarness poll() {
        task.put(List.of());
        return this;
    }

    /** Lets time pass, then calls the task without records. */
    void poll(long afterMs) {
        passTime(afterMs);
        poll();
    }

    void passTime(long ms) {
        clock.pass(ms);
    }

    boolean isPaused(TopicPartition partition) {
        return paused.contains(partition);
    }

    /** Where the task wants to read on, once. */
    Optional<Long> pollSeek(TopicPartition partition) {
        return Optional.ofNullable(seeks.remove(partition));
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

    @Override
    public Map<String, String> configs() {
        return props;
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        seeks.putAll(offsets);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        seeks.put(partition, offset);
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
        paused.addAll(List.of(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        paused.removeAll(List.of(partitions));
    }

    @Override
    public void requestCommit() {
        commitRequests++;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        if (beforePluginMetrics) {
            throw new NoSuchMethodError("pluginMetrics()");
        }
        return metrics.ofTask();
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
