package io.bankingconnect.local.command;

import io.bankingconnect.local.report.TextTable;
import io.bankingconnect.local.stack.StackState;
import io.bankingconnect.local.stack.StartupException;
import io.bankingconnect.local.stores.Answer;
import io.bankingconnect.local.stores.WarehouseConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks the warehouse, or the bank's database. */
@Command(
        name = "sql",
        description = "Run a statement in the warehouse, through the Snowflake driver, or in the bank's database.",
        mixinStandardHelpOptions = true)
public final class SqlCommand implements Callable<Integer> {

    @Mixin
    private StackArguments stack;

    @Parameters(paramLabel = "STATEMENT", description = "For example \"SELECT * FROM GOLD.DIM_CUSTOMERS LIMIT 5\".")
    private String statement;

    @Option(names = "--postgres", description = "Run it in PostgreSQL, the bank's database, instead.")
    private boolean postgres;

    @Override
    public Integer call() {
        StackState state = RunningStack.of(stack.paths());
        try (Connection connection = postgres ? state.openPostgres() : WarehouseConnection.open(state.environment())) {
            System.out.print(TextTable.of(Answer.to(connection, statement)));
            return 0;
        } catch (SQLException e) {
            throw new StartupException(
                    "The statement was refused: " + e.getMessage().strip(), e);
        }
    }
}
