package io.bankingconnect.parquet.layout;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/** The time of a record that its directory and the rotation by record time go by. Immutable. */
@FunctionalInterface
public interface RecordTime {

    /**
     * The time in milliseconds since the epoch.
     *
     * @param record one whose value is a struct
     * @throws DataException if the record has none
     */
    long of(SinkRecord record);

    /** When the bank's database committed the change; the Kafka record timestamp for a record that does not say. */
    static RecordTime ofSource() {
        return SourceTime::of;
    }

    /** The Kafka record timestamp. */
    static RecordTime ofRecord() {
        return record -> {
            if (record.timestamp() == null) {
                throw new DataException("it has no record timestamp");
            }
            return record.timestamp();
        };
    }

    /** The time at which the sink looks at the record. */
    static RecordTime ofClock(Clock clock) {
        return record -> clock.millis();
    }

    /**
     * A field of the value: a Connect or Debezium time, milliseconds as a number, or text in ISO-8601 form.
     *
     * @param path the field's name; with dots between the names of structs
     */
    static RecordTime ofField(String path) {
        return record -> {
            Struct struct = (Struct) record.value();
            String[] names = path.split("\\.");
            for (int i = 0; i < names.length - 1; i++) {
                struct = inner(child(struct, names[i], path), names[i], path);
            }
            Object value = child(struct, names[names.length - 1], path);
            return millis(value, struct.schema().field(names[names.length - 1]).schema(), path);
        };
    }

    private static Struct inner(Object value, String name, String path) {
        if (value instanceof Struct struct) {
            return struct;
        }
        throw new DataException("field " + path + " cannot be reached, because " + name + " is no struct");
    }

    private static Object child(Struct struct, String name, String path) {
        Field field = struct == null ? null : struct.schema().field(name);
        Object value = field == null ? null : struct.getWithoutDefault(name);
        if (value == null) {
            throw new DataException("it has no value in field " + path + ", which timestamp.field names");
        }
        return value;
    }

    private static long millis(Object value, Schema schema, String path) {
        if (value instanceof Date date) {
            return date.getTime();
        }
        if (value instanceof Long number) {
            return switch (schema.name() == null ? "" : schema.name()) {
                case "io.debezium.time.MicroTimestamp" -> Math.floorDiv(number, 1_000L);
                case "io.debezium.time.NanoTimestamp" -> Math.floorDiv(number, 1_000_000L);
                default -> number;
            };
        }
        if (value instanceof Integer days && "io.debezium.time.Date".equals(schema.name())) {
            return days * 86_400_000L;
        }
        if (value instanceof Number number && schema.type() == Schema.Type.INT32) {
            return number.longValue();
        }
        if (value instanceof String text) {
            return parsed(text, path);
        }
        throw new DataException("field " + path + " is of type " + schema.type().getName() + ", which is no time");
    }

    private static long parsed(String text, String path) {
        try {
            TemporalAccessor time =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            Instant instant = time instanceof OffsetDateTime zoned
                    ? zoned.toInstant()
                    : LocalDateTime.from(time).toInstant(ZoneOffset.UTC);
            return instant.toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            // Without the cause: its message quotes the value.
            throw new DataException("field " + path + " is not a time in ISO-8601 form, or out of range");
        }
    }
}
