package io.bankingconnect.parquet.format;

import static java.util.Map.entry;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.NANOS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timeType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.Date;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/**
 * The columns of dates, times and spans of time, by the names that Connect and Debezium give to their schemas.
 *
 * <p>Debezium's timestamps without a zone stay without one, whatever its {@code time.precision.mode}; those with a zone
 * and Connect's {@code Timestamp} are instants.
 */
final class TemporalTypes {

    private static final long MILLIS_PER_DAY = 86_400_000;

    static final Map<String, SemanticType> BY_NAME = Map.ofEntries(
            entry(org.apache.kafka.connect.data.Date.LOGICAL_NAME, date(Schema.Type.INT32, value ->
                    (int) Math.floorDiv(((Date) value).getTime(), MILLIS_PER_DAY))),
            entry(Time.LOGICAL_NAME, time(Schema.Type.INT32, value -> micros(((Date) value).getTime()))),
            entry(Timestamp.LOGICAL_NAME, instant(Schema.Type.INT64, value -> micros(((Date) value).getTime()))),
            entry("io.debezium.time.Date", date(Schema.Type.INT32, value -> value)),
            entry("io.debezium.time.IsoDate", date(Schema.Type.STRING, value -> IsoTexts.epochDay((String) value))),
            entry("io.debezium.time.Time", time(Schema.Type.INT32, value -> micros((int) value))),
            entry("io.debezium.time.MicroTime", time(Schema.Type.INT64, value -> value)),
            entry("io.debezium.time.NanoTime", longs(ScalarType.of(INT64, timeType(false, NANOS), "time", v -> v))),
            entry("io.debezium.time.IsoTime", time(Schema.Type.STRING, value -> IsoTexts.localTime((String) value))),
            entry(
                    "io.debezium.time.ZonedTime",
                    SemanticType.of(
                            Schema.Type.STRING,
                            ScalarType.of(
                                    INT64,
                                    timeType(true, MICROS),
                                    "time",
                                    value -> IsoTexts.timeInUtc((String) value)))),
            entry("io.debezium.time.Timestamp", timestamp(Schema.Type.INT64, value -> micros((long) value))),
            entry("io.debezium.time.MicroTimestamp", timestamp(Schema.Type.INT64, value -> value)),
            entry(
                    "io.debezium.time.NanoTimestamp",
                    longs(ScalarType.of(INT64, timestampType(false, NANOS), "timestamp_ns", value -> value))),
            entry(
                    "io.debezium.time.IsoTimestamp",
                    timestamp(Schema.Type.STRING, value -> IsoTexts.localTimestamp((String) value))),
            entry(
                    "io.debezium.time.ZonedTimestamp",
                    instant(Schema.Type.STRING, value -> IsoTexts.instant((String) value))),
            // Plain numbers in the file, but of units that must not be mixed in one column.
            entry("io.debezium.time.MicroDuration", longs(ScalarType.of(INT64, null, "long", value -> value))),
            entry("io.debezium.time.NanoDuration", longs(ScalarType.of(INT64, null, "long", value -> value))));

    private TemporalTypes() {}

    private static SemanticType longs(ScalarType column) {
        return SemanticType.of(Schema.Type.INT64, column);
    }

    private static SemanticType date(Schema.Type carrier, UnaryOperator<Object> epochDay) {
        return SemanticType.of(carrier, ScalarType.of(INT32, dateType(), "date", epochDay));
    }

    private static SemanticType time(Schema.Type carrier, UnaryOperator<Object> micros) {
        return SemanticType.of(carrier, ScalarType.of(INT64, timeType(false, MICROS), "time", micros));
    }

    private static SemanticType timestamp(Schema.Type carrier, UnaryOperator<Object> micros) {
        return SemanticType.of(carrier, ScalarType.of(INT64, timestampType(false, MICROS), "timestamp", micros));
    }

    private static SemanticType instant(Schema.Type carrier, UnaryOperator<Object> micros) {
        return SemanticType.of(carrier, ScalarType.of(INT64, timestampType(true, MICROS), "timestamptz", micros));
    }

    private static Object micros(long millis) {
        try {
            return Math.multiplyExact(millis, 1000L);
        } catch (ArithmeticException e) {
            throw new DataException("the time is outside the range of microseconds in 64 bits", e);
        }
    }
}
