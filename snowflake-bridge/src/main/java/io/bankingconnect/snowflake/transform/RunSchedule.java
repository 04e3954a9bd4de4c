package io.bankingconnect.snowflake.transform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When to look for new loads next: never sooner than a while after the last run began. */
final class RunSchedule {

    private static final Duration AFTER_OUTAGE = Duration.ofSeconds(1);

    private final Clock clock;
    private final Duration minInterval;
    private final Duration checkInterval;
    private Instant due = Instant.MIN;
    private Instant nextRun = Instant.MIN;

    RunSchedule(Clock clock, Duration minInterval, Duration checkInterval) {
        this.clock = clock;
        this.minInterval = minInterval;
        this.checkInterval = checkInterval;
    }

    /** How long there is nothing to do; zero if something is due. */
    Duration idle() {
        Instant now = clock.instant();
        return due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO;
    }

    /** A look found nothing new. */
    void foundNothing() {
        due = clock.instant().plus(checkInterval);
    }

    /** A run begins; its steps are due at once. */
    void runBegan() {
        nextRun = clock.instant().plus(minInterval);
        due = Instant.MIN;
    }

    void runEnded() {
        due = nextRun;
    }

    /** The warehouse could not be reached. */
    void outage() {
        due = clock.instant().plus(AFTER_OUTAGE);
    }
}
