package io.bankingconnect.local.report;

import io.bankingconnect.local.stack.StackPaths;
import io.bankingconnect.local.stack.StackProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Adds up what all the stack's processes and this one hold in memory, and remembers the highest sum. */
public final class ProcessMemory implements AutoCloseable {

    private static final long INTERVAL_MS = 1000;

    private final StackProcesses processes;
    private final Thread sampler = new Thread(this::sample, "process-memory");
    private volatile long peakKb;
    private volatile boolean closed;

    /** Begins to measure. */
    public ProcessMemory(StackPaths paths) {
        processes = new StackProcesses(paths);
        sampler.setDaemon(true);
        sampler.start();
    }

    /** The highest sum of resident sizes so far, in MiB; 0 where the system has no /proc. */
    public long peakMb() {
        return peakKb / 1024;
    }

    private void sample() {
        while (!closed) {
            peakKb = Math.max(
                    peakKb, processes.pids().map(ProcessMemory::residentKb).sum());
            try {
                Thread.sleep(INTERVAL_MS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static long residentKb(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            // The process has ended between the listing and the reading.
            return 0;
        }
    }

    @Override
    public void close() {
        closed = true;
        sampler.interrupt();
    }
}
