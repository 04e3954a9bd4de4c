package io.bankingconnect.parquet;

import io.bankingconnect.parquet.commit.SealedGroup;
import io.bankingconnect.parquet.format.Codec;
import io.bankingconnect.parquet.format.MetadataColumn;
import io.bankingconnect.parquet.layout.ObjectNames;
import io.bankingconnect.parquet.metrics.Holdings;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Gathers the records of one topic partition into groups of files, and decides when a group is complete. */
final class PartitionWriter implements CommitQueue.Owner {

    private static final long UNKNOWN = -1;

    private final TopicPartition source;
    private final Codec codec;
    private final List<MetadataColumn> metadata;
    private final Rotation rotation;
    private final boolean compatibilityDemanded;
    private final ObjectNames names;
    private final RecordFiler filer;
    private final CommitQueue queue;
    private final SinkTaskContext context;
    private final Clock clock;
    private OpenGroup group;
    private Schema compatibleWith;
    // The next offset to take, the next one that no group covers yet, and the first one ever taken.
    private long nextOffset = UNKNOWN;
    private long uncovered = UNKNOWN;
    private long firstOffset = UNKNOWN;
    // Connect may ask for offsets before it seeks, and what lies beyond is not taken then.
    private OptionalLong pendingSeek = OptionalLong.empty();
    // The last that Connect was told to be durable since the takeover.
    private long reportedOffset = UNKNOWN;

    PartitionWriter(
            TopicPartition source,
            ParquetSinkConfig config,
            RecordFiler filer,
            CommitQueue queue,
            SinkTaskContext context,
            Clock clock) {
        this.source = source;
        this.codec = config.codec();
        this.metadata = config.metadataColumns();
        this.rotation = Rotation.of(config);
        this.compatibilityDemanded = config.compatibilityDemanded();
        this.names = config.layout().names();
        this.filer = filer;
        this.queue = queue;
        this.context = context;
        this.clock = clock;
    }

    /** The way of this partition's groups to the store. */
    CommitQueue queue() {
        return queue;
    }

    /** Whether a record is of this partition. */
    boolean writes(SinkRecord record) {
        return record.originalKafkaPartition() == source.partition()
                && record.originalTopic().equals(source.topic());
    }

    /**
     * Goes on with everything that is due but needs no record.
     *
     * @throws ConnectException if it met something that no retry mends
     */
    void tick() {
        pendingSeek = OptionalLong.empty();
        if (group != null && rotation.dueInMs(group, clock.millis()) <= 0) {
            seal();
        }
        queue.pump(this);
    }

    /**
     * Takes a record.
     *
     * @throws org.apache.kafka.connect.errors.DataException if the record cannot be written and there is no dead-letter
     *     queue
     * @throws ConnectException if the topic is another one than the one whose rows are in the lake
     */
    void append(SinkRecord record) {
        if (group != null && endsGroup(record)) {
            rotate();
        }
        if (!queue.isOwned()) {
            // Overtaken within this batch. The next takeover seeks, so the record comes again.
            return;
        }
        long offset = record.originalKafkaOffset();
        refuseToGoBack(offset);
        if (group == null) {
            long startOffset = uncovered == UNKNOWN ? offset : uncovered;
            group = new OpenGroup(source, codec, metadata, compatibleWith, startOffset, clock.millis());
        }
        firstOffset = firstOffset == UNKNOWN ? group.startOffset() : firstOffset;
        filer.file(record, group);
        nextOffset = offset + 1;
        if (rotation.isFull(group)) {
            rotate();
        }
    }

    private void refuseToGoBack(long offset) {
        if (offset < nextOffset) {
            throw new ConnectException("Cannot write " + source + ": the topic gave offset " + offset
                    + " although the sink is at offset " + nextOffset + ", so it was deleted and created again, or cut."
                    + " Stop the connector, set the topic's offsets to 0 (PATCH /connectors/<name>/offsets), give it"
                    + " another topics.dir or move the old files away, and resume it");
        }
    }

    /** Whether a record belongs to the group after the open one. */
    private boolean endsGroup(SinkRecord record) {
        if (!(record.value() instanceof Struct)) {
            return false;
        }
        return !compatibilityDemanded && !filer.fits(record, group)
                || filer.time(record)
                        .filter(time -> rotation.endsBefore(group, time))
                        .isPresent();
    }

    /** Hands the open group to the committer before it is full; without effect if none is open. */
    void rotate() {
        if (group != null) {
            seal();
            queue.pump(this);
        }
    }

    private void seal() {
        SealedGroup full = group.seal(names, queue.epoch());
        if (compatibilityDemanded && group.schema() != null) {
            compatibleWith = group.schema();
        }
        group = null;
        uncovered = full.endOffset() + 1;
        queue.add(full);
    }

    @Override
    public void takenOver(OptionalLong lakePosition) {
        nextOffset = lakePosition.orElse(UNKNOWN);
        uncovered = nextOffset;
        // A lake without a commit says nothing; then what this task took and had to forget must come again.
        long position = lakePosition.orElse(firstOffset);
        reportedOffset = UNKNOWN;
        if (position != UNKNOWN) {
            context.offset(source, position);
            pendingSeek = OptionalLong.of(position);
        }
    }

    @Override
    public void overtaken() {
        group = null;
    }

    /** Milliseconds until {@link #tick} has something to do; {@code Long.MAX_VALUE} if nothing waits. */
    long dueInMs() {
        return Math.min(group == null ? Long.MAX_VALUE : rotation.dueInMs(group, clock.millis()), queue.dueInMs());
    }

    /** The bytes of memory of the open group. */
    long openBytes() {
        return group == null ? 0 : group.memoryBytes();
    }

    /** The bytes of memory of the open group and of those on their way to the store. */
    long memoryBytes() {
        return openBytes() + queue.memoryBytes();
    }

    /** What it holds, for the metrics. */
    Holdings holdings() {
        int openFiles = group == null ? 0 : group.files();
        long openedAtMs = group == null ? Holdings.NEVER : group.openedAtMs();
        return new Holdings(
                openFiles, memoryBytes(), queue.waitingSinceMs().orElse(openedAtMs), queue.inOutage() ? 1 : 0);
    }

    /**
     * The offset that the consumer group may store, or empty if it must keep the one it has.
     *
     * <p>It goes back only where the consumer does: a group of files also covers what was filtered before its first
     * record, but that was consumed already.
     *
     * @param consumedOffset the offset after what the worker delivered or filtered
     */
    OptionalLong durableOffset(long consumedOffset) {
        if (!queue.isOwned()) {
            return OptionalLong.empty();
        }
        long reached = pendingSeek.orElse(volatileFrom().orElse(consumedOffset));
        reportedOffset = Math.min(consumedOffset, Math.max(reportedOffset, reached));
        return OptionalLong.of(reportedOffset);
    }

    /** The first offset that is covered but not durable; empty if all that was taken is durable. */
    private OptionalLong volatileFrom() {
        OptionalLong waiting = queue.firstOffset();
        return waiting.isPresent() || group == null ? waiting : OptionalLong.of(group.startOffset());
    }
}
