package io.bankingconnect.parquet;

/**
 * When a group of files is complete; whichever comes first.
 *
 * @param rows so many rows
 * @param bytes so many bytes of memory
 * @param recordSpanMs a record so much later than the group's first, by their own times
 * @param ageMs so much time by the wall clock since the group was begun
 */
record Rotation(long rows, long bytes, long recordSpanMs, long ageMs) {

    static Rotation of(ParquetSinkConfig config) {
        return new Rotation(
                config.flushSize(),
                config.flushBytes(),
                config.rotateInterval().toMillis(),
                config.rotateScheduleInterval().toMillis());
    }

    boolean isFull(OpenGroup group) {
        return group.rows() >= rows || group.memoryBytes() >= bytes;
    }

    /** Whether the time of a record matters. */
    boolean asksForRecordTime() {
        return recordSpanMs < Long.MAX_VALUE;
    }

    /** Whether a record of that time is too late for the group. */
    boolean endsBefore(OpenGroup group, long timeMs) {
        return group.spanMs(timeMs) >= recordSpanMs;
    }

    /** Milliseconds until the group is due by the wall clock; not positive if it is. */
    long dueInMs(OpenGroup group, long nowMs) {
        // Not below zero: a clock may be set back.
        return ageMs - Math.max(0, nowMs - group.openedAtMs());
    }
}
