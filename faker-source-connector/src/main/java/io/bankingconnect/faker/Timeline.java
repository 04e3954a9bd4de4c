package io.bankingconnect.faker;

/**
 * How the bank's own time passes: first a history of so many transactions in a bank's weekly rhythm, then a steady pace.
 * Chosen at a connector's first start and kept with its offsets ever after, so that a restart dates everything as before.
 *
 * @param startMicros the bank's first moment, in microseconds UTC
 * @param historyTransactions how many transactions are made before the steady pace begins
 * @param liveMicros when the steady pace begins
 * @param liveIntervalNanos the bank's time between two transactions from then on
 */
record Timeline(long startMicros, long historyTransactions, long liveMicros, long liveIntervalNanos) {

    private static final int LARGEST_BLOCK = 64;

    /** Within this time the number of transactions is right to a fortieth at least. */
    private static final long EVEN_AFTER_NANOS = 60_000_000_000L / 40;

    /** A timeline without history. */
    static Timeline live(long startMicros, long intervalNanos) {
        return new Timeline(startMicros, 0, startMicros, intervalNanos);
    }

    boolean isHistory(long transaction) {
        return transaction < historyTransactions;
    }

    /** How many transactions from this one on may arrive in any order, so that they seem to come at random. */
    int blockFrom(long transaction) {
        return isHistory(transaction)
                ? (int) Math.min(LARGEST_BLOCK, historyTransactions - transaction)
                : (int) Math.max(1, Math.min(LARGEST_BLOCK, EVEN_AFTER_NANOS / Math.max(1, liveIntervalNanos)));
    }

    /** Sent at this rate, as many a second, random arrivals still are as many as they should be within a minute. */
    boolean holdsRate(double transactionsPerSecond) {
        double evenAfterTransactions = transactionsPerSecond * EVEN_AFTER_NANOS / 1e9;
        return blockFrom(historyTransactions) <= Math.max(1, evenAfterTransactions);
    }

    /** The bank's time when so many transactions have been made, with fractions. */
    long microsAt(double transactions) {
        if (transactions >= historyTransactions) {
            return liveMicros + Math.round((transactions - historyTransactions) * liveIntervalNanos / 1000);
        }
        double first = Rhythm.activityAt(startMicros);
        double last = Rhythm.activityAt(liveMicros);
        return Rhythm.microsAt(first + (last - first) * (transactions / historyTransactions));
    }
}
