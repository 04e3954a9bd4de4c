package io.bankingconnect.snowflake.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.apache.kafka.connect.util.clusters.EmbeddedConnectCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector as a worker runs it: real Kafka, real driver, through an outage and a restart. */
class SqlTransformClusterTest {

    private static final String NAME = "gold-sql-transform";
    private static final String RUNS = "banking.warehouse.runs";

    private final ObjectMapper json = new ObjectMapper();
    private final EmbeddedConnectCluster connect = new EmbeddedConnectCluster.Builder()
            .name("sql-transform")
            .numWorkers(1)
            .build();

    @Test
    void runsTheProjectAfterEachLoadThroughAnOutageAndARestart(@TempDir Path data) throws Exception {
        connect.start();
        try (EmulatedBank bank = EmulatedBank.start(data)) {
            connect.kafka().createTopic(RUNS, 1);
            connect.configureConnector(NAME, settings(bank));
            connect.assertions().assertConnectorAndExactlyNumTasksAreRunning(NAME, 1, "the task does not start");
            ChangeLog log = new ChangeLog(bank.withRawTables());
            log.commit(0)
                    .customer("c", 1, "a@x")
                    .account("c", 10, 1, "ACTIVE", "0")
                    .load();
            int nodes = bank.project().nodes().size();
            awaitGold(bank, "select count(*) from GOLD.dim_accounts", "1");

            int port = bank.stop();
            bank.restart(port);
            log.commit(60).customer("u", 1, "b@x").customer("c", 2, "c@x").load();
            awaitGold(bank, "select count(*) from GOLD.dim_customers", "3");
            connect.restartConnectorAndTasks(NAME, false, true, false);
            log.commit(120)
                    .transaction("c", 100, 10, "DEPOSIT", "50.00", "COMPLETED")
                    .account("u", 10, 1, "ACTIVE", "50.00")
                    .load();
            awaitGold(bank, "select count(*) from GOLD.fact_transactions", "1");

            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                List<JsonNode> last = lastRun();
                assertThat(last).hasSize(nodes);
                assertThat(last)
                        .allMatch(result -> List.of("success", "pass")
                                .contains(result.get("status").asText()));
            });
            assertThat(bank.rows("select f.invocation_id from GOLD.fact_transactions f")
                            .get(0))
                    .isIn(invocations());
            connect.assertions().assertConnectorAndExactlyNumTasksAreRunning(NAME, 1, "the task has failed");
        } finally {
            connect.stop();
        }
    }

    private static void awaitGold(EmulatedBank bank, String query, String value) {
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> bank.rows(query).equals(List.of(value)));
    }

    private List<JsonNode> lastRun() throws Exception {
        List<JsonNode> all = results();
        String last = all.get(all.size() - 1).get("invocation_id").asText();
        return all.stream()
                .filter(result -> result.get("invocation_id").asText().equals(last))
                .toList();
    }

    private List<String> invocations() throws Exception {
        return results().stream()
                .map(result -> result.get("invocation_id").asText())
                .toList();
    }

    private List<JsonNode> results() throws Exception {
        List<JsonNode> results = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record :
                connect.kafka().consumeAll(Duration.ofSeconds(30).toMillis(), RUNS)) {
            results.add(json.readTree(record.value()));
        }
        return results;
    }

    private static Map<String, String> settings(EmulatedBank bank) {
        Map<String, String> settings = bank.settings();
        settings.put("connector.class", SqlTransformSourceConnector.class.getName());
        settings.put("tasks.max", "1");
        settings.put("key.converter", StringConverter.class.getName());
        settings.put("value.converter", JsonConverter.class.getName());
        settings.put("value.converter.schemas.enable", "false");
        return settings;
    }
}
