package io.bankingconnect.parquet.layout;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Date patterns as Joda-Time writes them, which configurations of other S3 sinks use. */
final class JodaPattern {

    private JodaPattern() {}

    /**
     * A formatter for a pattern, such as {@code 'year'=YYYY/'month'=MM/'day'=dd}.
     *
     * @throws IllegalArgumentException if it is not a pattern
     */
    static DateTimeFormatter formatter(String pattern, Locale locale) {
        StringBuilder translated = new StringBuilder();
        boolean quoted = false;
        for (char letter : pattern.toCharArray()) {
            quoted ^= letter == '\'';
            translated.append(quoted ? letter : translated(letter));
        }
        return DateTimeFormatter.ofPattern(translated.toString(), locale);
    }

    private static char translated(char letter) {
        return switch (letter) {
            // The year: for java.time Y is that of the week.
            case 'Y', 'y' -> 'u';
            case 'x' -> 'Y';
            default -> letter;
        };
    }
}
