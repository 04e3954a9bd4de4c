package io.bankingconnect.local.command;

import io.bankingconnect.local.stack.StackPaths;
import io.bankingconnect.local.stack.StackState;
import io.bankingconnect.local.stack.SupervisorProcess;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the stack and leaves it running. */
@Command(name = "up", description = "Start the stack and leave it running.", mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

    @Mixin
    private StackArguments stack;

    @Mixin
    private SimulatorArguments simulator;

    @Override
    public Integer call() {
        StackPaths paths = stack.paths();
        SupervisorProcess supervisor = SupervisorProcess.start(paths, simulator.options(), System.out::println);
        supervisor.endWithThisProcess();
        supervisor.awaitReady();
        supervisor.keep();
        StackState state = RunningStack.of(paths);
        System.out.println();
        System.out.println("Running. Connect REST API: " + state.connect());
        System.out.println("  ./banking status       how far each stage is");
        System.out.println("  ./banking sql \"…\"      ask the warehouse");
        System.out.println("  ./banking down         end it");
        return 0;
    }
}
