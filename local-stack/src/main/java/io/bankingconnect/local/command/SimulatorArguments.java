package io.bankingconnect.local.command;

import io.bankingconnect.local.stack.StackOptions;
import java.util.Map;
import picocli.CommandLine.Option;

/** How much the bank simulator does, and which ports are fixed. */
final class SimulatorArguments {

    @Option(
            names = "--customers",
            paramLabel = "N",
            defaultValue = "200",
            description = "Customers. Default: ${DEFAULT-VALUE}.")
    private long customers;

    @Option(
            names = "--transactions",
            paramLabel = "N",
            defaultValue = "5000",
            description = "Transactions. Default: ${DEFAULT-VALUE}.")
    private long transactions;

    @Option(
            names = "--rate",
            paramLabel = "R",
            defaultValue = "200",
            description = "Transactions per second, 0 for as fast as possible. Default: ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--port",
            paramLabel = "SERVER=NUMBER",
            description = "Fix a server's port, for example connect=8083. The others are free ones.")
    private Map<String, Integer> ports;

    long transactions() {
        return transactions;
    }

    StackOptions options() {
        return new StackOptions(
                StackArguments.ports(ports),
                Map.of(
                        "SIMULATOR_CUSTOMERS", String.valueOf(customers),
                        "SIMULATOR_TRANSACTIONS", String.valueOf(transactions),
                        "SIMULATOR_TRANSACTIONS_PER_SECOND",
                                new java.math.BigDecimal(rate)
                                        .stripTrailingZeros()
                                        .toPlainString()));
    }
}
