package io.bankingconnect.smt.rules;

/** A word, number, text or sign of a rule; {@code column} counts from 1. */
record Token(Kind kind, String text, int column) {

    enum Kind {
        WORD,
        QUOTED_NAME,
        NUMBER,
        TEXT,
        SIGN,
        END
    }

    boolean is(String expected) {
        return switch (kind) {
            case WORD -> text.equalsIgnoreCase(expected);
            case SIGN -> text.equals(expected);
            default -> false;
        };
    }

    String describe() {
        return kind == Kind.END ? "the end" : "\"" + text + "\"";
    }
}
