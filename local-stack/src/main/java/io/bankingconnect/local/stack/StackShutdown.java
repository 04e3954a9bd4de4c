package io.bankingconnect.local.stack;

import java.time.Duration;
import java.util.Optional;

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
            ProcessEnd.await(process, PATIENCE);
        });
        PidFile pids = new PidFile(paths);
        boolean orphans = !pids.alive().isEmpty() || paths.postmaster().find().isPresent();
        pids.endAll();
        return supervisor.isPresent() || orphans;
    }
}
