package io.bankingconnect.parquet.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.function.Function;
import org.apache.kafka.connect.errors.DataException;

/**
 * Dates and times that Debezium sends as text, in the numbers that Parquet keeps. Digits beyond microseconds are cut, as
 * far as Parquet's type has none.
 */
final class IsoTexts {

    // What Debezium makes of PostgreSQL's infinity in a column without a time zone, in microseconds.
    private static final long INFINITY = 9_223_372_036_825_200_000L;
    private static final long MINUS_INFINITY = -9_223_372_036_832_400_000L;

    private IsoTexts() {}

    /** Days since 1970-01-01, as an {@code Integer}. */
    static Object epochDay(String text) {
        return parsed(
                "date",
                text,
                iso -> Math.toIntExact(DateTimeFormatter.ISO_DATE.parse(iso).getLong(ChronoField.EPOCH_DAY)));
    }

    /** Microseconds since midnight by the clock that the text shows. */
    static Object localTime(String text) {
        return parsed("time", text, iso -> micros(LocalTime.from(DateTimeFormatter.ISO_TIME.parse(iso))));
    }

    /** Microseconds since midnight in UTC. */
    static Object timeInUtc(String text) {
        return parsed(
                "zoned time",
                text,
                iso -> micros(OffsetTime.parse(iso)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalTime()));
    }

    /** Microseconds since 1970 by the clock that the text shows. */
    static Object localTimestamp(String text) {
        return parsed(
                "timestamp",
                text,
                iso -> micros(LocalDateTime.from(DateTimeFormatter.ISO_DATE_TIME.parse(iso))
                        .toInstant(ZoneOffset.UTC)));
    }

    /** Microseconds since 1970 in UTC. */
    static Object instant(String text) {
        return switch (text) {
            case "infinity" -> INFINITY;
            case "-infinity" -> MINUS_INFINITY;
            default ->
                parsed(
                        "zoned timestamp",
                        text,
                        iso -> micros(OffsetDateTime.parse(iso).toInstant()));
        };
    }

    private static long micros(LocalTime time) {
        return time.toNanoOfDay() / 1_000;
    }

    // ChronoUnit counts in nanoseconds, which end in the year 2262.
    private static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    private static Object parsed(String kind, String text, Function<String, Object> parser) {
        try {
            return parser.apply(text);
        } catch (DateTimeException | ArithmeticException e) {
            // Without the cause: its message quotes the value.
            throw new DataException("the " + kind + " is not in ISO-8601 form, or out of range");
        }
    }
}
