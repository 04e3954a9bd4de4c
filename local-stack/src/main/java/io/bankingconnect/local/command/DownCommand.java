package io.bankingconnect.local.command;

import io.bankingconnect.local.stack.StackPaths;
import io.bankingconnect.local.stack.StackShutdown;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the stack. */
@Command(name = "down", description = "End the stack.", mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

    @Mixin
    private StackArguments stack;

    @Override
    public Integer call() {
        StackPaths paths = stack.paths();
        System.out.println(StackShutdown.run(paths) ? "Ended." : "No stack was running here.");
        return 0;
    }
}
