package io.bankingconnect.local.command;

import io.bankingconnect.local.stack.StackOptions;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How much the bank simulator does, and which ports are fixed. */
final class SimulatorArguments {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--customers", paramLabel = "N", description = "Customers. Default: SIMULATOR_CUSTOMERS, 200.")
    private Integer customers;

    @Option(
            names = "--transactions",
            paramLabel = "N",
            description = "Transactions. Default: SIMULATOR_TRANSACTIONS, 5000.")
    private Long transactions;

    @Option(
            names = "--rate",
            paramLabel = "R",
            description = "Transactions per second, 0 for as fast as possible."
                    + " Default: SIMULATOR_TRANSACTIONS_PER_SECOND, 200.")
    private Double rate;

    @Option(
            names = "--port",
            paramLabel = "SERVER=NUMBER",
            description = "Fix a server's port, for example connect=8083. The others are free ones.")
    private Map<String, Integer> ports;

    /**
     * The options that were given.
     *
     * @throws ParameterException if one makes no sense
     */
    StackOptions options() {
        Map<String, String> settings = new HashMap<>();
        if (customers != null) {
            require(customers >= 1, "--customers must be 1 or more, not " + customers);
            settings.put("SIMULATOR_CUSTOMERS", customers.toString());
        }
        if (transactions != null) {
            require(transactions >= 1, "--transactions must be 1 or more, not " + transactions);
            settings.put("SIMULATOR_TRANSACTIONS", transactions.toString());
        }
        if (rate != null) {
            require(rate >= 0 && !rate.isInfinite(), "--rate must be 0 or more, not " + rate);
            settings.put(
                    "SIMULATOR_TRANSACTIONS_PER_SECOND",
                    BigDecimal.valueOf(rate).toPlainString());
        }
        return new StackOptions(StackArguments.ports(ports), settings);
    }

    private void require(boolean sensible, String otherwise) {
        if (!sensible) {
            throw new ParameterException(command.commandLine(), otherwise);
        }
    }
}
