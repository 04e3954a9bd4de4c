package io.bankingconnect.snowflake.transform;

import io.bankingconnect.snowflake.PluginVersion;
import io.bankingconnect.snowflake.session.SnowflakeSession;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for new loads and runs the project, one node for each call of {@link #poll()}.
 *
 * <p>A refused login stops the task; an outage is retried; an SQL error is a result. {@link #stop()} may come from
 * another thread.
 */
public final class SqlTransformSourceTask extends SourceTask {

    private static final Logger LOG = LoggerFactory.getLogger(SqlTransformSourceTask.class);
    private static final long MAX_WAIT_MS = 1_000;

    private final Function<SqlTransformConfig, Warehouse> connect;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private SqlTransformConfig config;
    private Project project;
    private Warehouse warehouse;
    private LoadWatch loads;
    private RunSchedule schedule;
    private String watermark = "";
    private ProjectRun run;
    private RunRecords records;

    public SqlTransformSourceTask() {
        this(config -> new SessionWarehouse(new SnowflakeSession(config.snowflake())), Clock.systemUTC());
    }

    SqlTransformSourceTask(Function<SqlTransformConfig, Warehouse> connect, Clock clock) {
        this.connect = connect;
        this.clock = clock;
    }

    @Override
    public String version() {
        return PluginVersion.of(SqlTransformSourceTask.class);
    }

    @Override
    public void start(Map<String, String> props) {
        config = new SqlTransformConfig(props);
        project = config.project();
        warehouse = connect.apply(config);
        loads = new LoadWatch(warehouse, project);
        schedule = new RunSchedule(clock, config.minInterval(), config.checkInterval());
        Map<String, Object> offset = context.offsetStorageReader().offset(RunRecords.partition(project.name()));
        watermark = offset == null ? "" : String.valueOf(offset.getOrDefault(RunRecords.WATERMARK, ""));
        LOG.info(
                "Running project {} with {} nodes after new loads, from watermark \"{}\"",
                project.name(),
                project.nodes().size(),
                watermark);
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        boolean stopping = stopped.await(Math.min(schedule.idle().toMillis(), MAX_WAIT_MS), TimeUnit.MILLISECONDS);
        if (stopping || !schedule.idle().isZero()) {
            return null;
        }
        try {
            return run != null || begin() ? step() : null;
        } catch (RetriableException e) {
            schedule.outage();
            throw e;
        }
    }

    private boolean begin() {
        warehouse.open();
        Optional<String> loaded = loads.watermark();
        if (loaded.isEmpty() || loaded.get().equals(watermark)) {
            schedule.foundNothing();
            return false;
        }
        Project.Invocation invocation = new Project.Invocation(UUID.randomUUID().toString(), clock.instant());
        ProjectRun begun = new ProjectRun(project, invocation, warehouse, clock);
        begun.prepare();
        run = begun;
        records = new RunRecords(config.topic(), project.name(), invocation.id(), watermark, loaded.get());
        schedule.runBegan();
        return true;
    }

    private List<SourceRecord> step() {
        List<NodeResult> results = run.step();
        List<SourceRecord> emitted = new ArrayList<>();
        for (NodeResult result : results) {
            log(result);
            emitted.add(records.record(result, run.done() && emitted.size() == results.size() - 1));
        }
        if (run.done()) {
            watermark = records.watermarkOut();
            run = null;
            schedule.runEnded();
        }
        return emitted;
    }

    private static void log(NodeResult result) {
        switch (result.status()) {
            case ERROR, FAIL, WARN ->
                LOG.warn("{}: {}, {}", result.node().id(), result.status().word(), result.message());
            default -> LOG.debug("{}: {}", result.node().id(), result.status().word());
        }
    }

    /** Ends the wait of {@link #poll()}; what runs is finished first, and the rest of its run repeated after a restart. */
    @Override
    public void stop() {
        stopped.countDown();
        if (warehouse != null) {
            warehouse.close();
        }
    }
}
