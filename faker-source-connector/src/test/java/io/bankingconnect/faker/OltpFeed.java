package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankingconnect.testing.WorkerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.util.clusters.EmbeddedKafkaCluster;

/**
 * The way from the simulator into the bank's database on real components: the shipped configs, Kafka, PostgreSQL, a worker
 * process for the simulator, and another one, which can be killed, for Debezium's JDBC sink.
 */
final class OltpFeed implements AutoCloseable {

    private static final String SIMULATOR = "bank-simulator";
    private static final String SINK = "oltp-jdbc-sink";
    private static final TopicPartition TOPIC = new TopicPartition("bank.oltp", 0);
    private static final Duration STANDSTILL = Duration.ofMinutes(3);

    private final Map<String, String> environment;
    private final EmbeddedKafkaCluster kafka = new EmbeddedKafkaCluster(1, new Properties());
    private final OltpDatabase database;
    private final WorkerProcess source;
    private final WorkerProcess sink;
    private final Admin admin;

    /**
     * Starts everything but the connectors.
     *
     * @param directory for settings and logs
     * @param values variables of {@code connect.env} that are to differ from their defaults
     */
    OltpFeed(Path directory, Map<String, String> values) throws IOException, SQLException {
        database = OltpDatabase.start();
        environment = ShippedConfigs.environment();
        environment.put("POSTGRES_PORT", String.valueOf(database.port()));
        environment.put("POSTGRES_DB", "postgres");
        environment.putAll(values);
        kafka.start();
        kafka.createTopic(TOPIC.topic(), 1);
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
        source = worker(directory, "source", Map.of("producer.compression.type", "lz4"));
        sink = worker(
                directory,
                "sink",
                Map.of(
                        "plugin.path",
                        Path.of("target", "connectors").toAbsolutePath().toString()));
        source.start();
        sink.start();
        source.awaitStart();
        sink.awaitStart();
    }

    private WorkerProcess worker(Path directory, String group, Map<String, String> settings) {
        Map<String, String> changes = new HashMap<>(settings);
        changes.put("group.id", group);
        return new WorkerProcess(directory, kafka.bootstrapServers(), changes).withEnvironment(environment);
    }

    /** Posts a pair of configs, which come without a registry here, and thus with JSON instead of Avro. */
    void connect(Map<String, String> simulatorConfig, Map<String, String> sinkConfig) {
        sink.configure(SINK, json(sinkConfig));
        source.configure(SIMULATOR, json(simulatorConfig));
    }

    private static String json(Map<String, String> config) {
        Map<String, String> withJson = new HashMap<>(config);
        withJson.keySet().removeIf(key -> key.startsWith("key.converter") || key.startsWith("value.converter"));
        withJson.put("key.converter", JsonConverter.class.getName());
        withJson.put("value.converter", JsonConverter.class.getName());
        try {
            return new ObjectMapper().writeValueAsString(withJson);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stream as the simulator itself would have it, given the environment of the workers. */
    ReferenceBank reference(Map<String, String> simulatorConfig) {
        return ReferenceBank.of(ShippedConfigs.resolve(simulatorConfig, environment));
    }

    /** Waits until the sink has written, and committed, so many records; fails as soon as a task does, or nothing moves. */
    void awaitWritten(long records) {
        for (long before = written(); before < records; before = written()) {
            long reached = before;
            await().atMost(STANDSTILL)
                    .pollInterval(Duration.ofMillis(200))
                    // A worker knows nothing of a connector until it has joined its group.
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> {
                        assertNothingFailed();
                        return written() > reached;
                    });
        }
    }

    private void assertNothingFailed() throws IOException, InterruptedException {
        assertThat(failure(source, SIMULATOR)).as("failure of the simulator").isEmpty();
        assertThat(failure(sink, SINK)).as("failure of the sink").isEmpty();
    }

    private static String failure(WorkerProcess worker, String connector) throws IOException, InterruptedException {
        JsonNode status = worker.read("/connectors/" + connector + "/status");
        StringBuilder traces = new StringBuilder();
        status.findParents("trace")
                .forEach(failed -> traces.append(failed.get("trace").asText()));
        return traces.toString();
    }

    boolean tasksRun() throws IOException, InterruptedException {
        return source.tasksRun(SIMULATOR, 1) && sink.tasksRun(SINK, 1);
    }

    /** How many records the sink has written for certain; those after them it may write again. */
    long written() {
        try {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets("connect-" + SINK)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(TOPIC);
            return offset == null ? 0 : offset.offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("The broker does not answer", e);
        }
    }

    /** Kills the sink's worker as kill -9 does, and starts it again. */
    void killSink() {
        sink.kill();
        sink.start();
        sink.awaitStart();
    }

    JsonNode sinkKeys() throws IOException, InterruptedException {
        return sink.read("/connector-plugins/JdbcSinkConnector/config");
    }

    OltpDatabase database() {
        return database;
    }

    @Override
    public void close() throws IOException {
        sink.close();
        source.close();
        admin.close();
        kafka.stop();
        database.close();
    }
}
