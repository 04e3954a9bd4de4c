package io.bankingconnect.local.report;

import java.io.PrintStream;
import java.util.Locale;

/** Prints events as lines, and how far the stages are: in place on a terminal, else a line when something has changed. */
public final class ProgressView {

    private static final String ERASE_LINE = "\r\u001B[2K";
    /** A line that wraps in a narrow terminal could not be erased. */
    private static final String CLIP = "\u001B[?7l";

    private static final String WRAP = "\u001B[?7h";

    private final PrintStream out;
    private final boolean terminal;
    private Sample last;
    private boolean inPlace;

    /** Prints to a stream that is a terminal or not. */
    public ProgressView(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Prints an event. */
    public synchronized void line(String line) {
        out.println(terminal ? ERASE_LINE + line : line);
        inPlace = false;
    }

    /** Shows how far the stages are. */
    public synchronized void show(Sample sample, Freshness freshness, double seconds) {
        if (!terminal && sample.equals(last)) {
            return;
        }
        last = sample;
        String line = String.format(
                Locale.ROOT,
                "%6.1f s   PostgreSQL %,7d   events %,7d   lake %,7d   BRONZE %,7d   GOLD %,7d   fresh %s",
                seconds,
                Sample.total(sample.oltp()),
                Sample.total(sample.events()),
                Sample.total(sample.lake()),
                Sample.total(sample.bronze()),
                Sample.total(sample.gold()),
                freshness.facts() == 0
                        ? "-"
                        : String.format(Locale.ROOT, "%.1f s", freshness.p50().toMillis() / 1000.0));
        if (terminal) {
            out.print(ERASE_LINE + CLIP + line + WRAP);
            out.flush();
            inPlace = true;
        } else {
            out.println(line);
        }
    }

    /** Ends the line that is shown in place, if there is one. */
    public synchronized void end() {
        if (inPlace) {
            out.println();
            inPlace = false;
        }
    }
}
