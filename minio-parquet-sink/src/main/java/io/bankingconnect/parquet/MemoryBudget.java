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

    /**
     * Rotates the largest groups early when the limit is exceeded, and holds all partitions back while that is not enough.
     *
     * <p>It rotates no more than make room once they are stored: groups on their way to the store free their memory then,
     * and the others go on filling.
     */
    void keep(Collection<PartitionWriter> writers) {
        long roomyBytes = (long) (limitBytes * (1 - ROOM_TO_READ_ON));
        long boundBytes = exhausted ? roomyBytes : limitBytes;
        while (used(writers) > boundBytes && open(writers) > roomyBytes) {
            writers.stream()
                    .max(Comparator.comparingLong(PartitionWriter::openBytes))
                    .orElseThrow()
                    .rotate();
        }
        boolean hold = used(writers) > boundBytes;
        if (hold || exhausted) {
            exhausted = hold;
            writers.forEach(writer -> writer.queue().holdBack(hold));
        }
    }

    private static long open(Collection<PartitionWriter> writers) {
        return writers.stream().mapToLong(PartitionWriter::openBytes).sum();
    }

    /** The bytes held at the moment, about. */
    static long used(Collection<PartitionWriter> writers) {
        return writers.stream().mapToLong(PartitionWriter::memoryBytes).sum();
    }
}
