package io.bankingconnect.parquet;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.parquet.commit.OffsetReset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/** Writes topics as date-partitioned Parquet files to S3 or MinIO, and says so on a Kafka topic. */
public final class ParquetSinkConnector extends SinkConnector {

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
        Config result = super.validate(props);
        boolean sound = result.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty());
        if (sound) {
            try {
                new ParquetSinkConfig(props).check();
            } catch (ConfigException e) {
                blame(result.configValues(), e.getMessage());
            }
        }
        return result;
    }

    // Kafka's exception names the key in its text only. A key that is not defined is reported on the brokers' one.
    private static void blame(List<ConfigValue> values, String message) {
        values.stream()
                .filter(value -> message.contains("configuration " + value.name() + ":"))
                .findFirst()
                .or(() -> values.stream()
                        .filter(value -> value.name().equals(ParquetSinkConfig.COMMITS_BOOTSTRAP_SERVERS))
                        .findFirst())
                .orElseThrow()
                .addErrorMessage(message);
    }

    /**
     * Moves the commit objects to the offsets that a person set; a partition without an offset begins anew.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if the store is away or refuses
     */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<TopicPartition, Long> offsets) {
        ParquetSinkConfig config = new ParquetSinkConfig(connectorConfig);
        if (config.exactlyOnce()) {
            try (LakeStore store = backends.store().apply(config)) {
                OffsetReset reset = new OffsetReset(store, config.topicsDir(), config.connector());
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
