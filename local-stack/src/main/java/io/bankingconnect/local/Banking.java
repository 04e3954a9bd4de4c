package io.bankingconnect.local;

import io.bankingconnect.local.command.DemoCommand;
import io.bankingconnect.local.command.DownCommand;
import io.bankingconnect.local.command.SqlCommand;
import io.bankingconnect.local.command.StatusCommand;
import io.bankingconnect.local.command.UpCommand;
import io.bankingconnect.local.stack.StartupException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The {@code banking} command. */
@Command(
        name = "banking",
        description = "Runs the banking pipeline on this computer: PostgreSQL, Kafka, Connect, a lake and a warehouse.",
        mixinStandardHelpOptions = true,
        version = "banking 0.1.0",
        subcommands = {DemoCommand.class, UpCommand.class, StatusCommand.class, SqlCommand.class, DownCommand.class})
public final class Banking implements Runnable {

    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;
    private static final int INTERRUPTED = 130;

    /** Runs a command and ends with its exit code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Banking())
                .setParameterExceptionHandler(Banking::wrongUse)
                .setExecutionExceptionHandler(Banking::failed);
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    private static int wrongUse(ParameterException e, String[] args) {
        System.err.println("banking: " + e.getMessage() + ". See ./banking "
                + (e.getCommandLine().getParent() == null
                        ? ""
                        : e.getCommandLine().getCommandName() + " ") + "--help.");
        return WRONG_USE;
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (ending()) {
            return INTERRUPTED;
        }
        if (e instanceof StartupException) {
            System.err.println("banking: " + e.getMessage());
            return FAILED;
        }
        throw e;
    }

    /** Whether the user has ended this program: what fails then fails because the stack ends, which is no news. */
    private static boolean ending() {
        try {
            Thread probe = new Thread(() -> {});
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
