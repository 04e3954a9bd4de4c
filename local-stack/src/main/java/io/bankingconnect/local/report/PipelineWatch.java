package io.bankingconnect.local.report;

import io.bankingconnect.local.stack.StackState;
import io.bankingconnect.local.stores.ChangeEventReader;
import io.bankingconnect.local.stores.FeedReader;
import io.bankingconnect.local.stores.LakeReader;
import io.bankingconnect.local.stores.OltpReader;
import io.bankingconnect.local.stores.RunReader;
import io.bankingconnect.local.stores.Table;
import io.bankingconnect.local.stores.WarehouseConnection;
import io.bankingconnect.local.stores.WarehouseReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/** Reads every store of a running stack. Not thread-safe. */
public final class PipelineWatch implements AutoCloseable {

    private final OltpReader oltp;
    private final ChangeEventReader events;
    private final FeedReader feed;
    private final LakeReader lake;
    private final WarehouseReader warehouse;
    private final RunReader runs;

    /**
     * Connects to all stores.
     *
     * @param download a directory for lake files on their way to DuckDB
     */
    public PipelineWatch(StackState stack, Path download) throws SQLException, IOException {
        String kafka = stack.environment().get("KAFKA_BOOTSTRAP_SERVERS");
        oltp = new OltpReader(stack.postgresUrl(), stack.superuserPassword());
        events = new ChangeEventReader(kafka);
        feed = new FeedReader(kafka);
        lake = new LakeReader(stack.environment(), download);
        warehouse = new WarehouseReader(WarehouseConnection.open(stack.environment()));
        runs = new RunReader(kafka);
    }

    /** How far each stage is now; the last stage is read first, so that a count never runs ahead of the one before it. */
    public Sample sample() throws SQLException, IOException {
        runs.refresh();
        Map<Table, Long> gold = warehouse.goldRows();
        Map<Table, Long> bronze = warehouse.bronzeRows();
        Map<Table, Long> files = lake.counts();
        Map<Table, Long> changes = events.counts();
        return new Sample(oltp.rowChanges(), changes, files, bronze, gold);
    }

    /**
     * Whether the feed is done, every stage has caught up, and GOLD shows what PostgreSQL holds.
     *
     * @param transactions how many are to come; before the first one nothing has begun, whatever the number
     */
    public boolean caughtUp(Sample sample, long transactions)
            throws SQLException, ExecutionException, InterruptedException {
        return sample.level()
                && oltp.inserted(Table.TRANSACTIONS) >= Math.max(transactions, 1)
                && feed.lag() == 0
                && sample.gold().equals(oltpRows());
    }

    /** The rows of the bank's tables now. */
    public Map<Table, Long> oltpRows() throws SQLException {
        Map<Table, Long> rows = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            rows.put(table, oltp.rows(table));
        }
        return rows;
    }

    /** Compares the stores with one another. */
    public Reconciliation reconcile(Sample sample) throws SQLException {
        return Reconciliation.of(
                sample,
                oltpRows(),
                lake.duplicates(),
                warehouse.duplicates(),
                oltp.balances(),
                warehouse.balances(),
                runs.bad());
    }

    /** The delays from commit to GOLD of all facts there. */
    public Freshness freshness() throws SQLException {
        return freshness(warehouse.facts());
    }

    /** The same of those that the last run brought in. */
    public Freshness latestFreshness() throws SQLException {
        Optional<UUID> run = runs.lastRunOfFacts();
        return freshness(run.isPresent() ? warehouse.facts(run.get()) : List.of());
    }

    private Freshness freshness(List<WarehouseReader.FirstSeen> facts) {
        return Freshness.of(facts.stream()
                .flatMap(fact -> runs
                        .factsVisible(fact.invocationId())
                        .map(visible -> Duration.between(fact.committedAt(), visible))
                        .stream())
                .toList());
    }

    public WarehouseReader warehouse() {
        return warehouse;
    }

    public RunReader runs() {
        return runs;
    }

    /** The number of files in the lake at the last sample. */
    public int lakeFiles() {
        return lake.files();
    }

    @Override
    public void close() throws SQLException {
        oltp.close();
        events.close();
        feed.close();
        lake.close();
        warehouse.close();
        runs.close();
    }
}
