package io.bankingconnect.emulator.sql;

import io.bankingconnect.emulator.sql.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A date or time part, under any of Snowflake's names for it. */
enum DateUnit {
    YEAR("to_years"),
    QUARTER("to_quarters"),
    MONTH("to_months"),
    WEEK("to_weeks"),
    DAY("to_days"),
    HOUR("to_hours"),
    MINUTE("to_minutes"),
    SECOND("to_seconds"),
    MILLISECOND("to_milliseconds"),
    MICROSECOND("to_microseconds"),
    DOW(null),
    ISODOW(null),
    DOY(null),
    EPOCH(null);

    private static final Map<String, DateUnit> NAMES = Map.ofEntries(
            Map.entry("YEAR", YEAR),
            Map.entry("Y", YEAR),
            Map.entry("YY", YEAR),
            Map.entry("YYYY", YEAR),
            Map.entry("YR", YEAR),
            Map.entry("YEARS", YEAR),
            Map.entry("QUARTER", QUARTER),
            Map.entry("Q", QUARTER),
            Map.entry("QTR", QUARTER),
            Map.entry("QUARTERS", QUARTER),
            Map.entry("MONTH", MONTH),
            Map.entry("MM", MONTH),
            Map.entry("MON", MONTH),
            Map.entry("MONTHS", MONTH),
            Map.entry("WEEK", WEEK),
            Map.entry("W", WEEK),
            Map.entry("WK", WEEK),
            Map.entry("WEEKS", WEEK),
            Map.entry("WEEKISO", WEEK),
            Map.entry("DAY", DAY),
            Map.entry("D", DAY),
            Map.entry("DD", DAY),
            Map.entry("DAYS", DAY),
            Map.entry("DAYOFMONTH", DAY),
            Map.entry("HOUR", HOUR),
            Map.entry("H", HOUR),
            Map.entry("HH", HOUR),
            Map.entry("HR", HOUR),
            Map.entry("HOURS", HOUR),
            Map.entry("MINUTE", MINUTE),
            Map.entry("M", MINUTE),
            Map.entry("MI", MINUTE),
            Map.entry("MIN", MINUTE),
            Map.entry("MINUTES", MINUTE),
            Map.entry("SECOND", SECOND),
            Map.entry("S", SECOND),
            Map.entry("SEC", SECOND),
            Map.entry("SECONDS", SECOND),
            Map.entry("MILLISECOND", MILLISECOND),
            Map.entry("MS", MILLISECOND),
            Map.entry("MSEC", MILLISECOND),
            Map.entry("MILLISECONDS", MILLISECOND),
            Map.entry("MICROSECOND", MICROSECOND),
            Map.entry("US", MICROSECOND),
            Map.entry("USEC", MICROSECOND),
            Map.entry("MICROSECONDS", MICROSECOND),
            Map.entry("DAYOFWEEK", DOW),
            Map.entry("DOW", DOW),
            Map.entry("DAYOFWEEKISO", ISODOW),
            Map.entry("DAYOFYEAR", DOY),
            Map.entry("DOY", DOY),
            Map.entry("EPOCH", EPOCH),
            Map.entry("EPOCH_SECOND", EPOCH),
            Map.entry("EPOCH_SECONDS", EPOCH));

    private final String interval;

    DateUnit(String interval) {
        this.interval = interval;
    }

    /** The part that an argument names, as a word or as a string. */
    static DateUnit of(List<Token> argument) {
        Token token = argument.size() == 1 ? argument.get(0) : Token.symbol("?");
        boolean named = token.isIdentifier() || token.kind() == Kind.STRING;
        DateUnit unit = named ? NAMES.get(token.value().toUpperCase(Locale.ROOT)) : null;
        if (unit == null) {
            throw new UnsupportedSqlException(
                    named ? "date or time part " + token.value() : "a date or time part that is an expression");
        }
        return unit;
    }

    /** True for whole days and multiples of them, which leave a date a date. */
    boolean ofDay() {
        return compareTo(DAY) <= 0;
    }

    Optional<String> interval() {
        return Optional.ofNullable(interval);
    }

    String duck() {
        return name().toLowerCase(Locale.ROOT);
    }
}
