package io.bankingconnect.parquet;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The system's clock, set forward now and then so that nobody has to wait. */
final class SkippingClock extends Clock {

    private final Clock system;
    private volatile Duration skipped = Duration.ZERO;

    SkippingClock() {
        this(Clock.systemUTC());
    }

    private SkippingClock(Clock system) {
        this.system = system;
    }

    /** Sets the clock forward; one thread only. */
    void skip(Duration time) {
        skipped = skipped.plus(time);
    }

    @Override
    public Instant instant() {
        return system.instant().plus(skipped);
    }

    @Override
    public ZoneId getZone() {
        return system.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SkippingClock(system.withZone(zone));
    }
}
