package io.bankingconnect.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankingconnect.snowflake.session.SnowflakeSettings;
import io.bankingconnect.snowflake.session.TestKeys;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnowflakeStageSinkConnectorTest {

    private static final Path CONFIG = Path.of("../connector-configs/05-bronze-stage-sink.json");
    private static final Set<String> CONNECTS_OWN = Set.of("connector.class", "tasks.max", "topics");

    private final SnowflakeStageSinkConnector connector = new SnowflakeStageSinkConnector();

    @Test
    void isFoundByServiceLoading() {
        assertThat(ServiceLoader.load(SinkConnector.class))
                .hasAtLeastOneElementOfType(SnowflakeStageSinkConnector.class);
        assertThat(connector.version()).isNotBlank();
    }

    @Test
    void knowsEveryKeyOfTheReadyConfig() throws Exception {
        JsonNode config = new ObjectMapper().readTree(CONFIG.toFile()).get("config");
        Set<String> keys = new TreeSet<>();
        config.fieldNames().forEachRemaining(keys::add);
        keys.removeAll(CONNECTS_OWN);
        keys.removeIf(key -> key.contains(".converter"));

        assertThat(connector.config().names()).containsAll(keys);
    }

    @Test
    void acceptsGoodSettings() {
        assertThat(errors(settings())).isEmpty();
    }

    @Test
    void everyKeyIsDocumented() {
        connector
                .config()
                .configKeys()
                .values()
                .forEach(key -> assertThat(List.of(key.documentation, key.displayName, key.group))
                        .as(key.name)
                        .doesNotContain("")
                        .doesNotContainNull());
    }

    @ParameterizedTest
    @CsvSource({
        "snowflake.url.name, acme, the host name holds no account",
        "snowflake.user.name, '', empty",
        "snowflake.private.key, c2VjcmV0LTQ3MTE=, 'the key is cut off, or not in PKCS#8 form'",
        "snowflake.database.name, '', empty",
        "snowflake.schema.name, a b, a name holds letters",
        "snowflake.topic2table.map, accounts, is not <topic>:<table>",
        "s3.bucket.name, '', empty"
    })
    void refusesABadValueNamingItsKey(String key, String value, String reason) {
        Map<String, String> settings = settings();
        settings.put(key, value);

        Map<String, List<String>> errors = errors(settings);

        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key)).singleElement().asString().contains(key).contains(reason);
        assertThat(errors.toString()).doesNotContain("c2VjcmV0LTQ3MTE=");
    }

    @Test
    void everyTaskGetsTheSettings() {
        connector.start(settings());

        assertThat(connector.taskConfigs(2)).containsExactly(settings(), settings());
    }

    private Map<String, List<String>> errors(Map<String, String> settings) {
        Map<String, List<String>> errors = new HashMap<>();
        for (ConfigValue value : connector.validate(settings).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("s3.bucket.name", "lake");
        settings.put(SnowflakeSettings.URL, "acme.eu-west-1.snowflakecomputing.com:443");
        settings.put(SnowflakeSettings.USER, "LOADER");
        settings.put(SnowflakeSettings.PRIVATE_KEY, TestKeys.base64(TestKeys.LOADER));
        settings.put(SnowflakeSettings.DATABASE, "BANKING_DW");
        return settings;
    }
}
