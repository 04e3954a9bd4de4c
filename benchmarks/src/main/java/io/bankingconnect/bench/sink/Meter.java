package io.bankingconnect.bench.sink;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Measures one piece of work on the calling thread, and what the whole process spends on it. */
final class Meter {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /**
     * What a piece of work took.
     *
     * @param wallNs by the clock on the wall
     * @param cpuNs of processor time, of all threads of the process, the collector's included
     * @param allocatedBytes by the calling thread alone
     */
    record Cost(long wallNs, long cpuNs, long allocatedBytes) {

        double rowsPerSecond(long rows) {
            return rows * 1e9 / wallNs;
        }

        double rowsPerCpuSecond(long rows) {
            return rows * 1e9 / cpuNs;
        }

        double bytesPerRow(long rows) {
            return (double) allocatedBytes / rows;
        }
    }

    /** Work that may fail. */
    interface Work {
        void run() throws Exception;
    }

    private Meter() {}

    static Cost of(Work work) throws Exception {
        long thread = Thread.currentThread().getId();
        long allocated = THREADS.getThreadAllocatedBytes(thread);
        long cpu = SYSTEM.getProcessCpuTime();
        long wall = System.nanoTime();
        work.run();
        return new Cost(
                System.nanoTime() - wall,
                SYSTEM.getProcessCpuTime() - cpu,
                THREADS.getThreadAllocatedBytes(thread) - allocated);
    }
}
