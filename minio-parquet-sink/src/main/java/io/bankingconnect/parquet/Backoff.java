package io.bankingconnect.parquet;

import java.util.random.RandomGenerator;

/** Waits that double from one failure to the next, up to a limit, and differ from task to task. */
final class Backoff {

    private final long firstMs;
    private final long lastMs;
    private final RandomGenerator random;
    private long nextMs;

    Backoff(long firstMs, long lastMs, RandomGenerator random) {
        this.firstMs = firstMs;
        this.lastMs = lastMs;
        this.random = random;
        this.nextMs = firstMs;
    }

    /** The milliseconds to wait after one more failure. */
    long next() {
        long limit = nextMs;
        nextMs = Math.min(2 * nextMs, lastMs);
        return limit / 2 + random.nextLong(limit / 2 + 1);
    }

    /** Says that a try succeeded. */
    void reset() {
        nextMs = firstMs;
    }
}
