package io.bankingconnect.parquet;

import io.bankingconnect.parquet.format.RecordSchemas;
import io.bankingconnect.parquet.layout.Partitioner;
import io.bankingconnect.parquet.layout.RecordTime;
import io.bankingconnect.parquet.layout.SourceTime;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Puts records into an open group: as a row of the right file, as nothing, or into the dead-letter queue. */
final class RecordFiler {

    private final SinkTaskContext context;
    private final Partitioner partitioner;
    private final RecordTime time;
    private final RecordSchemas schemas;
    private final boolean timeMatters;
    private final NullValues nullValues;

    RecordFiler(ParquetSinkConfig config, SinkTaskContext context, Clock clock) {
        this.context = context;
        this.partitioner = config.layout().partitioner(clock);
        this.time = config.layout().time(clock);
        this.schemas = new RecordSchemas(config.metadataColumns());
        this.timeMatters = Rotation.of(config).asksForRecordTime();
        this.nullValues = config.nullValues();
    }

    /** The time that rotation goes by, if it does and the record has one. */
    Optional<Long> time(SinkRecord record) {
        if (!timeMatters) {
            return Optional.empty();
        }
        try {
            return Optional.of(time.of(record));
        } catch (DataException e) {
            // It will be refused.
            return Optional.empty();
        }
    }

    /** Whether a record can share the group's files; so can one that is refused. */
    boolean fits(SinkRecord record, OpenGroup group) {
        try {
            return group.accepts(schemas.of(record));
        } catch (DataException e) {
            return true;
        }
    }

    /**
     * Puts a record into the group.
     *
     * @throws DataException if it cannot be written and there is no dead-letter queue
     */
    void file(SinkRecord record, OpenGroup group) {
        long offset = record.originalKafkaOffset();
        if (record.value() == null && nullValues == NullValues.IGNORE) {
            group.skip(offset);
            return;
        }
        Object[] row;
        String path;
        long timeMs;
        long sourceTsMs;
        try {
            requireStruct(record);
            row = group.rowSchema(schemas.of(record)).row(record);
            path = partitioner.path(record);
            timeMs = timeMatters ? time.of(record) : 0;
            sourceTsMs = SourceTime.of(record);
        } catch (DataException e) {
            refuse(record, group, e);
            return;
        }
        group.append(row, path, offset, timeMs, sourceTsMs);
    }

    private static void requireStruct(SinkRecord record) {
        if (record.value() == null) {
            throw new DataException(
                    "it has no value, and behavior.on.null.values is fail; ignore leaves such records out,"
                            + " write makes rows of them");
        }
        if (!(record.value() instanceof Struct)) {
            throw new DataException("the value has no struct schema; use a converter that supplies one, such as"
                    + " AvroConverter, or JsonConverter with schemas.enable=true");
        }
    }

    private void refuse(SinkRecord record, OpenGroup group, DataException reason) {
        String place = "offset " + record.originalKafkaOffset() + " of " + record.originalTopic() + "-"
                + record.originalKafkaPartition();
        DataException error =
                new DataException("Cannot write the record at " + place + ": " + reason.getMessage(), reason);
        ErrantRecordReporter reporter = context.errantRecordReporter();
        if (reporter == null) {
            throw error;
        }
        group.refuse(record.originalKafkaOffset(), reporter.report(record, error));
    }
}
