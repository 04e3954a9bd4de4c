package io.bankingconnect.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.bankingconnect.emulator.sql.Token;
import io.bankingconnect.emulator.sql.Token.Kind;
import io.bankingconnect.emulator.sql.Tokenizer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Puts bind values into a statement as literals of their types. Only tokens are replaced, so a value stays a value. */
final class Binds {

    private static final long MILLIS_PER_DAY = 86_400_000L;
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000L);

    private final JsonNode bindings;

    Binds(JsonNode bindings) {
        this.bindings = bindings;
    }

    static int count(List<Token> statement) {
        return (int)
                statement.stream().filter(token -> token.kind() == Kind.BIND).count();
    }

    /** Rows of an array bind, or one for plain values. */
    int rows() {
        JsonNode value = bindings.path("1").path("value");
        return value.isArray() ? value.size() : 1;
    }

    boolean isArray() {
        return bindings.path("1").path("value").isArray();
    }

    /** The statement with NULL in place of each value, to describe it. */
    static List<Token> withoutValues(List<Token> statement) {
        List<Token> out = new ArrayList<>();
        for (Token token : statement) {
            out.addAll(token.kind() == Kind.BIND ? Tokenizer.tokens("NULL") : List.of(token));
        }
        return out;
    }

    /**
     * The statement with one row's values.
     *
     * @throws SqlFailure when a value is missing or of a type that cannot be bound
     */
    List<Token> fill(List<Token> statement, int row) {
        List<Token> out = new ArrayList<>();
        int position = 0;
        for (Token token : statement) {
            if (token.kind() == Kind.BIND) {
                position++;
                out.addAll(literal(position, row));
            } else {
                out.add(token);
            }
        }
        return out;
    }

    private List<Token> literal(int position, int row) {
        JsonNode binding = bindings.path(Integer.toString(position));
        if (binding.isMissingNode()) {
            throw new SqlFailure("002049", "42601", "SQL compilation error:\nBind variable " + position + " not set.");
        }
        JsonNode value = binding.path("value");
        JsonNode cell = value.isArray() ? value.path(row) : value;
        if (cell.isNull() || cell.isMissingNode()) {
            return Tokenizer.tokens("NULL");
        }
        String text = cell.asText();
        String type = binding.path("type").asText();
        try {
            return Tokenizer.tokens(sql(type, text));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new SqlFailure(
                    "100038",
                    "22018",
                    "Bind variable " + position + " does not hold a value of its type " + type + ".");
        }
    }

    private static String sql(String type, String text) {
        return switch (type) {
            case "FIXED" -> number(text);
            case "REAL" -> "CAST(" + escaped(text) + " AS DOUBLE)";
            case "BOOLEAN" -> Boolean.parseBoolean(text) || text.equals("1") ? "TRUE" : "FALSE";
            case "DATE" -> "CAST(" + escaped(date(Long.parseLong(text))) + " AS DATE)";
            case "TIME" ->
                "CAST(" + escaped(LocalTime.ofNanoOfDay(Long.parseLong(text)).toString()) + " AS TIME)";
            case "TIMESTAMP_NTZ" ->
                "CAST("
                        + escaped(instant(text)
                                .atOffset(ZoneOffset.UTC)
                                .toLocalDateTime()
                                .toString()) + " AS TIMESTAMP_NTZ)";
            case "TIMESTAMP", "TIMESTAMP_LTZ" -> "CAST(" + escaped(instant(text).toString()) + " AS TIMESTAMP_LTZ)";
            case "TIMESTAMP_TZ" ->
                "CAST(" + escaped(instant(text.substring(0, text.indexOf(' '))).toString()) + " AS TIMESTAMP_LTZ)";
            case "BINARY" -> "UNHEX(" + escaped(text) + ")";
            case "TEXT", "ANY", "CHAR" -> escaped(text);
            default -> throw SqlFailure.unsupported("bind values of type " + type);
        };
    }

    /** In parentheses when negative, so that it cannot join an operator before it. */
    private static String number(String text) {
        BigDecimal number = new BigDecimal(text);
        return number.signum() < 0 ? "(" + number.toPlainString() + ")" : number.toPlainString();
    }

    private static String date(long millis) {
        return LocalDate.ofEpochDay(Math.floorDiv(millis, MILLIS_PER_DAY)).toString();
    }

    private static Instant instant(String nanos) {
        BigInteger[] parts = new BigInteger(nanos).divideAndRemainder(NANOS_PER_SECOND);
        return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    }

    private static String escaped(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
