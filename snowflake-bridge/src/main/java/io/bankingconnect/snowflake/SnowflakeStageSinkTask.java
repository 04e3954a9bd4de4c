package io.bankingconnect.snowflake;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.S3LakeStore;
import io.bankingconnect.snowflake.session.SnowflakeSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the files of every batch of commit events before {@code put} returns, so that consumed offsets are durable ones.
 */
public final class SnowflakeStageSinkTask extends SinkTask {

    private static final Logger LOG = LoggerFactory.getLogger(SnowflakeStageSinkTask.class);

    /** Without it Connect waits for its next offset commit, a minute by default. */
    private static final long RETRY_AFTER_MS = 5_000;

    private final Function<StageSinkConfig, LakeStore> lake;
    private final Function<StageSinkConfig, SnowflakeSession> warehouse;
    private LakeStore store;
    private SnowflakeSession session;
    private TopicTables tables;
    private TableLoader loader;

    public SnowflakeStageSinkTask() {
        this(config -> new S3LakeStore(config.lake()), config -> new SnowflakeSession(config.snowflake()));
    }

    SnowflakeStageSinkTask(
            Function<StageSinkConfig, LakeStore> lake, Function<StageSinkConfig, SnowflakeSession> warehouse) {
        this.lake = lake;
        this.warehouse = warehouse;
    }

    @Override
    public String version() {
        return PluginVersion.of(SnowflakeStageSinkTask.class);
    }

    @Override
    public void start(Map<String, String> props) {
        StageSinkConfig config = new StageSinkConfig(props);
        store = lake.apply(config);
        session = warehouse.apply(config);
        tables = config.tables();
        loader = new TableLoader(session, store, config.names());
        try {
            store.checkBucket();
            loader.prepare();
        } catch (RetriableException e) {
            LOG.warn("Started without reaching both ends, the first batch will try again: {}", e.getMessage());
        }
    }

    @Override
    public void put(Collection<SinkRecord> records) {
        Map<String, List<CommitEvent>> byTable = new LinkedHashMap<>();
        Map<SinkRecord, DataException> refused = new LinkedHashMap<>();
        for (SinkRecord record : records) {
            try {
                CommitEvent event = CommitEvent.of(record.value());
                byTable.computeIfAbsent(tables.tableOf(event), table -> new ArrayList<>())
                        .add(event);
            } catch (DataException e) {
                refused.put(record, placed(record, e));
            }
        }
        ErrantRecordReporter reporter = context.errantRecordReporter();
        if (reporter == null && !refused.isEmpty()) {
            throw refused.values().iterator().next();
        }
        try {
            byTable.forEach(loader::load);
        } catch (RetriableException e) {
            context.timeout(RETRY_AFTER_MS);
            throw e;
        }
        // Not before the loads: after an outage the whole batch comes again.
        refused.forEach((record, error) -> reporter.report(record, error));
    }

    @Override
    public void stop() {
        if (session != null) {
            session.close();
        }
        if (store != null) {
            store.close();
        }
    }

    private static DataException placed(SinkRecord record, DataException e) {
        return new DataException(
                "Cannot read " + record.originalTopic() + "-" + record.originalKafkaPartition() + " at offset "
                        + record.originalKafkaOffset() + ": " + e.getMessage(),
                e);
    }
}
