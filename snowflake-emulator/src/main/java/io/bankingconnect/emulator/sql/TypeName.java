package io.bankingconnect.emulator.sql;

import io.bankingconnect.emulator.sql.Token.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Snowflake data type, in DuckDB's words.
 *
 * @param duck DuckDB's name for it
 * @param next index of the token behind it
 */
record TypeName(String duck, int next) {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("NUMBER", "DECIMAL"),
            Map.entry("NUMERIC", "DECIMAL"),
            Map.entry("DECIMAL", "DECIMAL"),
            Map.entry("DEC", "DECIMAL"),
            Map.entry("INT", "BIGINT"),
            Map.entry("INTEGER", "BIGINT"),
            Map.entry("BIGINT", "BIGINT"),
            Map.entry("SMALLINT", "BIGINT"),
            Map.entry("TINYINT", "BIGINT"),
            Map.entry("BYTEINT", "BIGINT"),
            Map.entry("FLOAT", "DOUBLE"),
            Map.entry("FLOAT4", "DOUBLE"),
            Map.entry("FLOAT8", "DOUBLE"),
            Map.entry("DOUBLE", "DOUBLE"),
            Map.entry("REAL", "DOUBLE"),
            Map.entry("VARCHAR", "VARCHAR"),
            Map.entry("STRING", "VARCHAR"),
            Map.entry("TEXT", "VARCHAR"),
            Map.entry("CHAR", "VARCHAR"),
            Map.entry("CHARACTER", "VARCHAR"),
            Map.entry("NVARCHAR", "VARCHAR"),
            Map.entry("NCHAR", "VARCHAR"),
            Map.entry("BOOLEAN", "BOOLEAN"),
            Map.entry("DATE", "DATE"),
            Map.entry("TIME", "TIME"),
            Map.entry("DATETIME", "TIMESTAMP"),
            Map.entry("TIMESTAMP", "TIMESTAMP"),
            Map.entry("TIMESTAMP_NTZ", "TIMESTAMP"),
            Map.entry("TIMESTAMPNTZ", "TIMESTAMP"),
            Map.entry("TIMESTAMP_LTZ", "TIMESTAMPTZ"),
            Map.entry("TIMESTAMPLTZ", "TIMESTAMPTZ"),
            Map.entry("TIMESTAMP_TZ", "TIMESTAMPTZ"),
            Map.entry("TIMESTAMPTZ", "TIMESTAMPTZ"),
            Map.entry("BINARY", "BLOB"),
            Map.entry("VARBINARY", "BLOB"),
            Map.entry("VARIANT", "JSON"),
            Map.entry("OBJECT", "JSON"),
            Map.entry("ARRAY", "JSON"));

    /** The type that starts at a token, or nothing when that token is no type of Snowflake's. */
    static Optional<TypeName> at(List<Token> tokens, int start) {
        if (start >= tokens.size() || tokens.get(start).kind() != Kind.WORD) {
            return Optional.empty();
        }
        String word = tokens.get(start).value();
        String duck = NAMES.get(word);
        if (duck == null) {
            return Optional.empty();
        }
        int next = start + 1;
        if (isWord(tokens, next, word.equals("DOUBLE") ? "PRECISION" : "VARYING")) {
            next++;
        }
        if (word.equals("TIMESTAMP") && isWord(tokens, next + 1, "TIME") && isWord(tokens, next + 2, "ZONE")) {
            duck = isWord(tokens, next, "WITH") ? "TIMESTAMPTZ" : "TIMESTAMP";
            next += 3;
        }
        String arguments = "";
        if (next < tokens.size() && tokens.get(next).isSymbol("(")) {
            StringBuilder text = new StringBuilder();
            do {
                text.append(tokens.get(next).value());
            } while (!tokens.get(next++).isSymbol(")") && next < tokens.size());
            arguments = text.toString();
        }
        if (duck.equals("DECIMAL")) {
            duck += arguments.isEmpty()
                    ? "(38,0)"
                    : arguments.contains(",") ? arguments : arguments.replace(")", ",0)");
        }
        return Optional.of(new TypeName(duck, next));
    }

    private static boolean isWord(List<Token> tokens, int at, String word) {
        return at < tokens.size() && tokens.get(at).isWord(word);
    }
}
