package io.bankingconnect.faker;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Where the bank's own time starts and how far apart its transactions are. Chosen at a connector's first start and
 * kept with its offsets ever after, so that a restart dates everything as before.
 */
record Timeline(long startMicros, long intervalMicros) {

    private static final Duration HISTORY_INTERVAL = Duration.ofSeconds(30);
    private static final Duration LONGEST_HISTORY = Duration.ofDays(365);

    /**
     * The timeline of a new stream.
     *
     * <p>At a fixed rate the bank's time runs along with the clock on the wall. As fast as possible, it is a history
     * that leads up to {@code now}, a transaction every half minute, or closer where that would be over a year.
     */
    static Timeline beginning(Instant now, Instant configuredStart, double transactionsPerSecond, long transactions) {
        if (transactionsPerSecond > 0) {
            Instant start = configuredStart == null ? now : configuredStart;
            return new Timeline(micros(start), Math.round(1_000_000 / transactionsPerSecond));
        }
        long intervalMicros = Math.max(
                1,
                Math.min(
                        HISTORY_INTERVAL.toMillis() * 1000,
                        LONGEST_HISTORY.toMillis() * 1000 / Math.max(1, transactions)));
        long start = configuredStart == null ? micros(now) - transactions * intervalMicros : micros(configuredStart);
        return new Timeline(start, intervalMicros);
    }

    /** The bank's time when so many transactions have been made. */
    long microsAfter(long transactions) {
        return startMicros + transactions * intervalMicros;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
