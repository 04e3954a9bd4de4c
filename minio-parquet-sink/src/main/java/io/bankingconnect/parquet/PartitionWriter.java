package io.bankingconnect.parquet;

import io.bankingconnect.parquet.commit.FencedException;
import io.bankingconnect.parquet.commit.PartitionCommitter;
import io.bankingconnect.parquet.commit.SealedGroup;
import io.bankingconnect.parquet.format.Codec;
import io.bankingconnect.parquet.format.RowSchema;
import io.bankingconnect.parquet.layout.ObjectNames;
import io.bankingconnect.parquet.layout.Partitioner;
import io.bankingconnect.parquet.layout.RecordTime;
import io.bankingconnect.parquet.layout.SourceTime;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers the records of one topic partition into groups of files, decides when a group is complete, and hands the groups
 * one after the other to the committer.
 *
 * <p>The partition is paused until the committer took it over, and while two groups wait for the store.
 */
final class PartitionWriter {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionWriter.class);
    private static final long UNKNOWN = -1;
    private static final int MOST_SEALED_GROUPS = 2;
    private static final long POLL_MS = 20;

    private final TopicPartition source;
    private final Codec codec;
    private final Rotation rotation;
    private final boolean compatibilityDemanded;
    private final boolean nullsAreRefused;
    private final ObjectNames names;
    private final Partitioner partitioner;
    private final RecordTime time;
    private final PartitionCommitter committer;
    private final SinkTaskContext context;
    private final Clock clock;
    private final RetryingJob job;
    private final Backoff fencedBackoff;
    // The head is being committed.
    private final Deque<SealedGroup> sealed = new ArrayDeque<>();
    private OpenGroup group;
    private Schema compatibleWith;
    private boolean owned;
    private boolean paused;
    private boolean heldBack;
    private long takeOverAfterMs;
    private OptionalLong takenOverAt = OptionalLong.empty();
    // The next offset to take, the next one that no group covers yet, and the first one ever taken.
    private long nextOffset = UNKNOWN;
    private long uncovered = UNKNOWN;
    private long firstOffset = UNKNOWN;
    private boolean committed;

    PartitionWriter(
            TopicPartition source,
            ParquetSinkConfig config,
            PartitionCommitter committer,
            SinkTaskContext context,
            RetryingJob job,
            Backoff fencedBackoff,
            Clock clock) {
        this.source = source;
        this.codec = config.codec();
        this.rotation = Rotation.of(config);
        this.nullsAreRefused = config.nullsAreRefused();
        this.compatibilityDemanded = config.compatibilityDemanded();
        this.names = config.layout().names();
        this.partitioner = config.layout().partitioner(clock);
        this.time = config.layout().time(clock);
        this.committer = committer;
        this.context = context;
        this.job = job;
        this.fencedBackoff = fencedBackoff;
        this.clock = clock;
    }

    /** Holds the partition's records back until it is taken over. Does nothing else. */
    void open() {
        pause();
    }

    /**
     * Goes on with everything that is due but needs no record.
     *
     * @throws ConnectException if it met something that no retry mends
     */
    void tick() {
        if (group != null && untilRotationMs() <= 0) {
            seal();
        }
        pump();
    }

    /**
     * Takes a record.
     *
     * @throws DataException if the record cannot be written and there is no dead-letter queue
     * @throws ConnectException if the topic is another one than the one whose rows are in the lake
     */
    void append(SinkRecord record) {
        if (!owned) {
            // Fenced within this batch. The next takeover seeks, so the record comes again.
            return;
        }
        long offset = record.originalKafkaOffset();
        if (offset < nextOffset) {
            throw new ConnectException("Cannot write " + source + ": the topic gave offset " + offset
                    + " although the sink is at offset " + nextOffset + ", so it was deleted and created again, or cut."
                    + " Stop the connector, reset its offsets (DELETE /connectors/<name>/offsets), give it another"
                    + " topics.dir or move the old files away, and resume it");
        }
        if (group != null && endsGroup(record)) {
            rotate();
            if (!owned) {
                return;
            }
        }
        if (group == null) {
            group = new OpenGroup(
                    source, codec, compatibleWith, uncovered == UNKNOWN ? offset : uncovered, clock.millis());
        }
        firstOffset = firstOffset == UNKNOWN ? group.startOffset() : firstOffset;
        take(record, offset);
        nextOffset = offset + 1;
        if (rotation.isFull(group)) {
            rotate();
        }
    }

    /** Whether a record belongs to the group after the open one. */
    private boolean endsGroup(SinkRecord record) {
        if (!(record.value() instanceof Struct)) {
            return false;
        }
        return !compatibilityDemanded && !group.accepts(record.valueSchema())
                || rotation.asksForRecordTime() && isTooLate(record);
    }

    private boolean isTooLate(SinkRecord record) {
        try {
            return rotation.endsBefore(group, time.of(record));
        } catch (DataException e) {
            // Without a time it will be refused.
            return false;
        }
    }

    /** Hands the open group to the committer before it is full; without effect if none is open. */
    void rotate() {
        if (group != null) {
            seal();
            pump();
        }
    }

    private void take(SinkRecord record, long offset) {
        if (record.value() == null && !nullsAreRefused) {
            group.skip(offset);
            return;
        }
        Object[] row;
        String path;
        long timeMs;
        long sourceTsMs;
        try {
            if (record.value() == null) {
                throw new DataException("it has no value, and behavior.on.null.values is fail");
            }
            if (!(record.value() instanceof Struct value)) {
                throw new DataException("the value has no struct schema; use a converter that supplies one, such as"
                        + " AvroConverter, or JsonConverter with schemas.enable=true");
            }
            RowSchema schema = group.rowSchema(record.valueSchema());
            row = schema.row(value, source.topic(), source.partition(), offset);
            path = partitioner.path(record);
            timeMs = rotation.asksForRecordTime() ? time.of(record) : 0;
            sourceTsMs = SourceTime.of(record);
        } catch (DataException e) {
            refuse(record, offset, e);
            return;
        }
        group.append(row, path, offset, timeMs, sourceTsMs);
    }

    private void refuse(SinkRecord record, long offset, DataException reason) {
        DataException error = new DataException(
                "Cannot write the record at offset " + offset + " of " + source + ": " + reason.getMessage(), reason);
        ErrantRecordReporter reporter = context.errantRecordReporter();
        if (reporter == null) {
            throw error;
        }
        group.refuse(offset, reporter.report(record, error));
    }

    private void seal() {
        SealedGroup full = group.seal(names, committer.epoch());
        if (compatibilityDemanded && group.schema() != null) {
            compatibleWith = group.schema();
        }
        group = null;
        uncovered = full.endOffset() + 1;
        sealed.add(full);
    }

    /** Gives the job its next piece of work, as long as it ends them at once. */
    private void pump() {
        try {
            job.poll();
            while (job.idle() && (!owned || !sealed.isEmpty())) {
                if (owned) {
                    SealedGroup next = sealed.element();
                    job.start(() -> committer.commit(next), this::committed, 0);
                } else if (context.assignment().contains(source)) {
                    job.start(() -> takenOverAt = committer.takeOver(), this::takenOver, takeOverAfterMs);
                } else {
                    break;
                }
            }
        } catch (FencedException e) {
            forget(e);
        }
        flow();
    }

    private void committed() {
        sealed.remove();
        fencedBackoff.reset();
        committed = true;
    }

    private void takenOver() {
        owned = true;
        nextOffset = takenOverAt.orElse(UNKNOWN);
        uncovered = nextOffset;
        // A lake without a commit says nothing; then what this task took and had to forget must come again.
        long position = takenOverAt.orElse(firstOffset);
        if (position != UNKNOWN) {
            context.offset(source, position);
        }
    }

    private void forget(FencedException reason) {
        takeOverAfterMs = fencedBackoff.next();
        LOG.warn(
                "{}; forgetting what is not committed, and asking again in {} ms if {} is still assigned to this task",
                reason.getMessage(),
                takeOverAfterMs,
                source);
        owned = false;
        group = null;
        sealed.clear();
    }

    private void pause() {
        if (!paused) {
            paused = true;
            context.pause(source);
        }
    }

    private void resume() {
        if (paused) {
            paused = false;
            context.resume(source);
        }
    }

    /** Holds the partition back until there is memory again, or no longer. */
    void holdBack(boolean hold) {
        heldBack = hold;
        flow();
    }

    private void flow() {
        if (!owned || heldBack || sealed.size() >= MOST_SEALED_GROUPS) {
            pause();
        } else {
            resume();
        }
    }

    /** The bytes of memory of the open group, about. */
    long openBytes() {
        return group == null ? 0 : group.memoryBytes();
    }

    /** The bytes of memory of the groups on their way to the store. */
    long sealedBytes() {
        return sealed.stream().mapToLong(SealedGroup::memoryBytes).sum();
    }

    /** Milliseconds until {@link #tick} has something to do; {@code Long.MAX_VALUE} if nothing waits. */
    long dueInMs() {
        return Math.min(group == null ? Long.MAX_VALUE : untilRotationMs(), job.dueInMs(POLL_MS));
    }

    private long untilRotationMs() {
        return rotation.dueInMs(group, clock.millis());
    }

    /** Whether this task is the partition's writer. */
    boolean owned() {
        return owned;
    }

    /** The first offset that is taken but not durable; empty if all that was taken is durable. */
    OptionalLong volatileFrom() {
        if (!sealed.isEmpty()) {
            return OptionalLong.of(sealed.element().startOffset());
        }
        return group == null ? OptionalLong.empty() : OptionalLong.of(group.startOffset());
    }

    /** Whether a group became durable since this was last asked. */
    boolean pollCommitted() {
        boolean answer = committed;
        committed = false;
        return answer;
    }
}
