package io.bankingconnect.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.testing.LocalS3;
import io.bankingconnect.testing.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.connect.util.clusters.EmbeddedKafkaCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two workers in processes of their own, under load, while one after the other is killed, and while the store is away.
 *
 * <p>The store is S3Proxy, or MinIO with {@code -Ds3.server=minio}. It is away for a minute, or for {@code
 * -Doutage.seconds}.
 */
class RealWorkersIT {

    private static final int PARTITIONS = 4;
    private static final int KILLS = 10;
    private static final String BUCKET = "banking-raw";
    private static final String COMMITS = "banking.lake.commits";
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("outage.seconds", 60));

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
    void tenKilledWorkersLoseNothingAndWriteNothingTwice(TestReporter reporter) throws Exception {
        String topic = "banking.public.transfers";
        kafka.createTopic(topic, PARTITIONS);
        Ledger ledger = ledger(topic);
        workers.get(0).configure("kill-sink", config(topic, 300));
        Random random = new Random(20260131);
        long produced;

        try (Load load = new Load(kafka.bootstrapServers(), topic, PARTITIONS)) {
            for (int kill = 0; kill < KILLS; kill++) {
                long before = ledger.committed();
                int more = 1 + random.nextInt(3_000);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(1 + random.nextInt(40)))
                        .until(() -> ledger.committed() >= before + more);
                WorkerProcess victim = workers.get(kill % workers.size());
                victim.kill();
                victim.start();
                victim.awaitStart();
            }
            produced = load.stop();
        }

        await().atMost(PATIENCE).until(() -> ledger.committed() == produced);
        ledger.assertExactlyOnce(produced, directory.resolve("read-" + topic));
        reporter.publishEntry("rows, each once", Long.toString(produced));
    }

    @Test
    void aStoreThatIsAwayCostsNoTaskAndNoRow(TestReporter reporter) throws Exception {
        String topic = "banking.public.cards";
        kafka.createTopic(topic, PARTITIONS);
        Ledger ledger = ledger(topic);
        workers.get(0).configure("outage-sink", config(topic, 3_000));
        long produced;

        try (Load load = new Load(kafka.bootstrapServers(), topic, PARTITIONS)) {
            await().atMost(PATIENCE).until(() -> ledger.committed() > 0);
            s3.stop();
            await().during(OUTAGE)
                    .atMost(OUTAGE.plusSeconds(30))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> workers.get(0).tasksRun("outage-sink", 2));
            s3.start();
            produced = load.stop();
        }

        await().atMost(PATIENCE.plus(OUTAGE)).until(() -> ledger.committed() == produced);
        assertThat(workers.get(0).tasksRun("outage-sink", 2)).isTrue();
        ledger.assertExactlyOnce(produced, directory.resolve("read-" + topic));
        reporter.publishEntry("rows, each once", Long.toString(produced));
    }

    private static Ledger ledger(String topic) {
        return new Ledger(store, kafka, COMMITS, topic, PARTITIONS);
    }

    private static String config(String topic, int flushSize) throws IOException {
        Map<String, String> config = new HashMap<>(s3.settings(BUCKET));
        config.put("connector.class", ParquetSinkConnector.class.getName());
        config.put("tasks.max", "2");
        config.put("topics", topic);
        config.put("topics.dir", "");
        config.put("flush.size", Integer.toString(flushSize));
        config.put("rotate.schedule.interval.ms", "200");
        config.put("commits.topic", COMMITS);
        config.put("commits.producer.bootstrap.servers", kafka.bootstrapServers());
        return new ObjectMapper().writeValueAsString(config);
    }
}
