package io.bankingconnect.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeFile;
import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.LakeStore.StoredObject;
import io.bankingconnect.lake.testing.LocalS3;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.util.clusters.EmbeddedKafkaCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two workers in processes of their own, under load, while one after the other is killed, and while the store is away.
 *
 * <p>The store is S3Proxy, or MinIO with {@code -Ds3.server=minio}.
 */
class RealWorkersIT {

    private static final int PARTITIONS = 4;
    private static final int KILLS = 10;
    private static final String BUCKET = "banking-raw";
    private static final String COMMITS = "banking.lake.commits";
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration OUTAGE = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static LocalS3 s3;
    private static LakeStore store;
    private static EmbeddedKafkaCluster kafka;
    private static List<WorkerProcess> workers;

    @BeforeAll
    static void start() {
        s3 = LocalS3.chosen(directory).bucket(BUCKET);
        store = s3.store(BUCKET);
        kafka = new EmbeddedKafkaCluster(1, new Properties());
        kafka.start();
        kafka.createTopic(COMMITS, 1);
        workers = List.of(
                new WorkerProcess(directory, kafka.bootstrapServers()),
                new WorkerProcess(directory, kafka.bootstrapServers()));
        workers.forEach(WorkerProcess::start);
        workers.forEach(WorkerProcess::awaitStart);
    }

    @AfterAll
    static void stop() {
        workers.forEach(WorkerProcess::close);
        kafka.stop();
        store.close();
        s3.close();
    }

    @Test
    void tenKilledWorkersLoseNothingAndWriteNothingTwice() throws Exception {
        String topic = "banking.public.transfers";
        kafka.createTopic(topic, PARTITIONS);
        workers.get(0).configure("kill-sink", config(topic));
        Random random = new Random(20260131);
        long produced;

        try (Load load = new Load(topic)) {
            for (int kill = 0; kill < KILLS; kill++) {
                long before = committed(topic);
                int more = 1 + random.nextInt(3_000);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(1 + random.nextInt(40)))
                        .until(() -> committed(topic) >= before + more);
                WorkerProcess victim = workers.get(kill % workers.size());
                victim.kill();
                victim.start();
                victim.awaitStart();
            }
            produced = load.stop();
        }

        await().atMost(PATIENCE).until(() -> committed(topic) == produced);
        assertExactlyOnce(topic, produced);
    }

    @Test
    void aStoreThatIsAwayForAMinuteCostsNoTaskAndNoRow() throws Exception {
        String topic = "banking.public.cards";
        kafka.createTopic(topic, PARTITIONS);
        workers.get(0).configure("outage-sink", config(topic));
        long produced;

        try (Load load = new Load(topic)) {
            await().atMost(PATIENCE).until(() -> committed(topic) > 0);
            s3.stop();
            await().during(OUTAGE)
                    .atMost(OUTAGE.plusSeconds(30))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> tasksRunning("outage-sink"));
            s3.start();
            produced = load.stop();
        }

        await().atMost(PATIENCE).until(() -> committed(topic) == produced);
        assertThat(tasksRunning("outage-sink")).isTrue();
        assertExactlyOnce(topic, produced);
    }

    private static void assertExactlyOnce(String topic, long produced) throws Exception {
        String table = topic.substring(topic.lastIndexOf('.') + 1);
        try (Lake lake = Lake.in(directory.resolve("read-" + table)).with(store, table + "/")) {
            assertThat(lake.query("SELECT count(*), count(DISTINCT (__partition, __offset)) FROM LAKE"))
                    .as("rows of all files, and different ones")
                    .containsExactly(produced + "|" + produced);
        }
        List<CommitEvent> events = events(topic);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            int number = partition;
            List<CommitEvent> ofPartition =
                    events.stream().filter(event -> event.partition() == number).toList();
            long last = ofPartition.get(ofPartition.size() - 1).endOffset();
            ParquetSinkTaskTest.assertContiguous(ofPartition, 0, last);
        }
        assertThat(events.stream()
                        .flatMap(event -> event.files().stream())
                        .mapToLong(LakeFile::rows)
                        .sum())
                .isEqualTo(produced);
    }

    private static List<CommitEvent> events(String topic) throws Exception {
        List<CommitEvent> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : kafka.consumeAll(60_000, COMMITS)) {
            events.add(CommitEvent.of(new String(record.value(), StandardCharsets.UTF_8)));
        }
        return events.stream()
                .filter(event -> event.topic().equals(topic))
                .distinct()
                .toList();
    }

    /** The rows committed so far, as the commit objects say. */
    private static long committed(String topic) throws IOException {
        long rows = 0;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Optional<StoredObject> object = store.get("_commits/" + topic + "/" + partition + ".json");
            if (object.isPresent()) {
                JsonNode state = new ObjectMapper().readTree(object.get().content());
                rows += Math.max(0, state.get("nextOffset").asLong());
            }
        }
        return rows;
    }

    private static boolean tasksRunning(String connector) throws Exception {
        JsonNode tasks =
                new ObjectMapper().readTree(workers.get(0).status(connector)).get("tasks");
        return tasks != null
                && tasks.size() == 2
                && tasks.findValuesAsText("state").stream().allMatch("RUNNING"::equals);
    }

    private static String config(String topic) throws IOException {
        Map<String, String> config = new HashMap<>(s3.settings(BUCKET));
        config.put("connector.class", ParquetSinkConnector.class.getName());
        config.put("tasks.max", "2");
        config.put("topics", topic);
        config.put("topics.dir", "");
        config.put("flush.size", "300");
        config.put("rotate.schedule.interval.ms", "200");
        config.put("commits.topic", COMMITS);
        config.put("commits.producer.bootstrap.servers", kafka.bootstrapServers());
        return new ObjectMapper().writeValueAsString(config);
    }

    /** Writes changes to a topic until it is told to stop. */
    private static final class Load implements AutoCloseable {

        private final String topic;
        private final Thread thread = new Thread(this::produce, "load");
        private final JsonConverter converter = new JsonConverter();
        private volatile boolean stopped;
        private volatile long produced;

        Load(String topic) {
            this.topic = topic;
            converter.configure(Map.of("schemas.enable", "true"), false);
            thread.start();
        }

        private void produce() {
            Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 5);
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                long offset = 0;
                while (!stopped) {
                    for (int partition = 0; partition < PARTITIONS; partition++) {
                        SinkRecord change = Changes.change(
                                new TopicPartition(topic, partition), offset, Changes.NOON + offset % 3 * 86_400_000);
                        byte[] json = converter.fromConnectData(topic, change.valueSchema(), change.value());
                        producer.send(new ProducerRecord<>(topic, partition, null, json));
                        produced++;
                    }
                    offset++;
                    if (offset % 200 == 0) {
                        producer.flush();
                        java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
                    }
                }
            }
        }

        /** Ends the load and returns how many records there are. */
        long stop() throws InterruptedException {
            stopped = true;
            thread.join();
            return produced;
        }

        @Override
        public void close() {
            stopped = true;
        }
    }
}
