package io.bankingconnect.emulator.sql;

import java.util.Locale;

/**
 * One lexical element of a Snowflake statement.
 *
 * @param kind what it is
 * @param text the characters as written, used to tell where an error is
 * @param value a word in upper case, the content of a quoted identifier or string, otherwise the characters as written
 * @param start offset of the first character in the statement
 */
public record Token(Kind kind, String text, String value, int start) {

    /** The lexical classes that translation distinguishes. */
    public enum Kind {
        /** An unquoted identifier or keyword. */
        WORD,
        /** An identifier in double quotes. */
        QUOTED,
        /** A string literal, in single quotes or between dollar signs. */
        STRING,
        /** A numeric literal. */
        NUMBER,
        /** The place of a bind value. */
        BIND,
        /** A stage reference such as {@code @db.schema.stage/path}. */
        STAGE,
        /** Operators and punctuation. */
        SYMBOL
    }

    static Token word(String word) {
        return new Token(Kind.WORD, word, word.toUpperCase(Locale.ROOT), -1);
    }

    /** An operator that stands nowhere in a statement. */
    public static Token symbolOf(String symbol) {
        return symbol(symbol);
    }

    static Token symbol(String symbol) {
        return new Token(Kind.SYMBOL, symbol, symbol, -1);
    }

    static Token number(String number) {
        return new Token(Kind.NUMBER, number, number, -1);
    }

    static Token string(String value) {
        return new Token(Kind.STRING, value, value, -1);
    }

    static Token quoted(String value) {
        return new Token(Kind.QUOTED, value, value, -1);
    }

    /** True when this is the given unquoted word, in any case. */
    public boolean isWord(String word) {
        return kind == Kind.WORD && value.equalsIgnoreCase(word);
    }

    /** True when this is the given operator or punctuation. */
    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && value.equals(symbol);
    }

    /** True when this can name something. */
    public boolean isIdentifier() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** This token in DuckDB's dialect: words in upper case, as Snowflake stores unquoted names. */
    public String rendered() {
        return switch (kind) {
            case STRING -> "'" + value.replace("'", "''") + "'";
            case QUOTED -> "\"" + value.replace("\"", "\"\"") + "\"";
            case WORD, NUMBER, BIND, STAGE, SYMBOL -> value;
        };
    }
}
