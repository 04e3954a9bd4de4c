package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The simulator through Debezium's JDBC sink into PostgreSQL, with the shipped configs, every check and foreign key on.
 *
 * <p>{@code -Dfeed.records=} and {@code -Dfeed.single.records=} set how much is sent in batches and one by one. In
 * batches it must be over 40,000, so that there are more customers than the settling gap has records.
 */
class OltpFeedIT {

    private static final long BATCHED_RECORDS = Long.getLong("feed.records", 60_000);
    private static final long SINGLE_RECORDS = Long.getLong("feed.single.records", 20_000);
    private static final String START_TIME = "2026-01-01T00:00:00Z";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    @Test
    void aBackfillInBatchesBreaksNoForeignKeyAndReconciles() throws Exception {
        Map<String, String> simulator = config("bulk/01-bank-simulator.json");
        Map<String, String> sink = ShippedConfigs.read("bulk/02-oltp-jdbc-sink.json");
        Map<String, String> size = Map.of(
                "SIMULATOR_BULK_CUSTOMERS",
                String.valueOf(customers(BATCHED_RECORDS)),
                "SIMULATOR_BULK_TRANSACTIONS",
                String.valueOf(BATCHED_RECORDS));

        try (OltpFeed feed = new OltpFeed(directory, size)) {
            ReferenceBank reference = feed.reference(simulator);
            feed.connect(simulator, sink);

            feed.awaitWritten(reference.records());

            assertTheBankIsInTheDatabase(feed, reference, BATCHED_RECORDS);
            assertSomebodyReadsEveryKey(feed.sinkKeys(), sink);
        }
    }

    @Test
    void aSinkThatIsKilledTwiceOnTheWayBreaksNoForeignKeyAndReconciles() throws Exception {
        Map<String, String> simulator = config("01-bank-simulator.json");
        Map<String, String> sink = ShippedConfigs.read("02-oltp-jdbc-sink.json");
        Map<String, String> size = Map.of(
                "SIMULATOR_CUSTOMERS", String.valueOf(customers(SINGLE_RECORDS)),
                "SIMULATOR_TRANSACTIONS", String.valueOf(SINGLE_RECORDS),
                "SIMULATOR_TRANSACTIONS_PER_SECOND", "0");

        try (OltpFeed feed = new OltpFeed(directory, size)) {
            ReferenceBank reference = feed.reference(simulator);
            feed.connect(simulator, sink);
            for (int kill = 1; kill <= 2; kill++) {
                feed.awaitWritten(reference.records() * kill / 3);
                feed.killSink();
                assertThat(feed.written()).as("records before kill %d", kill).isLessThan(reference.records());
            }

            feed.awaitWritten(reference.records());

            assertTheBankIsInTheDatabase(feed, reference, SINGLE_RECORDS);
            assertSomebodyReadsEveryKey(feed.sinkKeys(), sink);
        }
    }

    private static Map<String, String> config(String file) throws Exception {
        Map<String, String> config = ShippedConfigs.read(file);
        // The reference has to live at the same time.
        config.put("start.time", START_TIME);
        return config;
    }

    private static long customers(long records) {
        return records / 40;
    }

    private static void assertTheBankIsInTheDatabase(OltpFeed feed, ReferenceBank reference, long leastRecords)
            throws Exception {
        await().atMost(Duration.ofSeconds(30)).until(feed::tasksRun);
        assertThat(feed.written()).isEqualTo(reference.records()).isGreaterThanOrEqualTo(leastRecords);
        assertThat(feed.database().errors()).as("what the database refused").isEmpty();
        try (Connection owner = feed.database().asOwner()) {
            assertTheBankSaw("customers leave", owner, "SELECT count(*) FROM customers WHERE status = 'CLOSED'");
            assertTheBankSaw("customers forgotten", owner, "SELECT count(*) FROM customers WHERE status = 'ERASED'");
            assertTheBankSaw(
                    "customers deleted",
                    owner,
                    "SELECT count(*) FROM banking_guard.deleted_rows WHERE table_name = 'customers'");
            assertTheBankSaw("customers change", owner, "SELECT count(*) FROM customers WHERE version > 1");
            assertTheBankSaw("accounts closed", owner, "SELECT count(*) FROM accounts WHERE status = 'CLOSED'");
            assertTheBankSaw("reversals", owner, "SELECT count(*) FROM transactions WHERE status = 'REVERSED'");

            Map<Long, BigDecimal> balances = amounts(owner, "SELECT id, balance FROM accounts");
            assertThat(amounts(owner, OltpDatabase.SIGNED_SUMS))
                    .as("signed sum of every account's completed transactions")
                    .isEqualTo(balances);
            assertThat(balances).as("balances").isNotEmpty().isEqualTo(reference.balances());
        }
    }

    private static void assertTheBankSaw(String what, Connection connection, String count) throws SQLException {
        assertThat(Long.parseLong(OltpDatabase.rows(connection, count).get(0)))
                .as(what)
                .isPositive();
    }

    private static Map<Long, BigDecimal> amounts(Connection connection, String sql) throws SQLException {
        return OltpDatabase.rows(connection, sql).stream()
                .map(row -> row.split("\\|"))
                .collect(Collectors.toMap(row -> Long.valueOf(row[0]), row -> new BigDecimal(row[1])));
    }

    private static void assertSomebodyReadsEveryKey(JsonNode sinkKeys, Map<String, String> config) {
        Set<String> read = new HashSet<>(SinkConnectorConfig.configDef().names());
        List<JsonNode> ofTheSink = sinkKeys.findValues("name");
        ofTheSink.forEach(key -> read.add(key.asText()));
        assertThat(config.keySet())
                .filteredOn(key -> !key.matches("consumer\\.override\\..+|(key|value)\\.converter(\\..+)?"))
                .isSubsetOf(read);
    }
}
