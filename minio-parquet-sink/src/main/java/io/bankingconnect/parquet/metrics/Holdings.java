package io.bankingconnect.parquet.metrics;

/**
 * What a task holds at a moment, of one topic partition or of several.
 *
 * @param openFiles the files that are being filled
 * @param bytes the memory that they take, and that files on their way to the store take
 * @param takenAtMs when the oldest uncommitted record was taken, in milliseconds since the epoch; {@link #NEVER} if there
 *     is none
 * @param partitionsInOutage the topic partitions that wait for a store or broker that is away
 */
public record Holdings(int openFiles, long bytes, long takenAtMs, int partitionsInOutage) {

    /** No uncommitted record. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Nothing is held. */
    public static final Holdings NONE = new Holdings(0, 0, NEVER, 0);

    /** Both together. */
    public Holdings plus(Holdings other) {
        return new Holdings(
                openFiles + other.openFiles,
                bytes + other.bytes,
                Math.min(takenAtMs, other.takenAtMs),
                partitionsInOutage + other.partitionsInOutage);
    }

    long oldestAgeMs(long nowMs) {
        return takenAtMs == NEVER ? 0 : Math.max(0, nowMs - takenAtMs);
    }
}
