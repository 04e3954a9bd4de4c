package io.bankingconnect.emulator;

import java.util.List;
import java.util.stream.Collectors;

/** Writes names and literals in DuckDB's dialect. */
final class Sql {

    private Sql() {}

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    static String string(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    static String strings(List<String> values) {
        return values.stream().map(Sql::string).collect(Collectors.joining(", "));
    }
}
