package io.bankingconnect.parquet;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.S3LakeStore;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each topic partition to its own sequence of Parquet files, at least once. */
public final class ParquetSinkTask extends SinkTask {

    private static final Logger LOG = LoggerFactory.getLogger(ParquetSinkTask.class);
    private static final long FIRST_BACKOFF_MS = 500;
    private static final long LAST_BACKOFF_MS = 15_000;

    private final Function<ParquetSinkConfig, LakeStore> openStore;
    private final Function<ParquetSinkConfig, CommitLog> openLog;
    private final Clock clock;
    private final Map<TopicPartition, PartitionWriter> writers = new HashMap<>();
    private ParquetSinkConfig config;
    private LakeStore store;
    private CommitLog log;
    private long backoffMs = FIRST_BACKOFF_MS;

    public ParquetSinkTask() {
        this(settings -> new S3LakeStore(settings.s3()), KafkaCommitLog::new, Clock.systemUTC());
    }

    ParquetSinkTask(
            Function<ParquetSinkConfig, LakeStore> openStore,
            Function<ParquetSinkConfig, CommitLog> openLog,
            Clock clock) {
        this.openStore = openStore;
        this.openLog = openLog;
        this.clock = clock;
    }

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> props) {
        config = new ParquetSinkConfig(props);
        config.check();
        store = openStore.apply(config);
        log = openLog.apply(config);
        try {
            store.checkBucket();
        } catch (RetriableException e) {
            LOG.warn("{}; starting anyway, records wait until the store is back", e.getMessage());
        }
    }

    @Override
    public void open(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            PartitionCommitter committer = new PartitionCommitter(partition, config.connector(), store, log);
            writers.put(
                    partition,
                    new PartitionWriter(partition, config, committer, context.errantRecordReporter(), clock));
        }
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        try {
            writers.values().forEach(PartitionWriter::tick);
            for (SinkRecord record : records) {
                writer(record).append(record);
            }
            backoffMs = FIRST_BACKOFF_MS;
        } catch (RetriableException e) {
            // Without it Connect would wait for the next offset commit before it tries again.
            context.timeout(backoffMs);
            backoffMs = Math.min(2 * backoffMs, LAST_BACKOFF_MS);
            throw e;
        }
        scheduleNext();
    }

    private PartitionWriter writer(SinkRecord record) {
        return writers.get(new TopicPartition(record.originalTopic(), record.originalKafkaPartition()));
    }

    private void scheduleNext() {
        boolean committed = false;
        long nextMs = Long.MAX_VALUE;
        for (PartitionWriter writer : writers.values()) {
            committed |= writer.pollCommitted();
            nextMs = Math.min(nextMs, writer.untilRotationMs());
        }
        if (committed) {
            context.requestCommit();
        }
        if (nextMs < Long.MAX_VALUE) {
            // So that put() is called in time even if no record comes.
            context.timeout(Math.max(1, nextMs));
        }
    }

    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> consumed) {
        Map<TopicPartition, OffsetAndMetadata> durable = new HashMap<>(consumed);
        writers.forEach((partition, writer) ->
                writer.volatileFrom().ifPresent(offset -> durable.put(partition, new OffsetAndMetadata(offset))));
        return durable;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        partitions.forEach(writers::remove);
    }

    @Override
    public void stop() {
        if (log != null) {
            log.close();
        }
        if (store != null) {
            store.close();
        }
    }
}
