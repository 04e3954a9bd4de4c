package io.bankingconnect.parquet;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One piece of work at a time off the task thread, tried again with growing waits while an outage lasts.
 *
 * <p>Everything but the work itself happens on the task thread, in {@link #poll}.
 */
final class RetryingJob {

    private static final Logger LOG = LoggerFactory.getLogger(RetryingJob.class);

    private final Executor executor;
    private final Clock clock;
    private final Backoff backoff;
    private final Runnable retried;
    private Runnable work;
    private Runnable whenDone;
    private CompletableFuture<Void> run;
    private long waitMs;
    private long dueAtMs;
    private boolean outage;

    /** @param retried runs on the task thread for each try that an outage ended */
    RetryingJob(Executor executor, Clock clock, Backoff backoff, Runnable retried) {
        this.executor = executor;
        this.clock = clock;
        this.backoff = backoff;
        this.retried = retried;
    }

    /** Whether new work may be given. */
    boolean idle() {
        return work == null;
    }

    /** Whether a try failed and the next one has not succeeded yet. */
    boolean inOutage() {
        return outage;
    }

    /**
     * Gives work; the job must be idle.
     *
     * @param work may throw {@link RetriableException} to be tried again
     * @param whenDone runs on the task thread
     * @param waitMs the wait before the first try
     */
    void start(Runnable work, Runnable whenDone, long waitMs) {
        if (!idle()) {
            throw new IllegalStateException("There is work already");
        }
        this.work = work;
        this.whenDone = whenDone;
        waitFor(waitMs);
        poll();
    }

    /**
     * Starts the work if its time has come, and ends it if it is done.
     *
     * @throws RuntimeException what the work threw, unless it was a passing outage; the job is idle then
     */
    void poll() {
        if (work != null && run == null && remainingMs() <= 0) {
            run = CompletableFuture.runAsync(work, executor);
        }
        if (run != null && run.isDone()) {
            settle();
        }
    }

    private void settle() {
        CompletableFuture<Void> ended = run;
        run = null;
        try {
            ended.join();
        } catch (CompletionException e) {
            failed(e.getCause());
            return;
        }
        if (outage) {
            LOG.info("The outage is over");
        }
        outage = false;
        backoff.reset();
        work = null;
        whenDone.run();
    }

    private void failed(Throwable reason) {
        if (reason instanceof RetriableException) {
            retried.run();
            waitFor(backoff.next());
            if (!outage) {
                LOG.warn("{}; trying again until it works", reason.getMessage());
            }
            outage = true;
            return;
        }
        work = null;
        if (reason instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) reason;
    }

    private void waitFor(long ms) {
        waitMs = ms;
        dueAtMs = clock.millis() + ms;
    }

    private long remainingMs() {
        long remainingMs = dueAtMs - clock.millis();
        if (remainingMs > waitMs) {
            // The clock was set back: begin the wait again.
            waitFor(waitMs);
            return waitMs;
        }
        return remainingMs;
    }

    /** Milliseconds until {@link #poll} has something to do, if that is known; {@code Long.MAX_VALUE} if idle. */
    long dueInMs(long whileRunningMs) {
        if (work == null) {
            return Long.MAX_VALUE;
        }
        return run != null ? whileRunningMs : Math.max(0, remainingMs());
    }
}
