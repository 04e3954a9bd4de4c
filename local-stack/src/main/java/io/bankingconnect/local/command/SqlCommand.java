package io.bankingconnect.local.command;

import io.bankingconnect.local.report.TextTable;
import io.bankingconnect.local.stack.StackState;
import io.bankingconnect.local.stack.StartupException;
import io.bankingconnect.local.stores.WarehouseConnection;
import io.bankingconnect.local.stores.WarehouseReader;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Asks the warehouse. */
@Command(
        name = "sql",
        description = "Run a statement in the warehouse, through the Snowflake driver.",
        mixinStandardHelpOptions = true)
public final class SqlCommand implements Callable<Integer> {

    @Mixin
    private StackArguments stack;

    @Parameters(paramLabel = "STATEMENT", description = "For example \"SELECT * FROM GOLD.DIM_CUSTOMERS LIMIT 5\".")
    private String statement;

    @Override
    public Integer call() {
        StackState state = RunningStack.of(stack.paths());
        try (WarehouseReader warehouse = new WarehouseReader(WarehouseConnection.open(state.environment()))) {
            System.out.print(TextTable.of(warehouse.query(statement)));
            return 0;
        } catch (SQLException e) {
            throw new StartupException(
                    "The warehouse refused the statement: " + e.getMessage().strip(), e);
        }
    }
}
