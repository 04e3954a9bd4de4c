package io.bankingconnect.local.report;

import io.bankingconnect.local.connect.ConnectRest;
import io.bankingconnect.local.connect.ConnectorStatus;
import io.bankingconnect.local.stack.StackPaths;
import io.bankingconnect.local.stack.StackState;
import io.bankingconnect.local.stack.StartupException;
import io.bankingconnect.local.stack.SupervisorProcess;
import io.bankingconnect.local.stores.RunReader;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Watches a running stack until its last stage has caught up with the first. */
public final class DemoRun {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration PATIENCE_WITHOUT_PROGRESS = Duration.ofSeconds(90);

    private final StackPaths paths;
    private final StackState stack;
    private final SupervisorProcess supervisor;
    private final ProgressView view;
    private final ProcessMemory memory;
    private final Instant started;

    /** Watches that stack; times count from {@code started}. */
    public DemoRun(
            StackPaths paths,
            StackState stack,
            SupervisorProcess supervisor,
            ProgressView view,
            ProcessMemory memory,
            Instant started) {
        this.paths = paths;
        this.stack = stack;
        this.supervisor = supervisor;
        this.view = view;
        this.memory = memory;
        this.started = started;
    }

    /**
     * Waits until that many transactions have reached GOLD, and compares the stores.
     *
     * @throws StartupException if a connector has failed or nothing moves any more
     */
    public DemoSummary untilCaughtUp(long transactions)
            throws SQLException, IOException, ExecutionException, InterruptedException {
        double startup = seconds();
        try (PipelineWatch watch = new PipelineWatch(stack, paths.state().resolve("download"))) {
            Sample before = null;
            int resultsBefore = 0;
            Instant moved = Instant.now();
            while (true) {
                Sample sample = watch.sample();
                view.show(sample, watch.latestFreshness(), seconds());
                // Seen alike twice: else the last run's tests may still be on their way.
                boolean settled = sample.equals(before) && watch.runs().results() == resultsBefore;
                if (settled && watch.caughtUp(sample, transactions)) {
                    return summary(watch, sample, startup);
                }
                if (!sample.equals(before)) {
                    moved = Instant.now();
                    before = sample;
                } else if (Instant.now().isAfter(moved.plus(PATIENCE_WITHOUT_PROGRESS))) {
                    view.end();
                    view.line("Nothing has moved for " + PATIENCE_WITHOUT_PROGRESS.toSeconds() + " s" + whatFailed());
                    return summary(watch, sample, startup);
                }
                resultsBefore = watch.runs().results();
                if (!supervisor.alive()) {
                    throw new StartupException(
                            "The stack has ended: see " + paths.state().resolve("logs") + ".");
                }
                TimeUnit.MILLISECONDS.sleep(INTERVAL.toMillis());
            }
        }
    }

    private DemoSummary summary(PipelineWatch watch, Sample sample, double startup) throws SQLException, IOException {
        RunReader runs = watch.runs();
        long failedTests = runs.bad().stream().filter(RunReader.Result::test).count();
        return new DemoSummary(
                sample,
                watch.reconcile(sample),
                watch.freshness(),
                watch.warehouse().longestHistory(),
                runs.runs(),
                runs.lastRun(),
                failedTests,
                watch.lakeFiles(),
                startup,
                seconds(),
                memory.peakMb());
    }

    private String whatFailed() throws IOException {
        ConnectRest worker = new ConnectRest(stack.connect());
        List<String> failures = new ArrayList<>();
        for (String name : worker.connectors()) {
            ConnectorStatus status = worker.status(name);
            status.failure().ifPresent(reason -> failures.add(name + ": " + reason));
        }
        return failures.isEmpty() ? ", though every connector runs" : "; " + String.join("; ", failures);
    }

    private double seconds() {
        return Duration.between(started, Instant.now()).toMillis() / 1000.0;
    }
}
