package io.bankingconnect.faker;

import java.util.ArrayDeque;
import java.util.Queue;

/** What the bank did and nobody has read yet, with the bank's clock. Not thread-safe. */
final class Journal {

    private final Queue<Change> changes = new ArrayDeque<>();
    private final Timeline timeline;
    private long written;
    private long transactions;
    private long nowMicros;

    Journal(Timeline timeline) {
        this.timeline = timeline;
        nowMicros = timeline.startMicros();
    }

    void write(Change.Kind kind, Row row) {
        Change change = new Change(kind, row);
        changes.add(change);
        written++;
        if (change.insertsTransaction()) {
            transactions++;
        }
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    Change take() {
        return changes.remove();
    }

    /** The position that the next change will have in the stream, from 0. */
    long nextPosition() {
        return written;
    }

    /** How many transactions were inserted; also the id of the last one. */
    long transactions() {
        return transactions;
    }

    /** The bank's time, in microseconds; no two calls give the same. */
    long tick() {
        nowMicros = Math.max(nowMicros + 1, timeline.microsAfter(transactions));
        return nowMicros;
    }
}
