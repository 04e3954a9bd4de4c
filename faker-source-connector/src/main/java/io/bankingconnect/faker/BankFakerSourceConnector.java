package io.bankingconnect.faker;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Plays a bank: customers who open accounts, pay, transfer, move house and leave, as Debezium-style change events.
 *
 * <p>The stream is ordered, so there is one task however high {@code tasks.max} is. It is a function of the settings
 * alone: with exactly-once support a crash leaves neither gap nor duplicate, and without it only duplicates.
 */
public final class BankFakerSourceConnector extends SourceConnector {

    private Map<String, String> props;

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public ConfigDef config() {
        return BankFakerSourceConfig.DEF;
    }

    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        Config result = super.validate(connectorConfigs);
        ConfigValue gap = value(result, BankFakerSourceConfig.SETTLING_GAP);
        if (gap.value() instanceof Integer records
                && records > 0
                && value(result, BankFakerSourceConfig.CUSTOMERS).value() instanceof Integer customers
                && records >= customers) {
            gap.addErrorMessage("Invalid value " + records + " for configuration " + gap.name() + ": with only "
                    + customers + " customers the stream cannot keep records so far apart; raise "
                    + BankFakerSourceConfig.CUSTOMERS + " above the gap, or set the gap to 0");
        }
        return result;
    }

    private static ConfigValue value(Config config, String key) {
        return config.configValues().stream()
                .filter(value -> value.name().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void start(Map<String, String> connectorProps) {
        props = Map.copyOf(connectorProps);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return BankFakerSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(props);
    }

    @Override
    public void stop() {}

    @Override
    public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> connectorConfig) {
        return ExactlyOnceSupport.SUPPORTED;
    }

    /**
     * Lets offsets be reset, or moved to an offset that the connector itself once stored.
     *
     * @throws ConnectException if a partition or an offset is none of this connector's
     */
    @Override
    public boolean alterOffsets(Map<String, String> connectorConfig, Map<Map<String, ?>, Map<String, ?>> offsets) {
        offsets.forEach((partition, offset) -> {
            if (!(partition.size() == 1
                    && partition.get("branch") instanceof Number branch
                    && branch.intValue() == 0)) {
                throw new ConnectException(
                        "The simulator has the one source partition " + StreamOffset.PARTITION + ", not " + partition);
            }
            if (offset != null) {
                StreamOffset.of(offset);
            }
        });
        return true;
    }
}
