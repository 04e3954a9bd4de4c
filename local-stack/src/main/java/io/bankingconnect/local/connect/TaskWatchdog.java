package io.bankingconnect.local.connect;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Restarts failed tasks, each with its own back-off from 1 s doubling to 60 s, and says so each time.
 *
 * <p>A task that has run for as long as the longest back-off begins anew. Not thread-safe: one thread calls
 * {@link #check}.
 */
public final class TaskWatchdog {

    /** What each announcement begins with. */
    public static final String RESTARTED = "Restarted task ";

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final ConnectRest worker;
    private final Clock clock;
    private final Consumer<String> announce;
    private final Map<String, Attempts> attempts = new HashMap<>();

    private record Attempts(int count, Duration backOff, Instant due) {}

    /**
     * Watches one worker.
     *
     * @param announce takes one line per restart
     */
    public TaskWatchdog(ConnectRest worker, Clock clock, Consumer<String> announce) {
        this.worker = worker;
        this.clock = clock;
        this.announce = announce;
    }

    /**
     * Looks at every task once and restarts those that have failed and are due.
     *
     * @throws IOException if the worker does not answer
     */
    public void check() throws IOException {
        for (String connector : worker.connectors()) {
            for (ConnectorStatus.Task task : worker.status(connector).tasks()) {
                check(connector, task);
            }
        }
    }

    private void check(String connector, ConnectorStatus.Task task) throws IOException {
        String name = connector + "-" + task.id();
        Instant now = clock.instant();
        Attempts before = attempts.get(name);
        if (!task.failed()) {
            if (before != null && now.isAfter(before.due().plus(LONGEST))) {
                attempts.remove(name);
            }
            return;
        }
        if (before == null) {
            attempts.put(name, new Attempts(0, FIRST, now.plus(FIRST)));
            return;
        }
        if (now.isBefore(before.due())) {
            return;
        }
        int count = before.count() + 1;
        Duration next = before.backOff().multipliedBy(2);
        Duration backOff = next.compareTo(LONGEST) > 0 ? LONGEST : next;
        attempts.put(name, new Attempts(count, backOff, now.plus(backOff)));
        worker.restartTask(connector, task.id());
        announce.accept(RESTARTED + "%s (restart %d): %s".formatted(name, count, task.reason()));
    }
}
