package io.bankingconnect.faker;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps transactions to a fixed rate. Time lost to a slow reader is made up for at most one second's worth.
 *
 * <p>Not thread-safe.
 */
final class Pacer {

    private static final long CATCH_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final double nanosPerTransaction;
    private final LongSupplier nanoTime;
    private long nextNanos;

    /**
     * @param perSecond the rate; 0 for no limit
     * @param nanoTime a clock that never goes back
     */
    Pacer(double perSecond, LongSupplier nanoTime) {
        nanosPerTransaction = perSecond > 0 ? 1e9 / perSecond : 0;
        this.nanoTime = nanoTime;
        nextNanos = nanoTime.getAsLong();
    }

    /** How long to wait until the next transaction is due; 0 or less if it is. */
    long nanosToWait() {
        if (nanosPerTransaction == 0) {
            return 0;
        }
        long now = nanoTime.getAsLong();
        if (now - nextNanos > CATCH_UP_NANOS) {
            nextNanos = now - CATCH_UP_NANOS;
        }
        return nextNanos - now;
    }

    void countTransaction() {
        nextNanos += (long) nanosPerTransaction;
    }
}
