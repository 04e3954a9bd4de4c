package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.util.clusters.EmbeddedConnectCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connector on a real worker and broker. */
class BankFakerSourceConnectorClusterTest {

    private static final String NAME = "bank-simulator";
    private static final String TOPIC = "bank.oltp";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    private EmbeddedConnectCluster connect;

    @BeforeEach
    void startCluster() {
        connect = new EmbeddedConnectCluster.Builder()
                .name("simulator")
                .numWorkers(1)
                .workerProps(new HashMap<>(Map.of("offset.flush.interval.ms", "500")))
                .build();
        connect.start();
        connect.kafka().createTopic(TOPIC, 1);
    }

    @AfterEach
    void stopCluster() {
        connect.stop();
    }

    @Test
    void aRunThatIsRestartedOnTheWayIsCompleteWithoutDuplicatesAndEndsIdle() {
        List<String> expected = expectedChanges();
        connect.configureConnector(NAME, config("200"));
        await().atMost(LONG_ENOUGH).until(() -> sent() > 150);

        // A new rate restarts the task, half-way.
        connect.configureConnector(NAME, config("0"));
        await().atMost(LONG_ENOUGH).until(() -> sent() >= expected.size());

        List<Struct> changes = read(expected.size());
        assertThat(changes).extracting(this::describe).isEqualTo(expected);
        assertThat(changes)
                .filteredOn(change -> !change.getString("op").equals("d"))
                .extracting(this::updatedAt)
                .isSorted();
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(connect.connectorOffsets(NAME).offsets())
                        .singleElement()
                        .satisfies(
                                offset -> assertThat(((Number) offset.offset().get("position")).intValue())
                                        .isEqualTo(expected.size())));
        assertThat(sent()).isEqualTo(expected.size());
        assertThat(connect.connectorStatus(NAME).tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.state()).isEqualTo("RUNNING"));
    }

    private static Map<String, String> config(String transactionsPerSecond) {
        return new HashMap<>(Map.of(
                "connector.class",
                BankFakerSourceConnector.class.getName(),
                "tasks.max",
                "1",
                "topic",
                TOPIC,
                "start.time",
                "2026-01-26T09:00:00Z",
                "customers",
                "40",
                "transactions",
                "1500",
                "transactions.per.second",
                transactionsPerSecond,
                "key.converter",
                JsonConverter.class.getName(),
                "value.converter",
                JsonConverter.class.getName()));
    }

    private static List<String> expectedChanges() {
        BankFakerSourceConfig config = new BankFakerSourceConfig(config("200"));
        Bank bank = new Bank(config.bank(0), config.timelineFrom(Instant.EPOCH));
        List<String> changes = new ArrayList<>();
        for (Change change = bank.next(); change != null; change = bank.next()) {
            Row row = change.row();
            changes.add(String.join(
                    " ",
                    change.kind().code(),
                    row.table().sqlName(),
                    String.valueOf(row.id()),
                    String.valueOf(row.version())));
        }
        return changes;
    }

    private String describe(Struct envelope) {
        Struct row = row(envelope);
        return String.join(
                " ",
                envelope.getString("op"),
                envelope.getStruct("source").getString("table"),
                row.getInt64("id").toString(),
                row.getInt32("version").toString());
    }

    /** When the bank made the change: the order would break if a restart lost the bank's clock. */
    private Instant updatedAt(Struct envelope) {
        return Instant.parse(row(envelope).getString("updated_at"));
    }

    private static Struct row(Struct envelope) {
        return envelope.getStruct(envelope.getString("op").equals("d") ? "before" : "after");
    }

    private long sent() {
        try {
            return connect.kafka().endOffset(new TopicPartition(TOPIC, 0));
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("The broker does not answer", e);
        }
    }

    private List<Struct> read(int count) {
        List<Struct> values = new ArrayList<>();
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", "true"), false);
            for (ConsumerRecord<byte[], byte[]> record :
                    connect.kafka().consume(count, LONG_ENOUGH.toMillis(), TOPIC)) {
                values.add(
                        (Struct) converter.toConnectData(TOPIC, record.value()).value());
            }
        }
        return values;
    }
}
