package io.bankingconnect.emulator;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A session's parameters, with the service's defaults; only the time zone differs: UTC. Not thread-safe. */
final class SessionParameters {

    private static final Map<String, Object> DEFAULTS = Map.ofEntries(
            Map.entry("AUTOCOMMIT", true),
            Map.entry("ABORT_DETACHED_QUERY", false),
            Map.entry("BINARY_OUTPUT_FORMAT", "HEX"),
            Map.entry("CLIENT_DISABLE_INCIDENTS", true),
            Map.entry("CLIENT_HONOR_CLIENT_TZ_FOR_TIMESTAMP_NTZ", true),
            Map.entry("CLIENT_PREFETCH_THREADS", 4),
            Map.entry("CLIENT_RESULT_CHUNK_SIZE", 160),
            Map.entry("CLIENT_RESULT_COLUMN_CASE_INSENSITIVE", false),
            Map.entry("CLIENT_SESSION_KEEP_ALIVE", false),
            Map.entry("CLIENT_SESSION_KEEP_ALIVE_HEARTBEAT_FREQUENCY", 3600),
            Map.entry("CLIENT_STAGE_ARRAY_BINDING_THRESHOLD", 0),
            Map.entry("CLIENT_TELEMETRY_ENABLED", false),
            Map.entry("CLIENT_METADATA_REQUEST_USE_CONNECTION_CTX", false),
            Map.entry("DATE_OUTPUT_FORMAT", "YYYY-MM-DD"),
            Map.entry("ERROR_ON_NONDETERMINISTIC_MERGE", true),
            Map.entry("JDBC_QUERY_RESULT_FORMAT", "JSON"),
            Map.entry("JDBC_TREAT_DECIMAL_AS_INT", true),
            Map.entry("JDBC_TREAT_TIMESTAMP_NTZ_AS_UTC", false),
            Map.entry("LOCK_TIMEOUT", 43200),
            Map.entry("MULTI_STATEMENT_COUNT", 1),
            Map.entry("QUERY_RESULT_FORMAT", "JSON"),
            Map.entry("QUERY_TAG", ""),
            Map.entry("STATEMENT_TIMEOUT_IN_SECONDS", 172800),
            Map.entry("TIMEZONE", "UTC"),
            Map.entry("TIMESTAMP_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF3 TZHTZM"),
            Map.entry("TIMESTAMP_NTZ_OUTPUT_FORMAT", "YYYY-MM-DD HH24:MI:SS.FF3"),
            Map.entry("TIMESTAMP_LTZ_OUTPUT_FORMAT", ""),
            Map.entry("TIMESTAMP_TZ_OUTPUT_FORMAT", ""),
            Map.entry("TIMESTAMP_TYPE_MAPPING", "TIMESTAMP_NTZ"),
            Map.entry("TIME_OUTPUT_FORMAT", "HH24:MI:SS"),
            Map.entry("USE_CACHED_RESULT", true),
            Map.entry("WEEK_START", 0));

    private final Map<String, Object> values = new TreeMap<>(DEFAULTS);

    /**
     * Sets a parameter; one that the emulator does not know is kept and shown, as clients send many of their own.
     *
     * @throws SqlFailure when the value does not fit the parameter's type
     */
    void set(String name, String value) {
        String key = name.toUpperCase(Locale.ROOT);
        if (key.equals("TIMESTAMP_TYPE_MAPPING") && !value.equalsIgnoreCase("TIMESTAMP_NTZ")) {
            throw SqlFailure.unsupported("TIMESTAMP_TYPE_MAPPING = " + value);
        }
        Object standard = DEFAULTS.get(key);
        values.put(
                key,
                standard instanceof Boolean
                        ? truth(key, value)
                        : standard instanceof Integer ? integer(key, value) : value);
    }

    /** Back to the default. */
    void unset(String name) {
        String key = name.toUpperCase(Locale.ROOT);
        Object standard = DEFAULTS.get(key);
        if (standard == null) {
            values.remove(key);
        } else {
            values.put(key, standard);
        }
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    long number(String name) {
        return ((Integer) values.get(name)).longValue();
    }

    String text(String name) {
        return String.valueOf(values.get(name));
    }

    Map<String, Object> all() {
        return Collections.unmodifiableMap(values);
    }

    private static Boolean truth(String key, String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1", "on" -> true;
            case "false", "0", "off" -> false;
            default -> throw invalid(key, "true or false");
        };
    }

    private static Integer integer(String key, String value) {
        try {
            return Integer.valueOf(value);
        } catch (NumberFormatException e) {
            throw invalid(key, "a whole number");
        }
    }

    private static SqlFailure invalid(String key, String expected) {
        return new SqlFailure(
                "001008",
                "22023",
                "SQL compilation error:\ninvalid value for parameter '" + key + "': give " + expected);
    }
}
