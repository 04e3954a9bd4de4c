package io.bankingconnect.local.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a stack that was left running. */
public final class StackShutdown {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private StackShutdown() {}

    /**
     * Ends the stack of that state directory and whatever of it is left.
     *
     * @return whether there was one
     */
    public static boolean run(StackPaths paths) {
        Optional<ProcessHandle> supervisor = StackState.running(paths).flatMap(StackState::supervisor);
        supervisor.ifPresent(process -> {
            process.destroy();
            await(process);
        });
        PidFile pids = new PidFile(paths);
        boolean orphans = !pids.alive().isEmpty() || pids.postmaster().isPresent();
        pids.endAll();
        return supervisor.isPresent() || orphans;
    }

    private static void await(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
