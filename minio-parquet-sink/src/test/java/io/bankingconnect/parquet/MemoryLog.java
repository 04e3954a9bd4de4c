package io.bankingconnect.parquet;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.parquet.UnreliableStore.Crash;
import io.bankingconnect.parquet.UnreliableStore.Fate;
import io.bankingconnect.parquet.commit.CommitLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.RetriableException;

/** A commits topic in memory that misbehaves the way a test wants it to. */
final class MemoryLog implements CommitLog {

    private final List<CommitEvent> events = new ArrayList<>();
    private Supplier<Fate> fates = () -> Fate.ANSWERED;
    private boolean away;

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    void fates(Supplier<Fate> next) {
        fates = next;
    }

    List<CommitEvent> events() {
        return events;
    }

    @Override
    public void publish(CommitEvent event) {
        if (away) {
            throw new RetriableException("Cannot announce: no broker");
        }
        Fate fate = fates.get();
        if (fate == Fate.CRASH_BEFORE) {
            throw new Crash();
        }
        if (fate != Fate.LOST) {
            events.add(event);
        }
        if (fate == Fate.CRASH_AFTER) {
            throw new Crash();
        }
        if (fate != Fate.ANSWERED) {
            throw new RetriableException("Cannot announce: " + fate);
        }
    }

    @Override
    public void close() {
        // Tests look into it afterwards.
    }
}
