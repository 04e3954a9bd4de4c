package io.bankingconnect.faker;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What the bank has begun and must go on with: at once, or when the stream has moved on by the settling gap. Each queue is
 * first in, first out. Not thread-safe.
 */
final class Agenda {

    private record Waiting(Runnable errand, long position) {}

    private final Journal journal;
    private final int gap;
    private final Queue<Runnable> errands = new ArrayDeque<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();

    Agenda(Journal journal, int gap) {
        this.journal = journal;
        this.gap = gap;
    }

    void next(Runnable errand) {
        errands.add(errand);
    }

    /** Does the errand once as many records as the gap follow those that are written now. */
    void whenSettled(Runnable errand) {
        waiting.add(new Waiting(errand, journal.written() + gap));
    }

    /** Goes on with one thing, which may write a record or none; false if nothing is due. */
    boolean proceed() {
        if (!errands.isEmpty()) {
            errands.remove().run();
        } else if (!waiting.isEmpty() && journal.written() >= waiting.element().position()) {
            waiting.remove().errand().run();
        } else {
            return false;
        }
        return true;
    }
}
