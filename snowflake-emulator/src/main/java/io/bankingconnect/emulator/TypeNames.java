package io.bankingconnect.emulator;

import java.util.Locale;

/** Snowflake's names of the types that DuckDB stores. */
final class TypeNames {

    private TypeNames() {}

    static String snowflake(String duckType) {
        ResultColumn column = ResultColumn.of("", duckType);
        return switch (column.type()) {
            case "fixed" -> "NUMBER(" + column.precision() + "," + column.scale() + ")";
            case "text" -> "VARCHAR(" + column.length() + ")";
            case "binary" -> "BINARY(" + column.length() + ")";
            case "real" -> "FLOAT";
            case "time", "timestamp_ntz", "timestamp_ltz" ->
                column.type().toUpperCase(Locale.ROOT) + "(" + column.scale() + ")";
            default -> column.type().toUpperCase(Locale.ROOT);
        };
    }
}
