package io.bankingconnect.snowflake.transform;

import io.bankingconnect.snowflake.PluginVersion;
import io.bankingconnect.snowflake.session.SnowflakeSettings;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Runs a dbt project in Snowflake whenever new files were loaded, and emits one record for each model, snapshot and test
 * of every run.
 *
 * <p>There is one task, whatever {@code tasks.max} says. A run that was cut short is repeated, which changes nothing that
 * was done; its records may then come twice, under another invocation id.
 */
public final class SqlTransformSourceConnector extends SourceConnector {

    private Map<String, String> props = Map.of();

    @Override
    public String version() {
        return PluginVersion.of(SqlTransformSourceConnector.class);
    }

    @Override
    public ConfigDef config() {
        return SqlTransformConfig.DEF;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return SqlTransformSourceTask.class;
    }

    /** Also loads the project, so that a mistake in it fails the request rather than the task. */
    @Override
    public Config validate(Map<String, String> connectorConfigs) {
        Config validated = super.validate(connectorConfigs);
        SnowflakeSettings.checkTogether(validated);
        boolean complete = validated.configValues().stream()
                .allMatch(value -> value.errorMessages().isEmpty());
        if (complete) {
            checkProject(validated, connectorConfigs);
        }
        return validated;
    }

    private static void checkProject(Config validated, Map<String, String> connectorConfigs) {
        try {
            new SqlTransformConfig(connectorConfigs).project();
        } catch (ConnectException | InvalidPathException e) {
            validated.configValues().stream()
                    .filter(value -> value.name().equals(SqlTransformConfig.PROJECT_DIR))
                    .forEach(value -> value.addErrorMessage(SqlTransformConfig.PROJECT_DIR + ": " + e.getMessage()));
        }
    }

    @Override
    public void start(Map<String, String> props) {
        this.props = Map.copyOf(props);
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(props);
    }

    @Override
    public void stop() {
        // Nothing is open here.
    }
}
