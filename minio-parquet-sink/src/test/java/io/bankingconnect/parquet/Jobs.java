package io.bankingconnect.parquet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** Upload threads that a test runs by hand, or that run everything at once. */
final class Jobs extends AbstractExecutorService {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean deferred;

    /** From now on jobs wait for {@link #runOne}. */
    void defer() {
        deferred = true;
    }

    void runAll() {
        while (runOne()) {}
    }

    boolean runOne() {
        Runnable job = waiting.poll();
        if (job != null) {
            job.run();
        }
        return job != null;
    }

    @Override
    public void execute(Runnable job) {
        if (deferred) {
            waiting.add(job);
        } else {
            job.run();
        }
    }

    @Override
    public void shutdown() {
        // There is no thread to stop.
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
