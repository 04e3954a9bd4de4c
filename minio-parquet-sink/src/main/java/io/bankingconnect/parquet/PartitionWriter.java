package io.bankingconnect.parquet;

import io.bankingconnect.parquet.format.RowSchema;
import java.time.Clock;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;

/** Gathers the records of one topic partition into groups of files, and decides when a group is complete. */
final class PartitionWriter {

    private static final long UNKNOWN = -1;

    private final TopicPartition source;
    private final ParquetSinkConfig config;
    private final LakePath path;
    private final PartitionCommitter committer;
    private final ErrantRecordReporter reporter;
    private final Clock clock;
    private OpenGroup group;
    // The next offset to take, and the next one that no event covers yet.
    private long nextOffset = UNKNOWN;
    private long uncovered = UNKNOWN;
    private boolean committed;

    /** @param reporter the way to the dead-letter queue, or null if there is none */
    PartitionWriter(
            TopicPartition source,
            ParquetSinkConfig config,
            PartitionCommitter committer,
            ErrantRecordReporter reporter,
            Clock clock) {
        this.source = source;
        this.config = config;
        this.path = new LakePath(config.topicsDir());
        this.committer = committer;
        this.reporter = reporter;
        this.clock = clock;
    }

    /**
     * Takes a record. One that it has already is ignored.
     *
     * @throws org.apache.kafka.connect.errors.RetriableException in an outage; the same record may be given again
     * @throws DataException if the record cannot be written and there is no dead-letter queue
     */
    void append(SinkRecord record) {
        long offset = record.originalKafkaOffset();
        // Connect redelivers the whole batch after a RetriableException, so records already taken come again.
        if (offset < nextOffset) {
            return;
        }
        if (group != null && record.value() instanceof Struct && !group.accepts(record.valueSchema())) {
            rotate();
        }
        if (group == null) {
            group = new OpenGroup(source, config.codec(), uncovered == UNKNOWN ? offset : uncovered, clock.millis());
        }
        take(record, offset);
        nextOffset = offset + 1;
        if (group.rows() >= config.flushSize()) {
            rotate();
        }
    }

    private void take(SinkRecord record, long offset) {
        if (record.value() == null) {
            group.skip(offset);
            return;
        }
        Object[] row;
        long sourceTsMs;
        try {
            if (!(record.value() instanceof Struct value)) {
                throw new DataException("the value has no struct schema; use a converter that supplies one, such as"
                        + " AvroConverter, or JsonConverter with schemas.enable=true");
            }
            RowSchema schema = group.rowSchema(record.valueSchema());
            row = schema.row(value, source.topic(), source.partition(), offset);
            sourceTsMs = SourceTime.of(record);
        } catch (DataException e) {
            refuse(record, offset, e);
            return;
        }
        group.append(row, offset, sourceTsMs);
    }

    private void refuse(SinkRecord record, long offset, DataException reason) {
        DataException error = new DataException(
                "Cannot write the record at offset " + offset + " of " + source + ": " + reason.getMessage(), reason);
        if (reporter == null) {
            throw error;
        }
        group.refuse(offset, reporter.report(record, error));
    }

    /** Goes on with a commit that an outage interrupted, and rotates the open group if its time has come. */
    void tick() {
        committed |= committer.resume();
        if (group != null && untilRotationMs() <= 0) {
            rotate();
        }
    }

    /** Milliseconds until the open group is due; {@code Long.MAX_VALUE} if nothing is open. */
    long untilRotationMs() {
        if (group == null) {
            return Long.MAX_VALUE;
        }
        long age = clock.millis() - group.openedAtMs();
        return config.rotateScheduleInterval().toMillis() - age;
    }

    private void rotate() {
        SealedGroup sealed = group.seal(path, committer.epoch());
        group = null;
        uncovered = sealed.endOffset() + 1;
        committer.commit(sealed);
        committed = true;
    }

    /** The first offset that is taken but not durable; empty if all that was taken is durable. */
    OptionalLong volatileFrom() {
        OptionalLong pending = committer.pendingFrom();
        return pending.isPresent() || group == null ? pending : OptionalLong.of(group.startOffset());
    }

    /** Whether a group became durable since this was last asked. */
    boolean pollCommitted() {
        boolean answer = committed;
        committed = false;
        return answer;
    }
}
