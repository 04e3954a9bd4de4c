package io.bankingconnect.local.report;

import java.time.Duration;
import java.util.List;

/**
 * How long after the bank's commit a fact was there to be read in GOLD.
 *
 * @param facts how many were measured
 * @param p50 the median
 * @param p95 the 95th percentile (nearest rank)
 */
public record Freshness(int facts, Duration p50, Duration p95) {

    /** Of these delays; zero when there are none. */
    public static Freshness of(List<Duration> delays) {
        List<Duration> sorted = delays.stream().sorted().toList();
        return new Freshness(sorted.size(), percentile(sorted, 50), percentile(sorted, 95));
    }

    private static Duration percentile(List<Duration> sorted, int percent) {
        if (sorted.isEmpty()) {
            return Duration.ZERO;
        }
        int rank = (int) Math.ceil(sorted.size() * percent / 100.0);
        return sorted.get(Math.max(rank, 1) - 1);
    }
}
