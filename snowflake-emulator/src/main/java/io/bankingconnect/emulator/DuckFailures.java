package io.bankingconnect.emulator;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives DuckDB's failures the codes and states that the service uses. Values of records are left out. */
final class DuckFailures {

    private record Rule(Pattern pattern, Function<Matcher, SqlFailure> failure) {}

    private static final List<Rule> RULES = List.of(
            rule(
                    "^Parser Error: syntax error at or near \"(.*)\"",
                    m -> SqlFailure.syntax("syntax error near unexpected '" + m.group(1) + "'.")),
            rule("^Parser Error: (.*)", m -> SqlFailure.syntax("syntax error: " + withoutValues(m.group(1)))),
            rule(
                    "^Catalog Error: (?:Table|View) with name \"?(.*?)\"? does not exist",
                    m -> new SqlFailure(
                            "002003",
                            "42S02",
                            "SQL compilation error:\nObject '" + m.group(1) + "' does not exist or not authorized.")),
            rule(
                    "^Catalog Error: Schema with name \"?(.*?)\"? does not exist",
                    m -> SqlFailure.unknown("Schema", m.group(1))),
            rule("^Binder Error: Catalog \"?(.*?)\"? does not exist", m -> SqlFailure.unknown("Database", m.group(1))),
            rule(
                    "^Catalog Error: (?:Scalar |Table |Aggregate )?(?:Function|Macro Function) with name \"?(.*?)\"? does",
                    m -> new SqlFailure("002140", "42601", "SQL compilation error:\nUnknown function " + m.group(1))),
            rule("^Catalog Error: .* with name \"?(.*?)\"? already exists", m -> SqlFailure.exists(m.group(1))),
            rule(
                    "^Catalog Error: (.*)",
                    m -> new SqlFailure("002003", "02000", "SQL compilation error:\n" + withoutValues(m.group(1)))),
            rule(
                    "^Binder Error: (?:Referenced column \"(.*?)\" (?:was )?not found|Table \".*?\" does not have a column named \"(.*?)\")",
                    m -> new SqlFailure(
                            "000904",
                            "42000",
                            "SQL compilation error:\ninvalid identifier '"
                                    + (m.group(1) == null ? m.group(2) : m.group(1)) + "'")),
            rule(
                    "^Binder Error: (.*)",
                    m -> new SqlFailure("002000", "42601", "SQL compilation error:\n" + withoutValues(m.group(1)))),
            rule(
                    "^Conversion Error: (.*)",
                    m -> new SqlFailure("100038", "22018", "Value is not recognized: " + withoutQuotes(m.group(1)))),
            rule(
                    "^Invalid Input Error: (.*)",
                    m -> new SqlFailure("100037", "22018", "Value is not recognized: " + withoutQuotes(m.group(1)))),
            rule(
                    "^Out of Range Error: (.*)",
                    m -> new SqlFailure("100046", "22003", "Numeric value out of range: " + withoutQuotes(m.group(1)))),
            rule(
                    "^Constraint Error: NOT NULL constraint failed: (.*)",
                    m -> new SqlFailure("100072", "22000", "NULL result in a non-nullable column: " + m.group(1))),
            rule("^Constraint Error: (.*)", m -> new SqlFailure("100072", "22000", withoutQuotes(m.group(1)))),
            rule("^INTERRUPT Error", m -> SqlFailure.canceled()),
            rule(
                    "^Out of Memory Error",
                    m -> new SqlFailure(
                            "300005",
                            "53200",
                            "The emulator's memory limit is too small for this statement; start it with a larger --memory-limit.")));

    private DuckFailures() {}

    private static Rule rule(String pattern, Function<Matcher, SqlFailure> failure) {
        return new Rule(Pattern.compile(pattern), failure);
    }

    static SqlFailure translate(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf('\n');
        String first = end < 0 ? message : message.substring(0, end);
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern().matcher(first);
            if (matcher.find()) {
                return initCause(rule.failure().apply(matcher), e);
            }
        }
        return initCause(new SqlFailure("000603", "XX000", "SQL execution error: " + withoutValues(first)), e);
    }

    private static SqlFailure initCause(SqlFailure failure, SQLException cause) {
        failure.initCause(cause);
        return failure;
    }

    /** Where what DuckDB quotes is a value and never a name. */
    private static String withoutQuotes(String message) {
        return withoutValues(message.replaceAll("\"[^\"]*\"", "'…'"));
    }

    /** DuckDB quotes values of records in single quotes: a message must not carry them. */
    static String withoutValues(String message) {
        return message.replaceAll("'[^']*'", "'…'").replaceAll("(?<=[\\s=:(])-?\\d[\\d.,]*(?=[\\s,)]|$)", "…");
    }
}
