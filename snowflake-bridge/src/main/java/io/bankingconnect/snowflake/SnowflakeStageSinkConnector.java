package io.bankingconnect.snowflake;

import io.bankingconnect.snowflake.session.SnowflakeSettings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;

/**
 * Loads the lake's Parquet files into Snowflake as their commit events arrive, each file exactly once.
 *
 * <p>The manifest table in the warehouse, not the consumer's offsets, decides what is loaded: redelivered events, a
 * restart, an offset reset or a second worker with the same event change nothing.
 */
public final class SnowflakeStageSinkConnector extends SinkConnector {

    private Map<String, String> props;

    @Override
    public String version() {
        return PluginVersion.of(SnowflakeStageSinkConnector.class);
    }

    @Override
    public void start(Map<String, String> settings) {
        props = Map.copyOf(settings);
    }

    @Override
    public Class<? extends Task> taskClass() {
        return SnowflakeStageSinkTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return Collections.nCopies(maxTasks, props);
    }

    @Override
    public void stop() {
        // Nothing runs outside the tasks.
    }

    @Override
    public ConfigDef config() {
        return StageSinkConfig.DEF;
    }

    @Override
    public Config validate(Map<String, String> settings) {
        Config validated = super.validate(settings);
        SnowflakeSettings.checkTogether(validated);
        return validated;
    }
}
