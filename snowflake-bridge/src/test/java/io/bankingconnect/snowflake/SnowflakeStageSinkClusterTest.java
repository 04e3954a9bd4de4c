package io.bankingconnect.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.S3LakeStore;
import io.bankingconnect.lake.testing.LocalS3;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.storage.StringConverter;
import org.apache.kafka.connect.util.clusters.EmbeddedConnectCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector as a worker runs it: real Kafka, real S3 API, real driver. */
class SnowflakeStageSinkClusterTest {

    private static final String NAME = "bronze-stage-sink";
    private static final String EVENTS = "banking.lake.commits";

    private final EmbeddedConnectCluster connect = new EmbeddedConnectCluster.Builder()
            .name("stage-sink")
            .numWorkers(1)
            .build();

    @Test
    void loadsCommittedFilesOnceThroughRestartAndOffsetReset(@TempDir Path warehouseData, @TempDir Path lakeData)
            throws Exception {
        connect.start();
        try (EmulatedWarehouse warehouse = EmulatedWarehouse.start(warehouseData);
                LocalS3 s3 = LocalS3.over(lakeData).bucket("lake");
                LakeStore lake = new S3LakeStore(config(warehouse, s3).lake())) {
            connect.kafka().createTopic(EVENTS, 1);
            CommittedFiles customers = new CommittedFiles(lake, "banking.public.customers", 0);
            CommittedFiles accounts = new CommittedFiles(lake, "banking.public.accounts", 0);
            connect.configureConnector(NAME, settings(warehouse, s3));
            send(customers.commit(20));
            send(accounts.commit(30));
            send(customers.commit(5));
            awaitRows(warehouse, "BANK_CUSTOMERS", 25);
            awaitRows(warehouse, "RAW_ACCOUNTS", 30);

            connect.restartTask(NAME, 0);
            send(accounts.commit(7));
            awaitRows(warehouse, "RAW_ACCOUNTS", 37);
            connect.stopConnector(NAME);
            connect.assertions().assertConnectorIsStopped(NAME, "the connector does not stop");
            connect.resetConnectorOffsets(NAME);
            connect.resumeConnector(NAME);
            send(customers.commit(1));

            awaitRows(warehouse, "BANK_CUSTOMERS", 26);
            awaitRows(warehouse, "RAW_ACCOUNTS", 37);
            assertThat(warehouse.number("SELECT COUNT(DISTINCT id) FROM BRONZE.BANK_CUSTOMERS"))
                    .isEqualTo(26);
            assertThat(warehouse.number("SELECT SUM(rows_loaded) FROM BRONZE._LOADED_FILES"))
                    .isEqualTo(63);
            connect.assertions().assertConnectorAndAtLeastNumTasksAreRunning(NAME, 1, "the task has failed");
        } finally {
            connect.stop();
        }
    }

    private void send(CommitEvent event) {
        connect.kafka().produce(EVENTS, event.recordKey(), event.toJson());
    }

    private static void awaitRows(EmulatedWarehouse warehouse, String table, long rows) {
        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> warehouse.number("SELECT COUNT(*) FROM BRONZE." + table) == rows);
    }

    private static StageSinkConfig config(EmulatedWarehouse warehouse, LocalS3 s3) {
        return new StageSinkConfig(settings(warehouse, s3));
    }

    private static Map<String, String> settings(EmulatedWarehouse warehouse, LocalS3 s3) {
        Map<String, String> settings = new HashMap<>(warehouse.settings());
        settings.putAll(s3.settings("lake"));
        settings.put("connector.class", SnowflakeStageSinkConnector.class.getName());
        settings.put("tasks.max", "1");
        settings.put("topics", EVENTS);
        settings.put("snowflake.topic2table.map", "banking.public.customers:BANK_CUSTOMERS");
        settings.put("key.converter", StringConverter.class.getName());
        settings.put("value.converter", JsonConverter.class.getName());
        settings.put("value.converter.schemas.enable", "false");
        return settings;
    }
}
