package io.bankingconnect.faker;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps the bank's clock in step with a real one. Time lost to a slow reader is made up for at most one second's worth.
 *
 * <p>Not thread-safe.
 */
final class Pacer {

    private static final long CATCH_UP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final double nanosPerBankMicro;
    private final LongSupplier nanoTime;
    private final long bankStartMicros;
    private long startNanos;

    /**
     * Starts the clocks.
     *
     * @param nanosPerBankMicro real time for a microsecond of the bank's
     * @param bankStartMicros the bank's time now
     * @param nanoTime a clock that never goes back
     */
    Pacer(double nanosPerBankMicro, long bankStartMicros, LongSupplier nanoTime) {
        this.nanosPerBankMicro = nanosPerBankMicro;
        this.bankStartMicros = bankStartMicros;
        this.nanoTime = nanoTime;
        startNanos = nanoTime.getAsLong();
    }

    /** How long to wait until the bank's time comes; 0 or less if it has. */
    long nanosUntil(long bankMicros) {
        long now = nanoTime.getAsLong();
        long due = startNanos + (long) ((bankMicros - bankStartMicros) * nanosPerBankMicro);
        if (now - due > CATCH_UP_NANOS) {
            startNanos += now - due - CATCH_UP_NANOS;
            return -CATCH_UP_NANOS;
        }
        return due - now;
    }
}
