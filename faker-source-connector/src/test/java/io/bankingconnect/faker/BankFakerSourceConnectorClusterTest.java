package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.util.clusters.EmbeddedConnectCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connector on real workers and a broker, with exactly-once support for sources. */
class BankFakerSourceConnectorClusterTest {

    private static final String NAME = "bank-simulator";
    private static final String TOPIC = "bank.oltp";
    private static final int BRANCHES = 2;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(120);

    private EmbeddedConnectCluster connect;

    @BeforeEach
    void startCluster() {
        Properties broker = new Properties();
        broker.put("transaction.state.log.replication.factor", "1");
        broker.put("transaction.state.log.min.isr", "1");
        connect = new EmbeddedConnectCluster.Builder()
                .name("simulator")
                .numWorkers(1)
                .brokerProps(broker)
                .workerProps(new HashMap<>(Map.of("exactly.once.source.support", "enabled")))
                .build();
        connect.start();
        connect.kafka().createTopic(TOPIC, BRANCHES);
    }

    @AfterEach
    void stopCluster() {
        connect.stop();
    }

    @Test
    void aRunThatIsInterruptedOnTheWayIsCompleteWithoutDuplicatesAndEndsIdle() {
        connect.configureConnector(NAME, config("100"));
        await().atMost(LONG_ENOUGH).until(() -> committed().get(0).size() > 100);

        // The tasks move to another worker, then a new rate restarts them.
        connect.addWorker();
        connect.removeWorker(connect.workers().iterator().next());
        connect.configureConnector(NAME, config("0"));

        List<List<String>> expected = List.of(expected(0), expected(1));
        await().atMost(LONG_ENOUGH)
                .until(() -> committed().stream().mapToInt(List::size).sum()
                        >= expected.stream().mapToInt(List::size).sum());
        assertThat(committed()).isEqualTo(expected);
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(connect.connectorOffsets(NAME).offsets())
                        .extracting(offset -> ((Number) offset.offset().get("position")).intValue())
                        .containsExactlyInAnyOrder(
                                expected.get(0).size(), expected.get(1).size()));
        assertThat(connect.connectorStatus(NAME).tasks())
                .hasSize(BRANCHES)
                .extracting(ConnectorStateInfo.TaskState::state)
                .containsOnly("RUNNING");
    }

    @Test
    void aBadCombinationIsRefusedByTheRestApiOnTheKeyToChange() {
        Map<String, String> config = config("0");
        config.put("tasks.max", "3");

        assertThat(connect.validateConnectorConfig(BankFakerSourceConnector.class.getSimpleName(), config)
                        .configs())
                .filteredOn(info -> !info.configValue().errors().isEmpty())
                .singleElement()
                .satisfies(info -> {
                    assertThat(info.configValue().name()).isEqualTo("tasks.max");
                    assertThat(info.configValue().errors())
                            .containsExactly(
                                    "Invalid value 3 for configuration tasks.max: each task needs a branch; lower"
                                            + " it to 2, or raise branches");
                });
    }

    private static Map<String, String> config(String transactionsPerSecond) {
        Map<String, String> config = new HashMap<>();
        config.put("name", NAME);
        config.put("connector.class", BankFakerSourceConnector.class.getName());
        config.put("tasks.max", String.valueOf(BRANCHES));
        config.put("transaction.boundary", "connector");
        config.put("topic", TOPIC);
        config.put("branches", String.valueOf(BRANCHES));
        config.put("start.time", "2026-01-26T09:00:00Z");
        config.put("customers", "40");
        config.put("transactions", "1500");
        config.put("transactions.per.second", transactionsPerSecond);
        config.put("key.converter", JsonConverter.class.getName());
        config.put("value.converter", JsonConverter.class.getName());
        return config;
    }

    private static List<String> expected(int branch) {
        BankFakerSourceConfig config = new BankFakerSourceConfig(config("100"));
        Bank bank = new Bank(config.bank(branch), config.timelineFrom(Instant.EPOCH));
        List<String> changes = new ArrayList<>();
        for (Change change = bank.next(); change != null; change = bank.next()) {
            Row row = change.row();
            changes.add(String.join(
                    " ",
                    change.kind().code(),
                    row.table().sqlName(),
                    String.valueOf(row.id()),
                    String.valueOf(row.version()),
                    new Timestamps().of(row.updatedMicros())));
        }
        return changes;
    }

    private static String describe(Struct envelope) {
        Struct row = envelope.getStruct(envelope.getString("op").equals("d") ? "before" : "after");
        return String.join(
                " ",
                envelope.getString("op"),
                envelope.getStruct("source").getString("table"),
                row.getInt64("id").toString(),
                row.getInt32("version").toString(),
                row.getString("updated_at"));
    }

    /** What committed transactions brought to each partition so far. */
    private List<List<String>> committed() {
        List<List<String>> changes = IntStream.range(0, BRANCHES)
                .<List<String>>mapToObj(partition -> new ArrayList<>())
                .toList();
        List<TopicPartition> partitions = IntStream.range(0, BRANCHES)
                .mapToObj(partition -> new TopicPartition(TOPIC, partition))
                .toList();
        try (JsonConverter converter = new JsonConverter();
                Consumer<byte[], byte[]> consumer =
                        connect.kafka().createConsumer(new HashMap<>(Map.of("isolation.level", "read_committed")))) {
            converter.configure(Map.of("schemas.enable", "true"), false);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    Struct envelope = (Struct)
                            converter.toConnectData(TOPIC, record.value()).value();
                    changes.get(record.partition()).add(describe(envelope));
                }
            }
        }
        return changes;
    }
}
