package io.bankingconnect.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.testing.LocalS3;
import io.bankingconnect.testing.WorkerProcess;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.connect.util.clusters.EmbeddedKafkaCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged plugin on workers of Connect 3.9, the oldest release that it promises to run on, in processes of their own
 * that know nothing but that release and the plugin's directory. One finds the plugin by scanning, one by its service
 * file.
 */
class OldestWorkerIT {

    private static final Path WORKER = Path.of("..", "connect-cluster-testing", "worker-3.9", "target", "lib");
    private static final Path PLUGINS = Path.of("target", "plugin");
    private static final int PARTITIONS = 4;
    private static final String BUCKET = "banking-raw";
    private static final String COMMITS = "banking.lake.commits";
    private static final String TOPIC = "banking.public.transfers";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    static Path directory;

    private static LocalS3 s3;
    private static LakeStore store;
    private static EmbeddedKafkaCluster kafka;
    private static WorkerProcess scanning;
    private static WorkerProcess serviceLoading;

    @BeforeAll
    static void start() {
        s3 = LocalS3.chosen(directory).bucket(BUCKET);
        store = s3.store(BUCKET);
        kafka = new EmbeddedKafkaCluster(1, new Properties());
        kafka.start();
        kafka.createTopic(COMMITS, 1);
        kafka.createTopic(TOPIC, PARTITIONS);
        scanning = worker("only_scan");
        serviceLoading = worker("service_load");
        workers().forEach(WorkerProcess::start);
        workers().forEach(WorkerProcess::awaitStart);
    }

    @AfterAll
    static void stop() {
        workers().forEach(WorkerProcess::close);
        kafka.stop();
        store.close();
        s3.close();
    }

    @Test
    void theSinkIsFoundByBothKindsOfDiscovery() throws Exception {
        for (WorkerProcess worker : workers().toList()) {
            assertThat(worker.about())
                    .contains("\"version\":\"3.9.")
                    .containsPattern("\"class\":\"" + ParquetSinkConnector.class.getName()
                            + "\",\"type\":\"sink\",\"version\":\"[0-9.]+\"");
        }
    }

    @Test
    void everyRecordIsWrittenOnceThoughAWorkerIsKilledAndComesBack() throws Exception {
        Ledger ledger = new Ledger(store, kafka, COMMITS, TOPIC, PARTITIONS);
        serviceLoading.configure("old-sink", config());
        long produced;

        try (Load load = new Load(kafka.bootstrapServers(), TOPIC, PARTITIONS)) {
            await().atMost(PATIENCE).until(() -> scanning.tasksRun("old-sink", 2) && ledger.committed() > 0);
            serviceLoading.kill();
            long before = ledger.committed();
            await().atMost(PATIENCE).until(() -> ledger.committed() > before + 20_000);
            serviceLoading.start();
            serviceLoading.awaitStart();
            produced = load.stop();
        }

        await().atMost(PATIENCE).until(() -> ledger.committed() == produced);
        ledger.assertExactlyOnce(produced, directory.resolve("read"));
        assertThat(scanning.tasksRun("old-sink", 2)).isTrue();
    }

    private static Stream<WorkerProcess> workers() {
        return Stream.of(scanning, serviceLoading);
    }

    private static WorkerProcess worker(String discovery) {
        return new WorkerProcess(
                directory,
                kafka.bootstrapServers(),
                WORKER.toAbsolutePath() + File.separator + "*",
                Map.of("plugin.path", PLUGINS.toAbsolutePath().toString(), "plugin.discovery", discovery));
    }

    private static String config() throws Exception {
        Map<String, String> config = new HashMap<>(s3.settings(BUCKET));
        config.put("connector.class", ParquetSinkConnector.class.getName());
        config.put("tasks.max", "2");
        config.put("topics", TOPIC);
        config.put("topics.dir", "");
        config.put("flush.size", "3000");
        config.put("rotate.schedule.interval.ms", "500");
        config.put("commits.topic", COMMITS);
        config.put("commits.producer.bootstrap.servers", kafka.bootstrapServers());
        return new ObjectMapper().writeValueAsString(config);
    }
}
