package io.bankingconnect.snowflake.transform;

import java.util.OptionalInt;

/**
 * Jinja text and where it comes from.
 *
 * @param file relative to the project's directory
 * @param text the Jinja
 * @param onlyLine the line to blame for everything, of text that was made from a line of YAML; empty for a file's own
 */
record Template(String file, String text, OptionalInt onlyLine) {

    static Template ofFile(String file, String text) {
        return new Template(file, text, OptionalInt.empty());
    }

    static Template madeFrom(String file, int line, String text) {
        return new Template(file, text, OptionalInt.of(line));
    }

    /** The line of the file that stands behind a line of the text. */
    int lineOf(int textLine) {
        return onlyLine.orElse(textLine);
    }

    /** Whether a line of the text, from 1, holds a piece of text. */
    boolean holds(int line, String piece) {
        return text.lines().skip(Math.max(line - 1L, 0)).findFirst().orElse("").contains(piece);
    }
}
