package io.bankingconnect.bench.simulator;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * The time that work on the calling thread takes of one core: the thread's CPU time and all garbage collection since the
 * work began, its own or not. What other processes do to the machine hardly changes it. Not thread-safe.
 */
final class CoreTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private long cpuNanos;
    private long wallNanos;
    private long gcMillis;
    private long cpuStart;
    private long wallStart;
    private long gcStart = -1;

    void start() {
        if (gcStart < 0) {
            gcStart = gcMillisSoFar();
        }
        wallStart = System.nanoTime();
        cpuStart = THREADS.getCurrentThreadCpuTime();
    }

    void stop() {
        cpuNanos += THREADS.getCurrentThreadCpuTime() - cpuStart;
        wallNanos += System.nanoTime() - wallStart;
        gcMillis = gcMillisSoFar() - gcStart;
    }

    /** Adds the time of other work. */
    void add(CoreTime other) {
        wallNanos += other.wallNanos;
        cpuNanos += other.cpuNanos;
        gcMillis += other.gcMillis;
    }

    double coreSeconds() {
        return cpuNanos / 1e9 + gcMillis / 1e3;
    }

    /** What a clock on the wall says, waiting for a core included. */
    double wallSeconds() {
        return wallNanos / 1e9;
    }

    private static long gcMillisSoFar() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
    }
}
