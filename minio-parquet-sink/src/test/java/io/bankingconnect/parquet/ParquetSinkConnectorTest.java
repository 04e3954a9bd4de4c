package io.bankingconnect.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeFile;
import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.LakeStore.StoredObject;
import io.bankingconnect.lake.testing.LocalS3;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.runtime.rest.entities.ConnectorStateInfo;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.util.clusters.EmbeddedConnectCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The connector on a real worker, between a real broker and a real S3 server, set up by the config that users POST. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParquetSinkConnectorTest {

    private static final String TOPIC = "banking.public.accounts";
    private static final String BUCKET = "banking-raw";
    private static final String COMMITS = "banking.lake.commits";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private LocalS3 s3;
    private LakeStore store;
    private EmbeddedConnectCluster connect;
    private JsonConverter converter;

    LocalS3 server(Path directory) {
        return LocalS3.over(directory);
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        s3 = server(directory).bucket(BUCKET);
        store = s3.store(BUCKET);
        connect = new EmbeddedConnectCluster.Builder()
                .name("lake")
                .numWorkers(1)
                .workerProps(new HashMap<>(Map.of("plugin.discovery", "service_load")))
                .build();
        connect.start();
        connect.kafka().createTopic(TOPIC, 2);
        connect.kafka().createTopic(COMMITS, 1);
        converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "true"), false);
    }

    @AfterAll
    void stop() {
        if (s3 != null) {
            connect.stop();
            store.close();
            s3.close();
        }
    }

    @Test
    void writesEveryChangeOfTheTopicAndAnnouncesItAcrossAnOutageOfTheStore(@TempDir Path directory) throws Exception {
        connect.configureConnector("lake-parquet-sink", publishedConfig(Map.of()));
        connect.assertions()
                .assertConnectorAndExactlyNumTasksAreRunning("lake-parquet-sink", 1, "The task does not run");
        produce(0, 0, 250);
        produce(1, 0, 130);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rows(ofTopic(events()))).isEqualTo(380));

        s3.stop();
        produce(0, 250, 300);
        seeTheSinkFailAtTheStore();
        s3.start();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rows(ofTopic(events()))).isEqualTo(430));

        try (Lake lake = Lake.in(directory).with(store, "accounts/")) {
            assertThat(lake.query("SELECT __partition, count(*), count(DISTINCT __offset), sum(balance),"
                            + " typeof(any_value(balance)) FROM LAKE GROUP BY 1 ORDER BY 1"))
                    .containsExactly("0|300|300|448.50|DECIMAL(18,2)", "1|130|130|83.85|DECIMAL(18,2)");
            for (LakeFile file : files(ofTopic(events()))) {
                Path stored = directory.resolve(file.key());
                assertThat(Files.size(stored)).isEqualTo(file.bytes());
                assertThat(lake.query("SELECT count(*), min(__offset), max(__offset) FROM '" + stored + "'"))
                        .containsExactly(file.rows() + "|" + file.firstOffset() + "|" + file.lastOffset());
            }
        }
        ParquetSinkTaskTest.assertContiguous(ofPartition(events(), 0), 0, 299);
        ParquetSinkTaskTest.assertContiguous(ofPartition(events(), 1), 0, 129);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(consumedOffset(0)).isEqualTo(300);
            assertThat(consumedOffset(1)).isEqualTo(130);
        });
        assertThat(connect.connectorStatus("lake-parquet-sink").tasks())
                .extracting(ConnectorStateInfo.TaskState::state)
                .containsExactly("RUNNING");
        await().atMost(PATIENCE).untilAsserted(() -> assertMetricsTellOf430RowsAndAnOutage());
    }

    private static void assertMetricsTellOf430RowsAndAnOutage() throws Exception {
        MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
        ObjectName task = new ObjectName("kafka.connect:type=plugins,connector=lake-parquet-sink,task=0");
        assertThat(jmx.getAttribute(task, "rows-total")).isEqualTo(430.0);
        assertThat((double) jmx.getAttribute(task, "retries-total")).isPositive();
        assertThat(jmx.getAttribute(task, "partitions-in-outage")).isEqualTo(0);
        ObjectName partition = new ObjectName(task + ",topic=" + TOPIC + ",partition=0");
        assertThat(jmx.getAttribute(partition, "committed-offset")).isEqualTo(300L);
        assertThat(jmx.queryNames(new ObjectName("io.bankingconnect.parquet:*,connector=lake-parquet-sink"), null))
                .as("the same numbers elsewhere")
                .isEmpty();
    }

    @Test
    void aMissingBucketIsRefusedWithASentence() {
        assertThatThrownBy(
                        () -> connect.configureConnector("lost", publishedConfig(Map.of("s3.bucket.name", "nowhere"))))
                .hasMessageContaining("bucket \\\"nowhere\\\" does not exist; create it or correct s3.bucket.name");
    }

    @Test
    void aBucketThatIsRemovedUnderARunningTaskStopsItWithASentence() throws Exception {
        s3.bucket("passing");
        runOnOneRecord("passing-sink", "banking.public.passing", "passing");

        s3.removeBucket("passing");
        produce("banking.public.passing", 0, 1, 2);

        assertThat(failure("passing-sink"))
                .contains("bucket \"passing\" does not exist; create it or correct s3.bucket.name");
        connect.deleteConnector("passing-sink");
    }

    @Test
    void aSecretThatIsChangedUnderARunningTaskStopsItWithASentence() throws Exception {
        s3.bucket("locked");
        runOnOneRecord("locked-sink", "banking.public.locked", "locked");

        s3.stop();
        s3.start("another-secret-for-tests");
        try {
            produce("banking.public.locked", 0, 1, 2);

            assertThat(failure("locked-sink"))
                    .contains("the store refuses the credentials (SignatureDoesNotMatch)")
                    .contains("check aws.access.key.id, aws.secret.access.key and the policy of bucket \"locked\"")
                    .doesNotContain(LocalS3.SECRET_ACCESS_KEY);
        } finally {
            s3.stop();
            s3.start();
            connect.deleteConnector("locked-sink");
        }
    }

    private void runOnOneRecord(String connector, String topic, String bucket) throws Exception {
        connect.kafka().createTopic(topic, 1);
        Map<String, String> config =
                publishedConfig(Map.of("topics", topic, "s3.bucket.name", bucket, "tasks.max", "1"));
        connect.configureConnector(connector, config);
        produce(topic, 0, 0, 1);
        await().atMost(PATIENCE)
                .until(() -> events().stream().anyMatch(event -> event.topic().equals(topic)));
    }

    /** What the connector's task ended with. */
    private String failure(String connector) {
        await().atMost(PATIENCE)
                .until(() -> connect.connectorStatus(connector).tasks().get(0).state(), "FAILED"::equals);
        return connect.connectorStatus(connector).tasks().get(0).trace();
    }

    @Test
    void offsetsThatArePutBackOverRestAreReadAgain() throws Exception {
        String topic = "banking.public.audits";
        String connector = "audit-sink";
        connect.kafka().createTopic(topic, 1);
        connect.configureConnector(connector, publishedConfig(Map.of("topics", topic, "topics.dir", "audit")));
        produce(topic, 0, 0, 20);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(nextOffset(topic)).isEqualTo(20));

        connect.stopConnector(connector);
        connect.assertions().assertConnectorIsStopped(connector, "The connector does not stop");
        connect.alterSinkConnectorOffset(connector, new TopicPartition(topic, 0), 5L);
        assertThat(nextOffset(topic)).isEqualTo(5);
        connect.resumeConnector(connector);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(nextOffset(topic)).isEqualTo(20));

        assertThat(events().stream()
                        .filter(event -> event.topic().equals(topic))
                        .distinct())
                .extracting(CommitEvent::startOffset)
                .contains(0L, 5L);
        connect.deleteConnector(connector);
    }

    private long nextOffset(String topic) throws IOException {
        Optional<StoredObject> object = store.get("audit/_commits/" + topic + "/0.json");
        return object.isPresent()
                ? new ObjectMapper()
                        .readTree(object.get().content())
                        .get("nextOffset")
                        .asLong()
                : -1;
    }

    /** The published config, with what its environment supplies, and JSON that is flat already. */
    private Map<String, String> publishedConfig(Map<String, String> changes) throws IOException {
        Map<String, String> environment = Map.of(
                "S3_ENDPOINT",
                s3.endpoint().toString(),
                "LAKE_BUCKET",
                BUCKET,
                "S3_REGION",
                "us-east-1",
                "LAKE_ACCESS_KEY_ID",
                LocalS3.ACCESS_KEY_ID,
                "LAKE_SECRET_ACCESS_KEY",
                LocalS3.SECRET_ACCESS_KEY,
                "LAKE_FLUSH_SIZE",
                "100",
                "LAKE_ROTATE_SCHEDULE_INTERVAL_MS",
                "1000",
                "KAFKA_BOOTSTRAP_SERVERS",
                connect.kafka().bootstrapServers());
        JsonNode published = new ObjectMapper()
                .readTree(Path.of("..", "connector-configs", "04-lake-parquet-sink.json")
                        .toFile());
        Map<String, String> config = new HashMap<>();
        published.get("config").properties().forEach(entry -> {
            if (!entry.getKey().startsWith("transforms") && !entry.getKey().contains("converter")) {
                String value = entry.getValue().asText();
                boolean variable = value.startsWith("${env:");
                config.put(entry.getKey(), variable ? environment.get(value.substring(6, value.length() - 1)) : value);
            }
        });
        config.put("topics", TOPIC);
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.putAll(changes);
        return config;
    }

    private void produce(int partition, long from, long to) {
        produce(TOPIC, partition, from, to);
    }

    private void produce(String topic, int partition, long from, long to) {
        for (SinkRecord change : Changes.changes(new TopicPartition(topic, partition), from, to)) {
            byte[] json = converter.fromConnectData(topic, change.valueSchema(), change.value());
            connect.kafka().produce(topic, partition, null, new String(json, StandardCharsets.UTF_8));
        }
    }

    /** Waits in the place of the store that is away until the sink has tried to reach it. */
    private void seeTheSinkFailAtTheStore() throws IOException {
        try (ServerSocket deaf = new ServerSocket(s3.endpoint().getPort(), 1, InetAddress.getByName("127.0.0.1"))) {
            deaf.setSoTimeout((int) PATIENCE.toMillis());
            deaf.accept().close();
        }
    }

    private List<CommitEvent> events() throws Exception {
        List<CommitEvent> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : connect.kafka().consumeAll(30_000, COMMITS)) {
            CommitEvent event = CommitEvent.of(new String(record.value(), StandardCharsets.UTF_8));
            assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(event.recordKey());
            events.add(event);
        }
        return events;
    }

    private static List<LakeFile> files(List<CommitEvent> events) {
        return events.stream().flatMap(event -> event.files().stream()).toList();
    }

    private static long rows(List<CommitEvent> events) {
        return files(events).stream().mapToLong(LakeFile::rows).sum();
    }

    private static List<CommitEvent> ofTopic(List<CommitEvent> events) {
        return events.stream()
                .filter(event -> event.topic().equals(TOPIC))
                .distinct()
                .toList();
    }

    private static List<CommitEvent> ofPartition(List<CommitEvent> events, int partition) {
        return ofTopic(events).stream()
                .filter(event -> event.partition() == partition)
                .toList();
    }

    private long consumedOffset(int partition) throws Exception {
        try (Admin admin = connect.kafka().createAdminClient()) {
            OffsetAndMetadata offset = admin.listConsumerGroupOffsets("connect-lake-parquet-sink")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition(TOPIC, partition));
            return offset == null ? -1 : offset.offset();
        }
    }
}
