package io.bankingconnect.local.stack;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the end of a process that has been asked to end, and enforces it. */
final class ProcessEnd {

    private static final Duration FORCED = Duration.ofSeconds(5);

    private ProcessEnd() {}

    /** Returns when the process has ended, by force once the patience is up or this thread is interrupted. */
    static void await(ProcessHandle process, Duration patience) {
        if (!ended(process, patience)) {
            process.destroyForcibly();
            ended(process, FORCED);
        }
    }

    private static boolean ended(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
