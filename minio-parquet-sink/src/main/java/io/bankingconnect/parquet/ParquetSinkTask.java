package io.bankingconnect.parquet;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.parquet.commit.AtLeastOnceCommitter;
import io.bankingconnect.parquet.commit.CommitLog;
import io.bankingconnect.parquet.commit.ConditionalWrites;
import io.bankingconnect.parquet.commit.ExactlyOnceCommitter;
import io.bankingconnect.parquet.commit.PartitionCommitter;
import io.bankingconnect.parquet.commit.TopicIds;
import io.bankingconnect.parquet.metrics.Holdings;
import io.bankingconnect.parquet.metrics.MeasuredStore;
import io.bankingconnect.parquet.metrics.SinkMetrics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each topic partition to its own sequence of Parquet files.
 *
 * <p>The task thread encodes; stores and brokers are talked to on threads of their own. An outage therefore never makes
 * {@code put} wait or fail: partitions are paused while what they hold cannot be written.
 */
public final class ParquetSinkTask extends SinkTask {

    private static final Logger LOG = LoggerFactory.getLogger(ParquetSinkTask.class);
    private static final int RECORDS_BETWEEN_BUDGET_CHECKS = 500;
    private static final long LONGEST_POLL_MS = 1_000;
    private static final long FIRST_BACKOFF_MS = 500;
    private static final long LAST_BACKOFF_MS = 15_000;
    private static final long FIRST_FENCED_BACKOFF_MS = 1_000;
    private static final long LAST_FENCED_BACKOFF_MS = 60_000;

    private final Backends backends;
    private final Map<TopicPartition, PartitionWriter> writers = new HashMap<>();
    private ParquetSinkConfig config;
    private NullValues nullValues;
    private SinkMetrics metrics;
    private LakeStore store;
    private CommitLog log;
    private TopicIds topicIds;
    private ConditionalWrites conditionalWrites;
    private ExecutorService uploads;
    private MemoryBudget budget;

    public ParquetSinkTask() {
        this(Backends.real());
    }

    ParquetSinkTask(Backends backends) {
        this.backends = backends;
    }

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> props) {
        config = new ParquetSinkConfig(props);
        nullValues = config.nullValues();
        config.check();
        if (!ForeignKeys.withoutEffect(props).isEmpty()) {
            LOG.warn("Keys that this sink does not know and that have no effect: {}", ForeignKeys.withoutEffect(props));
        }
        metrics = SinkMetrics.of(
                context, config.connector(), config.task(), backends.clock(), config.memoryBudgetBytes());
        store = new MeasuredStore(backends.store().apply(config), backends.clock(), metrics);
        log = backends.log().apply(config);
        topicIds = backends.topicIds().apply(config);
        uploads = backends.uploads().apply(config);
        budget = new MemoryBudget(config.memoryBudgetBytes());
        conditionalWrites = new ConditionalWrites(store, config.topicsDir());
        try {
            store.checkBucket();
            if (config.exactlyOnce()) {
                conditionalWrites.require();
            }
        } catch (RetriableException e) {
            LOG.warn("{}; starting anyway, records wait until the store is back", e.getMessage());
        }
        pollSoon(LONGEST_POLL_MS);
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            CommitQueue queue =
                    new CommitQueue(partition, committer(partition), context, job(), fencedBackoff(), metrics);
            RecordFiler filer = new RecordFiler(config, context, backends.clock());
            writers.put(partition, new PartitionWriter(partition, config, filer, queue, context, backends.clock()));
            queue.open();
        }
    }

    private PartitionCommitter committer(TopicPartition partition) {
        return config.exactlyOnce()
                ? new ExactlyOnceCommitter(
                        partition, config.connector(), store, config.topicsDir(), log, topicIds, conditionalWrites)
                : new AtLeastOnceCommitter(partition, config.connector(), store, log);
    }

    private RetryingJob job() {
        Backoff backoff = new Backoff(FIRST_BACKOFF_MS, LAST_BACKOFF_MS, backends.random());
        return new RetryingJob(uploads, backends.clock(), backoff, metrics::retried);
    }

    private Backoff fencedBackoff() {
        return new Backoff(FIRST_FENCED_BACKOFF_MS, LAST_FENCED_BACKOFF_MS, backends.random());
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        writers.values().forEach(PartitionWriter::tick);
        int taken = 0;
        PartitionWriter writer = null;
        for (SinkRecord record : records) {
            // Records of a partition come one after the other.
            if (writer == null || !writer.writes(record)) {
                writer = writer(record);
            }
            writer.append(nullValues.applied(record));
            taken++;
            if (taken % RECORDS_BETWEEN_BUDGET_CHECKS == 0) {
                budget.keep(writers.values());
            }
        }
        budget.keep(writers.values());
        metrics.holding(writers.values().stream().map(PartitionWriter::holdings).reduce(Holdings.NONE, Holdings::plus));
        scheduleNext();
    }

    private PartitionWriter writer(SinkRecord record) {
        return writers.get(new TopicPartition(record.originalTopic(), record.originalKafkaPartition()));
    }

    private void scheduleNext() {
        boolean committed = false;
        long nextMs = LONGEST_POLL_MS;
        for (PartitionWriter writer : writers.values()) {
            committed |= writer.queue().pollCommitted();
            nextMs = Math.min(nextMs, writer.dueInMs());
        }
        if (committed) {
            context.requestCommit();
        }
        pollSoon(nextMs);
    }

    // So that put() is called in time even if no record comes; after a rebalance within a second.
    private void pollSoon(long ms) {
        context.timeout(Math.max(1, ms));
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> consumed) {
        Map<TopicPartition, OffsetAndMetadata> durable = new HashMap<>();
        consumed.forEach((partition, offset) -> {
            PartitionWriter writer = writers.get(partition);
            if (writer != null) {
                writer.durableOffset(offset.offset())
                        .ifPresent(reached -> durable.put(partition, new OffsetAndMetadata(reached)));
            }
        });
        return durable;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        // What is being committed right now goes on; the partition's next writer fences it if it is slower.
        for (TopicPartition partition : partitions) {
            writers.remove(partition);
            metrics.forget(partition);
        }
    }

    @Override
    public void stop() {
        // First, and not after the waits below: the task that replaces this one may have started.
        if (metrics != null) {
            metrics.close();
        }
        if (uploads != null) {
            uploads.shutdownNow();
        }
        if (topicIds != null) {
            topicIds.close();
        }
        if (log != null) {
            log.close();
        }
        if (store != null) {
            store.close();
        }
    }
}
