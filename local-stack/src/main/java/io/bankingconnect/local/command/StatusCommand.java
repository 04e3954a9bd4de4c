package io.bankingconnect.local.command;

import io.bankingconnect.local.connect.ConnectRest;
import io.bankingconnect.local.connect.ConnectorStatus;
import io.bankingconnect.local.report.PipelineWatch;
import io.bankingconnect.local.report.Sample;
import io.bankingconnect.local.stack.RestartLog;
import io.bankingconnect.local.stack.StackPaths;
import io.bankingconnect.local.stack.StackState;
import io.bankingconnect.local.stores.Table;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says how the connectors and the stages are. */
@Command(
        name = "status",
        description = "Show the connectors and how far each stage is.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    @Mixin
    private StackArguments stack;

    @Override
    public Integer call() throws Exception {
        StackPaths paths = stack.paths();
        StackState state = RunningStack.of(paths);
        ConnectRest worker = new ConnectRest(state.connect());
        boolean healthy = true;
        state.ports().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(port -> System.out.printf(
                        "  %-20s 127.0.0.1:%d%n", port.getKey().label(), port.getValue()));
        System.out.println("Connectors at " + state.connect());
        for (String name : worker.connectors().stream().sorted().toList()) {
            ConnectorStatus status = worker.status(name);
            healthy &= status.running();
            System.out.printf(Locale.ROOT, "  %-20s %s%n", name, status.summary());
            status.failure().ifPresent(reason -> System.out.println("      " + reason));
        }
        Path download = Files.createTempDirectory("banking-status");
        try (PipelineWatch watch = new PipelineWatch(state, download)) {
            Sample sample = watch.sample();
            print(sample);
            System.out.println(
                    sample.level() && sample.gold().equals(watch.oltpRows())
                            ? "  Every change has reached GOLD."
                            : "  Changes are on their way.");
        } finally {
            Files.delete(download);
        }
        RestartLog.read(paths).forEach(System.out::println);
        return healthy ? 0 : 1;
    }

    private static void print(Sample sample) {
        System.out.printf(
                "%n  %-14s %12s %12s %12s %12s │ %12s%n", "", "PostgreSQL", "events", "lake", "BRONZE", "existing");
        System.out.printf("  %-14s %12s %12s %12s %12s │ %12s%n", "", "row changes", "", "rows", "rows", "in GOLD");
        for (Table table : Table.values()) {
            System.out.printf(
                    Locale.ROOT,
                    "  %-14s %,12d %,12d %,12d %,12d │ %,12d%n",
                    table.label(),
                    sample.oltp().get(table),
                    sample.events().get(table),
                    sample.lake().get(table),
                    sample.bronze().get(table),
                    sample.gold().get(table));
        }
    }
}
