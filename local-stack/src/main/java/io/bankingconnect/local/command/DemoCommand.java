package io.bankingconnect.local.command;

import io.bankingconnect.local.report.DemoRun;
import io.bankingconnect.local.report.DemoSummary;
import io.bankingconnect.local.report.ProcessMemory;
import io.bankingconnect.local.report.ProgressView;
import io.bankingconnect.local.stack.StackOptions;
import io.bankingconnect.local.stack.StackPaths;
import io.bankingconnect.local.stack.StackState;
import io.bankingconnect.local.stack.StartupException;
import io.bankingconnect.local.stack.SupervisorProcess;
import java.io.PrintStream;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the whole pipeline once, watches it, compares its ends, and says what it saw. */
@Command(
        name = "demo",
        description = "Run the whole pipeline once: start it, watch a bank's changes flow, compare the stages, end it.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    @Mixin
    private StackArguments stack;

    @Mixin
    private SimulatorArguments simulator;

    @Option(names = "--json", description = "Print the summary as one JSON object on the last line.")
    private boolean json;

    @Option(names = "--keep", description = "Leave the stack running afterwards.")
    private boolean keep;

    @Override
    public Integer call() throws Exception {
        Instant started = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        StackOptions options = simulator.options();
        // With --json standard output is for the program that reads it; what a person reads goes to standard error.
        PrintStream out = json ? System.err : System.out;
        StackPaths paths = stack.paths();
        ProgressView view = new ProgressView(out, Boolean.getBoolean("banking.terminal") && !json);
        view.line("Starting PostgreSQL, Kafka, Connect, a schema registry, an S3 store and the Snowflake emulator");
        try (ProcessMemory memory = new ProcessMemory(paths);
                SupervisorProcess supervisor = SupervisorProcess.start(paths, options, view::line)) {
            supervisor.endWithThisProcess();
            supervisor.awaitReady();
            StackState state = RunningStack.of(paths);
            DemoSummary summary = new DemoRun(paths, state, supervisor, view, memory, started).untilCaughtUp();
            out.print(summary.toText());
            if (keep) {
                supervisor.keep();
                out.println("The stack runs on: ./banking status, ./banking sql \"…\", ./banking down");
            }
            if (json) {
                System.out.println(summary.toJson());
            }
            return summary.ok() ? 0 : 1;
        } catch (StartupException e) {
            if (json) {
                System.out.println(DemoSummary.failureJson(e.getMessage()));
            }
            throw e;
        }
    }
}
