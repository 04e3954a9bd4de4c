package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankingconnect.testing.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.util.clusters.EmbeddedKafkaCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The simulator on a worker that has exactly-once support for sources and is killed, as kill -9 does, while it sends. */
class KilledSimulatorIT {

    private static final String NAME = "bank-simulator";
    private static final TopicPartition TOPIC = new TopicPartition("bank.oltp", 0);
    private static final int KILLS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Map<String, String> CONFIG = Map.ofEntries(
            Map.entry("name", NAME),
            Map.entry("connector.class", BankFakerSourceConnector.class.getName()),
            Map.entry("tasks.max", "1"),
            Map.entry("topic", TOPIC.topic()),
            Map.entry("start.time", "2026-01-01T00:00:00Z"),
            Map.entry("customers", "300"),
            Map.entry("transactions", "15000"),
            Map.entry("transactions.per.second", "1000"),
            Map.entry("key.converter", JsonConverter.class.getName()),
            Map.entry("value.converter", JsonConverter.class.getName()));

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    private EmbeddedKafkaCluster kafka;
    private WorkerProcess worker;

    @BeforeEach
    void start() {
        Properties broker = new Properties();
        broker.put("transaction.state.log.replication.factor", "1");
        broker.put("transaction.state.log.min.isr", "1");
        kafka = new EmbeddedKafkaCluster(1, broker);
        kafka.start();
        kafka.createTopic(TOPIC.topic(), 1);
        worker = new WorkerProcess(
                directory, kafka.bootstrapServers(), Map.of("exactly.once.source.support", "enabled"));
        worker.start();
        worker.awaitStart();
    }

    @AfterEach
    void stop() {
        worker.close();
        kafka.stop();
    }

    @Test
    void leavesNoGapAndNoDuplicate() throws IOException, InterruptedException {
        List<String> expected = expected();
        worker.configure(NAME, new ObjectMapper().writeValueAsString(CONFIG));

        try (Reader reader = new Reader(kafka.bootstrapServers())) {
            for (int kill = 1; kill <= KILLS; kill++) {
                reader.awaitChanges(expected.size() * kill / (KILLS + 1));
                worker.kill();
                assertThat(reader.changes()).as("records before kill %d", kill).hasSizeLessThan(expected.size());
                worker.start();
                worker.awaitStart();
            }
            reader.awaitChanges(expected.size());

            assertThat(reader.changes()).isEqualTo(expected);
        }
        assertThat(worker.tasksRun(NAME, 1)).isTrue();
    }

    private static List<String> expected() {
        BankFakerSourceConfig config = new BankFakerSourceConfig(CONFIG);
        Bank bank = new Bank(config.bank(0), config.timelineFrom(Instant.EPOCH));
        List<String> changes = new ArrayList<>();
        for (Change change = bank.next(); change != null; change = bank.next()) {
            Row row = change.row();
            changes.add(change.kind().code() + " " + row.table().sqlName() + " " + row.id() + " " + row.version());
        }
        return changes;
    }

    /** Reads what is committed, and whatever else comes while it waits. */
    private static final class Reader implements AutoCloseable {

        private final ObjectMapper json = new ObjectMapper();
        private final List<String> changes = new ArrayList<>();
        private final KafkaConsumer<byte[], byte[]> consumer;

        Reader(String bootstrapServers) {
            consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
            consumer.assign(List.of(TOPIC));
            consumer.seekToBeginning(List.of(TOPIC));
        }

        void awaitChanges(int count) {
            await().atMost(PATIENCE).until(() -> read() >= count);
        }

        private int read() throws IOException {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                JsonNode change = json.readTree(record.value()).get("payload");
                JsonNode row = change.get(change.get("op").asText().equals("d") ? "before" : "after");
                changes.add(change.get("op").asText() + " "
                        + change.get("source").get("table").asText() + " " + row.get("id") + " " + row.get("version"));
            }
            return changes.size();
        }

        List<String> changes() {
            return changes;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
