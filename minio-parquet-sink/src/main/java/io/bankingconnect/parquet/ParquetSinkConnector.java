package io.bankingconnect.parquet;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.S3Settings;
import io.bankingconnect.parquet.commit.OffsetReset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes topics as date-partitioned Parquet files to S3 or MinIO, and says so on a Kafka topic. */
public final class ParquetSinkConnector extends SinkConnector {

    private static final Logger LOG = LoggerFactory.getLogger(ParquetSinkConnector.class);
    private static final Pattern KEY = Pattern.compile("configuration ([\\w.]+):");

    private final Backends backends;
    private Map<String, String> props;

    public ParquetSinkConnector() {
        this(Backends.real());
    }

    ParquetSinkConnector(Backends backends) {
        this.backends = backends;
    }

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public ConfigDef config() {
        return ParquetSinkConfig.DEF;
    }

    @Override
    public Config validate(Map<String, String> props) {
        List<ConfigValue> values = new ArrayList<>(super.validate(props).configValues());
        ForeignKeys.refusals(props).forEach((key, message) -> entry(values, key).addErrorMessage(message));
        if (values.stream().allMatch(value -> value.errorMessages().isEmpty())) {
            try {
                ParquetSinkConfig config = new ParquetSinkConfig(props);
                config.check();
                askStore(config, values);
            } catch (ConfigException e) {
                blame(values, e.getMessage());
            }
        }
        return new Config(values);
    }

    /** Finds a missing bucket and wrong credentials before a task does, if the store can be reached from here. */
    private void askStore(ParquetSinkConfig config, List<ConfigValue> values) {
        try (LakeStore store = backends.store().apply(config)) {
            store.checkBucket();
        } catch (RetriableException e) {
            LOG.info("{}; the configuration is accepted without asking the store", e.getMessage());
        } catch (ConnectException e) {
            entry(values, S3Settings.BUCKET).addErrorMessage(e.getMessage());
        }
    }

    // Kafka's exception names the key in its text only. A setting of the producer stands with its brokers.
    private static void blame(List<ConfigValue> values, String message) {
        Matcher key = KEY.matcher(message);
        String name = key.find() ? key.group(1) : ParquetSinkConfig.COMMITS_BOOTSTRAP_SERVERS;
        if (name.startsWith(ParquetSinkConfig.COMMITS_PRODUCER)) {
            name = ParquetSinkConfig.COMMITS_BOOTSTRAP_SERVERS;
        }
        entry(values, name).addErrorMessage(message);
    }

    private static ConfigValue entry(List<ConfigValue> values, String name) {
        for (ConfigValue value : values) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        ConfigValue unknown = new ConfigValue(name);
        values.add(unknown);
        return unknown;
    }

    /**
     * Moves the commit objects to the offsets that a person set; a partition without an offset begins anew, and so do
     * all if none is named.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if the store is away or refuses
     */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<TopicPartition, Long> offsets) {
        ParquetSinkConfig config = new ParquetSinkConfig(connectorConfig);
        if (config.exactlyOnce()) {
            try (LakeStore store = backends.store().apply(config)) {
                OffsetReset reset = new OffsetReset(store, config.topicsDir(), config.connector());
                if (offsets.isEmpty()) {
                    // A reset names the partitions of which the consumer group has offsets, and brokers forget those of
                    // a deleted topic.
                    reset.moveAll();
                }
                offsets.forEach((partition, offset) ->
                        reset.move(partition, offset == null ? OptionalLong.empty() : OptionalLong.of(offset)));
            }
        }
        return true;
    }

    @Override
    public void start(Map<String, String> props) {
        this.props = Map.copyOf(props);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return ParquetSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return IntStream.range(0, maxTasks).mapToObj(this::taskConfig).toList();
    }

    private Map<String, String> taskConfig(int task) {
        Map<String, String> config = new HashMap<>(props);
        config.put(ParquetSinkConfig.TASK_ID, Integer.toString(task));
        return config;
    }

    @Override
    public void stop() {
        // Only tasks hold resources.
    }
}
