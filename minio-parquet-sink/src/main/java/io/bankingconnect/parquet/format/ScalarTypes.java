package io.bankingconnect.parquet.format;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.NANOS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timeType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.parquet.io.api.Binary;

/**
 * The Parquet type of every Connect schema of a single value, by its semantic name where it has one that matters:
 * Connect's own logical types and Debezium's temporal ones.
 *
 * <p>Debezium's timestamps without a zone stay without one. Connect's {@code Timestamp} is an instant.
 */
final class ScalarTypes {

    private static final long MILLIS_PER_DAY = 86_400_000;

    private ScalarTypes() {}

    private static final Set<String> MEANINGFUL = Set.of(
            Decimal.LOGICAL_NAME,
            org.apache.kafka.connect.data.Date.LOGICAL_NAME,
            Time.LOGICAL_NAME,
            Timestamp.LOGICAL_NAME,
            "io.debezium.time.Date",
            "io.debezium.time.Time",
            "io.debezium.time.MicroTime",
            "io.debezium.time.NanoTime",
            "io.debezium.time.Timestamp",
            "io.debezium.time.MicroTimestamp",
            "io.debezium.time.NanoTimestamp",
            "io.debezium.time.ZonedTimestamp");

    /** The schema's semantic name if it changes how values are stored, else an empty text. */
    static String meaning(Schema schema) {
        return schema.name() != null && MEANINGFUL.contains(schema.name()) ? schema.name() : "";
    }

    static ScalarType of(Schema schema) {
        return switch (meaning(schema)) {
            case Decimal.LOGICAL_NAME -> DecimalTypes.of(schema);
            case org.apache.kafka.connect.data.Date.LOGICAL_NAME ->
                date(value -> (int) Math.floorDiv(((Date) value).getTime(), MILLIS_PER_DAY));
            case Time.LOGICAL_NAME -> time(value -> micros(((Date) value).getTime()));
            case Timestamp.LOGICAL_NAME -> timestamp(true, value -> micros(((Date) value).getTime()));
            case "io.debezium.time.Date" -> date(value -> value);
            case "io.debezium.time.Time" -> time(value -> micros(((Number) value).longValue()));
            case "io.debezium.time.MicroTime" -> time(value -> value);
            case "io.debezium.time.NanoTime" -> ScalarType.of(INT64, timeType(false, NANOS), "time", value -> value);
            case "io.debezium.time.Timestamp" -> timestamp(false, value -> micros((long) value));
            case "io.debezium.time.MicroTimestamp" -> timestamp(false, value -> value);
            case "io.debezium.time.NanoTimestamp" ->
                ScalarType.of(INT64, timestampType(false, NANOS), "timestamp_ns", value -> value);
            case "io.debezium.time.ZonedTimestamp" -> timestamp(true, value -> zonedMicros((String) value));
            default -> primitive(schema);
        };
    }

    private static ScalarType primitive(Schema schema) {
        return switch (schema.type()) {
            case BOOLEAN -> ScalarType.of(BOOLEAN, null, "boolean", value -> value);
            case INT8, INT16 -> ScalarType.of(INT32, null, "int", value -> ((Number) value).intValue());
            case INT32 ->
                ScalarType.of(
                        INT32, null, "int", value -> value instanceof Integer ? value : ((Number) value).intValue());
            case INT64 ->
                ScalarType.of(
                        INT64, null, "long", value -> value instanceof Long ? value : ((Number) value).longValue());
            case FLOAT32 -> ScalarType.of(FLOAT, null, "float", value -> value);
            case FLOAT64 -> ScalarType.of(DOUBLE, null, "double", value -> ((Number) value).doubleValue());
            case STRING -> ScalarType.of(BINARY, stringType(), "string", value -> Binary.fromString((String) value));
            case BYTES -> ScalarType.of(BINARY, null, "binary", ScalarTypes::bytes);
            default -> throw new DataException("type " + schema.type() + " is not one of a single value");
        };
    }

    private static ScalarType date(UnaryOperator<Object> epochDay) {
        return ScalarType.of(INT32, dateType(), "date", epochDay);
    }

    private static ScalarType time(UnaryOperator<Object> micros) {
        return ScalarType.of(INT64, timeType(false, MICROS), "time", micros);
    }

    private static ScalarType timestamp(boolean instant, UnaryOperator<Object> micros) {
        return ScalarType.of(INT64, timestampType(instant, MICROS), instant ? "timestamptz" : "timestamp", micros);
    }

    private static Object micros(long millis) {
        try {
            return Math.multiplyExact(millis, 1000L);
        } catch (ArithmeticException e) {
            throw new DataException("the time is outside the range of microseconds in 64 bits", e);
        }
    }

    private static Object zonedMicros(String text) {
        try {
            Instant instant = OffsetDateTime.parse(text).toInstant();
            return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
        } catch (DateTimeException | ArithmeticException e) {
            // Without the cause: its message quotes the value.
            throw new DataException("the zoned timestamp is not in ISO-8601 form, or out of range");
        }
    }

    private static Object bytes(Object value) {
        return value instanceof ByteBuffer buffer
                ? Binary.fromConstantByteBuffer(buffer.duplicate())
                : Binary.fromConstantByteArray((byte[]) value);
    }
}
