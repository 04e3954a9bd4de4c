package io.bankingconnect.local.report;

import io.bankingconnect.local.connect.ConnectRest;
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

/** Watches a running stack until its last stage has caught up with the first. */
public final class DemoRun {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration TO_END = Duration.ofSeconds(5);
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
     * Waits until every transaction has reached GOLD, or nothing moves any more, and compares the stores.
     *
     * @throws StartupException if the stack ends before
     */
    public DemoSummary untilCaughtUp() throws SQLException, IOException, ExecutionException, InterruptedException {
        double startup = seconds();
        try (PipelineWatch watch = new PipelineWatch(stack, paths.state().resolve("download"))) {
            return untilCaughtUp(watch, startup);
        } catch (SQLException | IOException | ExecutionException | RuntimeException e) {
            // When the stack has ended, why it did says more than who noticed it first.
            supervisor.requireRunning(TO_END);
            throw e;
        } finally {
            view.end();
        }
    }

    private DemoSummary untilCaughtUp(PipelineWatch watch, double startup)
            throws SQLException, IOException, ExecutionException, InterruptedException {
        long transactions = Long.parseLong(stack.environment().get("SIMULATOR_TRANSACTIONS"));
        Sample before = null;
        int resultsBefore = 0;
        Instant moved = Instant.now();
        while (true) {
            Sample sample = watch.sample();
            view.show(sample, watch.latestFreshness(), seconds());
            // Seen alike twice: else the last run's tests may still be on their way.
            boolean settled = sample.equals(before) && watch.runs().results() == resultsBefore;
            if (settled && watch.caughtUp(sample, transactions)) {
                return summary(watch, sample, startup, failedConnectors());
            }
            if (!sample.equals(before)) {
                moved = Instant.now();
                before = sample;
            } else if (Instant.now().isAfter(moved.plus(PATIENCE_WITHOUT_PROGRESS))) {
                List<String> troubles = new ArrayList<>(failedConnectors());
                troubles.add("The run is not complete, and nothing has moved for "
                        + PATIENCE_WITHOUT_PROGRESS.toSeconds() + " s");
                return summary(watch, sample, startup, troubles);
            }
            resultsBefore = watch.runs().results();
            supervisor.requireRunning(INTERVAL);
        }
    }

    private DemoSummary summary(PipelineWatch watch, Sample sample, double startup, List<String> troubles)
            throws SQLException, IOException {
        RunReader runs = watch.runs();
        long failedTests = runs.bad().stream().filter(RunReader.Result::test).count();
        return new DemoSummary(
                sample,
                watch.reconcile(sample),
                troubles,
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

    private List<String> failedConnectors() {
        List<String> failed = new ArrayList<>();
        ConnectRest worker = new ConnectRest(stack.connect());
        try {
            for (String name : worker.connectors()) {
                worker.status(name)
                        .failure()
                        .ifPresent(reason -> failed.add("Connector " + name + " has failed: " + reason));
            }
        } catch (IOException | ConnectRest.RefusedException e) {
            failed.add("The Connect worker does not say how its connectors are: " + e.getMessage());
        }
        return failed;
    }

    private double seconds() {
        return Duration.between(started, Instant.now()).toMillis() / 1000.0;
    }
}
