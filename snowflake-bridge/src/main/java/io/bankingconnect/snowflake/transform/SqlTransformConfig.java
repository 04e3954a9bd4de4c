package io.bankingconnect.snowflake.transform;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import io.bankingconnect.snowflake.session.SnowflakeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** Settings of {@link SqlTransformSourceConnector}. */
final class SqlTransformConfig extends AbstractConfig {

    static final String TOPIC = "topic";
    static final String PROJECT_DIR = "project.dir";
    static final String MIN_INTERVAL_MS = "min.interval.ms";

    static final ConfigDef DEF = SnowflakeSettings.define(new ConfigDef()
            .define(
                    TOPIC,
                    Type.STRING,
                    NO_DEFAULT_VALUE,
                    new NonEmptyString(),
                    Importance.HIGH,
                    "Topic that receives the run results, one record for each model, snapshot and test of every run.",
                    "Results",
                    1,
                    Width.MEDIUM,
                    "Topic")
            .define(
                    PROJECT_DIR,
                    Type.STRING,
                    NO_DEFAULT_VALUE,
                    new NonEmptyString(),
                    Importance.HIGH,
                    "Directory of the dbt project to run, with its dbt_project.yml. Every worker that may run the task"
                            + " must be able to read it. It is read when the task starts: restart the task to take in"
                            + " changes.",
                    "Project",
                    1,
                    Width.LONG,
                    "Project directory")
            .define(
                    MIN_INTERVAL_MS,
                    Type.LONG,
                    60_000L,
                    Range.atLeast(0),
                    Importance.MEDIUM,
                    "Least time between the starts of two runs. A run starts when new files were loaded; shorter means"
                            + " fresher marts and more warehouse time. New loads are looked for four times as often,"
                            + " but at least every ten seconds.",
                    "Project",
                    2,
                    Width.SHORT,
                    "Least interval (ms)"));

    private static final long LEAST_CHECK_MS = 100;
    private static final long MOST_CHECK_MS = 10_000;
    private static final String TARGET_SCHEMA = "GOLD";

    SqlTransformConfig(Map<String, String> props) {
        super(DEF, props);
    }

    String topic() {
        return getString(TOPIC);
    }

    Path projectDirectory() {
        return Path.of(getString(PROJECT_DIR));
    }

    Duration minInterval() {
        return Duration.ofMillis(getLong(MIN_INTERVAL_MS));
    }

    /** How often to look for new loads. */
    Duration checkInterval() {
        return Duration.ofMillis(Math.max(LEAST_CHECK_MS, Math.min(MOST_CHECK_MS, getLong(MIN_INTERVAL_MS) / 4)));
    }

    SnowflakeSettings snowflake() {
        return new SnowflakeSettings(this);
    }

    /** What {@code target} stands for in the project. Models that name no schema go to GOLD. */
    Map<String, Object> target() {
        return Map.of(
                "name",
                "connect",
                "type",
                "snowflake",
                "database",
                getString(SnowflakeSettings.DATABASE),
                "schema",
                TARGET_SCHEMA,
                "user",
                getString(SnowflakeSettings.USER),
                "role",
                getString(SnowflakeSettings.ROLE),
                "warehouse",
                getString(SnowflakeSettings.WAREHOUSE),
                "threads",
                1);
    }

    /** @throws ProjectException if the project cannot be run */
    Project project() {
        return ProjectLoader.load(projectDirectory(), target(), System.getenv());
    }
}
