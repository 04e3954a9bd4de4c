package io.bankingconnect.parquet;

import java.util.Collection;
import java.util.Comparator;

/** Keeps what all partitions of a task hold in memory within one limit. Task thread only. */
final class MemoryBudget {

    // Partitions read on once so much of the limit is free again, not at the first free byte.
    private static final double ROOM_TO_READ_ON = 0.25;

    private final long limitBytes;
    private boolean exhausted;

    MemoryBudget(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Rotates the largest groups early while the limit is exceeded, and holds all partitions back if that is not enough. */
    void keep(Collection<PartitionWriter> writers) {
        long used = used(writers);
        while (used > limitBytes) {
            PartitionWriter largest = writers.stream()
                    .max(Comparator.comparingLong(PartitionWriter::openBytes))
                    .orElseThrow();
            if (largest.openBytes() == 0) {
                break;
            }
            largest.rotate();
            used = used(writers);
        }
        boolean hold = used > (exhausted ? (long) (limitBytes * (1 - ROOM_TO_READ_ON)) : limitBytes);
        if (hold || exhausted) {
            exhausted = hold;
            writers.forEach(writer -> writer.queue().holdBack(hold));
        }
    }

    /** The bytes held at the moment, about. */
    static long used(Collection<PartitionWriter> writers) {
        return writers.stream().mapToLong(PartitionWriter::memoryBytes).sum();
    }
}
