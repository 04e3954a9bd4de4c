package io.bankingconnect.local.command;

import io.bankingconnect.local.stack.StackPaths;
import io.bankingconnect.local.stack.StackState;
import io.bankingconnect.local.stack.StartupException;

/** Finds the stack that a command is about. */
final class RunningStack {

    private RunningStack() {}

    static StackState of(StackPaths paths) {
        return StackState.running(paths)
                .orElseThrow(() -> new StartupException("No stack runs here: start one with ./banking up."));
    }
}
