package io.bankingconnect.parquet;

import io.bankingconnect.lake.CommitEvent;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.RetriableException;

/** A commits topic in memory that is away when a test wants it to be. */
final class MemoryLog implements CommitLog {

    private final List<CommitEvent> events = new ArrayList<>();
    private boolean away;

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    List<CommitEvent> events() {
        return events;
    }

    @Override
    public void publish(CommitEvent event) {
        if (away) {
            throw new RetriableException("Cannot announce: no broker");
        }
        events.add(event);
    }

    @Override
    public void close() {
        // Tests look into it afterwards.
    }
}
