package io.bankingconnect.emulator.sql;

import io.bankingconnect.emulator.sql.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Translates Snowflake's date and time formats into those of DuckDB's strftime. */
final class DateFormat {

    /** Longer elements first: the first that fits is taken. */
    private static final List<Map.Entry<String, String>> ELEMENTS = List.of(
            Map.entry("YYYY", "%Y"),
            Map.entry("MMMM", "%B"),
            Map.entry("HH24", "%H"),
            Map.entry("HH12", "%I"),
            Map.entry("TZHTZM", "%z"),
            Map.entry("TZH:TZM", "%z"),
            Map.entry("MON", "%b"),
            Map.entry("FF9", "%n"),
            Map.entry("FF6", "%f"),
            Map.entry("FF3", "%g"),
            Map.entry("YY", "%y"),
            Map.entry("MM", "%m"),
            Map.entry("MI", "%M"),
            Map.entry("DD", "%d"),
            Map.entry("DY", "%a"),
            Map.entry("SS", "%S"),
            Map.entry("FF", "%n"),
            Map.entry("AM", "%p"),
            Map.entry("PM", "%p"));

    private DateFormat() {}

    static Token duck(String function, List<Token> argument) {
        if (argument.size() != 1 || argument.get(0).kind() != Kind.STRING) {
            throw new UnsupportedSqlException(function + " with a format that is not a string literal");
        }
        return Token.string(translate(function, argument.get(0).value()));
    }

    private static String translate(String function, String format) {
        StringBuilder out = new StringBuilder();
        String upper = format.toUpperCase(Locale.ROOT);
        int at = 0;
        while (at < format.length()) {
            int here = at;
            Map.Entry<String, String> element = ELEMENTS.stream()
                    .filter(candidate -> upper.startsWith(candidate.getKey(), here))
                    .findFirst()
                    .orElse(null);
            if (element != null) {
                out.append(element.getValue());
                at += element.getKey().length();
            } else if (format.charAt(at) == '"' && format.indexOf('"', at + 1) > 0) {
                int end = format.indexOf('"', at + 1);
                out.append(format.substring(at + 1, end).replace("%", "%%"));
                at = end + 1;
            } else {
                char c = format.charAt(at++);
                if (Character.isLetterOrDigit(c) && c != 'T' && c != 'Z' || c == '$') {
                    throw new UnsupportedSqlException(function + " with a format element '" + c + "'");
                }
                out.append(c == '%' ? "%%" : String.valueOf(c));
            }
        }
        return out.toString();
    }
}
