package io.bankingconnect.emulator.sql;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads lists of {@code KEY = value}, with or without commas. */
public final class Options {

    private Options() {}

    /** Keys in upper case; values as text, words in upper case. A value in parentheses is kept as its tokens' text. */
    public static Map<String, String> read(List<Token> inside) {
        Cursor cursor = new Cursor(inside);
        Map<String, String> options = new LinkedHashMap<>();
        while (!cursor.atEnd()) {
            String key = cursor.identifier();
            cursor.expectSymbol("=");
            options.put(
                    key,
                    cursor.seesSymbol("(")
                            ? Translator.render(cursor.parenthesised())
                            : cursor.next().value());
            cursor.skipSymbol(",");
        }
        return options;
    }

    /**
     * Refuses what is not understood.
     *
     * @throws UnsupportedSqlException naming the first option that is not among the known
     */
    public static void requireKnown(String of, Map<String, String> options, Set<String> known) {
        for (String key : options.keySet()) {
            if (!known.contains(key)) {
                throw new UnsupportedSqlException(of + " option " + key);
            }
        }
    }
}
