package io.bankingconnect.smt.token;

import java.util.Locale;

/** Makes spellings of one value equal before it becomes a token. */
public enum Normalization {
    NONE {
        @Override
        String apply(String text) {
            return text;
        }
    },
    LOWER {
        @Override
        String apply(String text) {
            return text.toLowerCase(Locale.ROOT);
        }
    },
    DIGITS {
        @Override
        String apply(String text) {
            StringBuilder digits = new StringBuilder(text.length());
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c >= '0' && c <= '9') {
                    digits.append(c);
                }
            }
            // Values without a digit would all become one.
            return digits.isEmpty() ? text : digits.toString();
        }
    },
    TRIM {
        @Override
        String apply(String text) {
            return text.strip();
        }
    };

    abstract String apply(String text);
}
