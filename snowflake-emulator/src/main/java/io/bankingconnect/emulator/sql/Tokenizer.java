package io.bankingconnect.emulator.sql;

import io.bankingconnect.emulator.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits a Snowflake statement into tokens; comments disappear.
 *
 * <p>Knows what a regular expression over the text cannot: quotes inside comments, comments inside strings, backslash
 * escapes, dollar-quoted strings and stage references.
 */
public final class Tokenizer {

    private static final List<String> LONG_SYMBOLS = List.of("->>", "::", "||", "<=", ">=", "<>", "!=", "->", "=>");

    private final String sql;
    private int at;

    private Tokenizer(String sql) {
        this.sql = sql;
    }

    /**
     * The tokens of a statement.
     *
     * @throws SqlSyntaxException for an unterminated string, identifier or comment
     */
    public static List<Token> tokens(String sql) {
        return new Tokenizer(sql).all();
    }

    private List<Token> all() {
        List<Token> tokens = new ArrayList<>();
        skipBlanks();
        while (at < sql.length()) {
            tokens.add(next());
            skipBlanks();
        }
        return tokens;
    }

    private Token next() {
        int start = at;
        char c = sql.charAt(at);
        if (c == '\'') {
            return new Token(Kind.STRING, "", stringLiteral(), start);
        }
        if (c == '"') {
            return new Token(Kind.QUOTED, "", quotedIdentifier(), start);
        }
        if (sql.startsWith("$$", at)) {
            return new Token(Kind.STRING, "", dollarString(), start);
        }
        if (c == '@') {
            return token(Kind.STAGE, start, endOfStage());
        }
        if (c == '?') {
            return token(Kind.BIND, start, start + 1);
        }
        if (Character.isDigit(c) || c == '.' && start + 1 < sql.length() && Character.isDigit(sql.charAt(start + 1))) {
            return token(Kind.NUMBER, start, endOfNumber());
        }
        if (isWordStart(c)) {
            return token(Kind.WORD, start, endOfWord());
        }
        for (String symbol : LONG_SYMBOLS) {
            if (sql.startsWith(symbol, at)) {
                return token(Kind.SYMBOL, start, start + symbol.length());
            }
        }
        return token(Kind.SYMBOL, start, start + 1);
    }

    private Token token(Kind kind, int start, int end) {
        at = end;
        String text = sql.substring(start, end);
        return new Token(kind, text, kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : text, start);
    }

    private void skipBlanks() {
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else if (sql.startsWith("--", at) || sql.startsWith("//", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                if (end < 0) {
                    throw new SqlSyntaxException(sql, at, "unterminated comment");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }

    private String stringLiteral() {
        int start = at;
        StringBuilder value = new StringBuilder();
        for (at++; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (c == '\\' && at + 1 < sql.length()) {
                escape(value);
            } else if (c != '\'') {
                value.append(c);
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == '\'') {
                value.append('\'');
                at++;
            } else {
                at++;
                return value.toString();
            }
        }
        throw new SqlSyntaxException(sql, start, "unterminated string");
    }

    private void escape(StringBuilder value) {
        char escaped = sql.charAt(++at);
        switch (escaped) {
            case 'n' -> value.append('\n');
            case 't' -> value.append('\t');
            case 'r' -> value.append('\r');
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case '0' -> value.append('\0');
            case 'u' -> codePoint(value, 4);
            case 'x' -> codePoint(value, 2);
            default -> value.append(escaped);
        }
    }

    private void codePoint(StringBuilder value, int digits) {
        int end = at + 1 + digits;
        try {
            value.append((char) Integer.parseInt(sql.substring(at + 1, end), 16));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new SqlSyntaxException(sql, at, "invalid escape in a string");
        }
        at = end - 1;
    }

    private String quotedIdentifier() {
        int start = at;
        StringBuilder value = new StringBuilder();
        for (at++; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (c != '"') {
                value.append(c);
            } else if (at + 1 < sql.length() && sql.charAt(at + 1) == '"') {
                value.append('"');
                at++;
            } else {
                at++;
                return value.toString();
            }
        }
        throw new SqlSyntaxException(sql, start, "unterminated identifier");
    }

    private String dollarString() {
        int end = sql.indexOf("$$", at + 2);
        if (end < 0) {
            throw new SqlSyntaxException(sql, at, "unterminated string");
        }
        String value = sql.substring(at + 2, end);
        at = end + 2;
        return value;
    }

    private int endOfStage() {
        int end = at + 1;
        boolean quoted = false;
        while (end < sql.length()) {
            char c = sql.charAt(end);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (Character.isWhitespace(c) || "(),;'".indexOf(c) >= 0)) {
                break;
            }
            end++;
        }
        return end;
    }

    private int endOfNumber() {
        int end = at;
        while (end < sql.length() && (Character.isDigit(sql.charAt(end)) || sql.charAt(end) == '.')) {
            end++;
        }
        int exponent = end;
        if (exponent < sql.length() && (sql.charAt(exponent) == 'e' || sql.charAt(exponent) == 'E')) {
            exponent++;
            if (exponent < sql.length() && (sql.charAt(exponent) == '+' || sql.charAt(exponent) == '-')) {
                exponent++;
            }
            int digits = exponent;
            while (exponent < sql.length() && Character.isDigit(sql.charAt(exponent))) {
                exponent++;
            }
            end = exponent > digits ? exponent : end;
        }
        return end;
    }

    private int endOfWord() {
        int end = at;
        while (end < sql.length() && isWordPart(sql.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_' || c == '$';
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
