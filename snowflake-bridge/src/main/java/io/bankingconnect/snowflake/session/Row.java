package io.bankingconnect.snowflake.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** One row of a result. Column names are found in any case. Values may be record content: {@code toString} hides them. */
public final class Row {

    private final Map<String, Object> values = new LinkedHashMap<>();

    void add(String column, Object value) {
        values.put(column.toUpperCase(Locale.ROOT), value);
    }

    /** The columns' names in upper case, in the order of the result. */
    public Set<String> columns() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /**
     * The value as the driver gives it; null for SQL NULL.
     *
     * @throws IllegalArgumentException if the result has no such column
     */
    public Object value(String column) {
        String name = column.toUpperCase(Locale.ROOT);
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException("No column " + name + " in the result; it has " + values.keySet());
        }
        return values.get(name);
    }

    /** The value as text; null for SQL NULL. */
    public String text(String column) {
        Object value = value(column);
        return value == null ? null : value.toString();
    }

    /**
     * The value of a whole-number column.
     *
     * @throws IllegalArgumentException if it is NULL or not a number
     */
    public long number(String column) {
        Object value = value(column);
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof String text) {
            return Long.parseLong(text);
        }
        throw new IllegalArgumentException("Column " + column + " holds no number");
    }

    @Override
    public String toString() {
        return "Row" + values.keySet();
    }
}
