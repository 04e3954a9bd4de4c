package io.bankingconnect.emulator;

/**
 * A result column as the protocol describes it.
 *
 * @param type the protocol's name, such as {@code fixed} or {@code timestamp_ntz}
 * @param length characters for text, bytes for binary; null for other types
 */
record ResultColumn(String name, String type, Integer precision, Integer scale, Integer length, boolean nullable) {

    private static final int MAX_TEXT = 16_777_216;
    private static final int MAX_BINARY = 8_388_608;

    static ResultColumn text(String name) {
        return new ResultColumn(name, "text", null, null, MAX_TEXT, true);
    }

    static ResultColumn number(String name) {
        return fixed(name, 38, 0);
    }

    static ResultColumn fixed(String name, int precision, int scale) {
        return new ResultColumn(name, "fixed", precision, scale, null, true);
    }

    /** The column that a DuckDB type becomes. */
    static ResultColumn of(String name, String duckType) {
        String base = duckType.contains("(") ? duckType.substring(0, duckType.indexOf('(')) : duckType;
        if (duckType.endsWith("]")) {
            return new ResultColumn(name, "array", null, null, null, true);
        }
        return switch (base) {
            case "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "UHUGEINT" -> number(name);
            case "DECIMAL" -> decimal(name, duckType);
            case "FLOAT", "DOUBLE" -> new ResultColumn(name, "real", null, null, null, true);
            case "BOOLEAN" -> new ResultColumn(name, "boolean", null, null, null, true);
            case "DATE" -> new ResultColumn(name, "date", null, null, null, true);
            case "TIME" -> new ResultColumn(name, "time", 0, 9, null, true);
            case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
                new ResultColumn(name, "timestamp_ntz", 0, 9, null, true);
            case "TIMESTAMP WITH TIME ZONE" -> new ResultColumn(name, "timestamp_ltz", 0, 9, null, true);
            case "BLOB" -> new ResultColumn(name, "binary", null, null, MAX_BINARY, true);
            case "JSON" -> new ResultColumn(name, "variant", null, null, null, true);
            case "STRUCT", "MAP" -> new ResultColumn(name, "object", null, null, null, true);
            default -> text(name);
        };
    }

    private static ResultColumn decimal(String name, String duckType) {
        String[] arguments = duckType.substring(duckType.indexOf('(') + 1, duckType.indexOf(')'))
                .split(",");
        return fixed(name, Integer.parseInt(arguments[0].trim()), Integer.parseInt(arguments[1].trim()));
    }
}
