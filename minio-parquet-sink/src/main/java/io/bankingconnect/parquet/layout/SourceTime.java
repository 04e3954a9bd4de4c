package io.bankingconnect.parquet.layout;

import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** When the bank's database committed a change. */
public final class SourceTime {

    /** The field that Debezium's {@code ExtractNewRecordState} adds for {@code source.ts_ms}. */
    public static final String FIELD = "__source_ts_ms";

    private SourceTime() {}

    /**
     * The commit's time in milliseconds since the epoch; the Kafka record timestamp for a change that carries none.
     *
     * @param record one whose value is a struct
     * @throws DataException if it carries neither
     */
    public static long of(SinkRecord record) {
        return find(record)
                .orElseThrow(() -> new DataException(
                        "it has neither a " + FIELD + " nor a record timestamp, so no date to file it under"));
    }

    private static Optional<Long> find(SinkRecord record) {
        Field field = record.valueSchema().field(FIELD);
        if (field != null
                && field.schema().type() == Schema.Type.INT64
                && field.schema().name() == null) {
            Object millis = ((Struct) record.value()).getWithoutDefault(FIELD);
            if (millis != null) {
                return Optional.of((Long) millis);
            }
        }
        return Optional.ofNullable(record.timestamp());
    }
}
