package io.bankingconnect.snowflake;

import io.bankingconnect.lake.S3Settings;
import io.bankingconnect.snowflake.session.SnowflakeSettings;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link SnowflakeStageSinkConnector}. */
final class StageSinkConfig extends AbstractConfig {

    static final String SCHEMA = "snowflake.schema.name";
    static final String TOPIC_TO_TABLE = "snowflake.topic2table.map";

    /** What Snowflake takes as a name without quotes. */
    static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*");

    private static final String GROUP = "Tables";

    static final ConfigDef DEF = S3Settings.define(SnowflakeSettings.define(new ConfigDef()))
            .define(
                    SCHEMA,
                    Type.STRING,
                    "BRONZE",
                    StageSinkConfig::checkIdentifier,
                    Importance.MEDIUM,
                    "Schema that receives the tables, their manifest and the stage. It must exist: sql/setup.sql"
                            + " creates it.",
                    GROUP,
                    1,
                    Width.MEDIUM,
                    "Schema")
            .define(
                    TOPIC_TO_TABLE,
                    Type.STRING,
                    "",
                    (key, value) -> TopicTables.parse(key, (String) value),
                    Importance.MEDIUM,
                    "Table for the files of each Kafka topic that the lake was filled from:"
                            + " <topic>:<table>,<topic>:<table>. A topic that is not listed goes to RAW_<lake table>.",
                    GROUP,
                    2,
                    Width.LONG,
                    "Topic to table map");

    StageSinkConfig(Map<String, String> props) {
        super(DEF, props);
    }

    SnowflakeSettings snowflake() {
        return new SnowflakeSettings(this);
    }

    S3Settings lake() {
        return new S3Settings(this);
    }

    BronzeNames names() {
        return new BronzeNames(getString(SCHEMA));
    }

    TopicTables tables() {
        return TopicTables.parse(TOPIC_TO_TABLE, getString(TOPIC_TO_TABLE));
    }

    private static void checkIdentifier(String key, Object value) {
        if (value == null || !IDENTIFIER.matcher((String) value).matches()) {
            throw new ConfigException(key, value, "a name holds letters, digits, _ and $ and begins with no digit");
        }
    }
}
