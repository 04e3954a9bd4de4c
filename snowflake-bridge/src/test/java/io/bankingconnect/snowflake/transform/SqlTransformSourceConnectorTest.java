package io.bankingconnect.snowflake.transform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankingconnect.snowflake.session.SnowflakeSettings;
import io.bankingconnect.snowflake.session.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlTransformSourceConnectorTest {

    private final SqlTransformSourceConnector connector = new SqlTransformSourceConnector();

    @Test
    void isFoundByTheWorker() {
        assertThat(ServiceLoader.load(SourceConnector.class).stream().map(ServiceLoader.Provider::type))
                .contains(SqlTransformSourceConnector.class);
    }

    @Test
    void acceptsTheProjectOfThisRepository() {
        assertThat(errors(settings(EmulatedBank.PROJECT))).isEmpty();
    }

    @Test
    void refusesABrokenProjectNamingThePlace(@TempDir Path directory) {
        TestProject.in(directory).model("a", "select 1\nfrom {{ ref('nowhere') }}");

        assertThat(errors(settings(directory)))
                .containsExactly(
                        Map.entry(
                                "project.dir",
                                List.of(
                                        "project.dir: models/a.sql line 2: ref('nowhere'): no model or snapshot of that name")));
    }

    @Test
    void refusesADirectoryWithoutAProject(@TempDir Path directory) {
        assertThat(errors(settings(directory)))
                .containsExactly(Map.entry(
                        "project.dir",
                        List.of("project.dir: " + directory
                                + ": no dbt_project.yml there; is it readable on this worker?")));
    }

    @Test
    void refusesAProjectThatCannotBeRead(@TempDir Path directory) throws IOException {
        TestProject.in(directory).model("a", "select 1");
        Files.write(directory.resolve("models/b.sql"), new byte[] {(byte) 0xff});

        assertThat(errors(settings(directory)))
                .hasEntrySatisfying(
                        "project.dir",
                        messages -> assertThat(messages)
                                .singleElement()
                                .asString()
                                .startsWith("project.dir: Cannot read " + directory.resolve("models/b.sql")));
    }

    @Test
    void refusesANegativeInterval() {
        Map<String, String> settings = settings(EmulatedBank.PROJECT);
        settings.put(SqlTransformConfig.MIN_INTERVAL_MS, "-1");

        assertThat(errors(settings)).containsOnlyKeys(SqlTransformConfig.MIN_INTERVAL_MS);
    }

    @Test
    void hasOneTask() {
        connector.start(settings(EmulatedBank.PROJECT));

        assertThat(connector.taskConfigs(4)).containsExactly(settings(EmulatedBank.PROJECT));
        assertThat(connector.taskClass()).isEqualTo(SqlTransformSourceTask.class);
    }

    @Test
    void everyKeyOfTheShippedConfigIsDefinedAndEveryKeyIsDescribed() throws IOException {
        JsonNode shipped = new ObjectMapper()
                .readTree(Path.of("../connector-configs/06-gold-sql-transform.json")
                        .toFile())
                .get("config");

        assertThat(shipped.get("connector.class").asText()).isEqualTo(SqlTransformSourceConnector.class.getName());
        shipped.fieldNames()
                .forEachRemaining(key -> assertThat(connector.config().names().contains(key)
                                || key.matches("connector\\.class|tasks\\.max|(key|value)\\.converter.*"))
                        .as(key)
                        .isTrue());
        for (ConfigDef.ConfigKey key : connector.config().configKeys().values()) {
            assertThat(key.group).as(key.name).isNotNull();
            assertThat(key.documentation).as(key.name).isNotBlank();
            assertThat(key.displayName).as(key.name).isNotEqualTo(key.name);
        }
    }

    private Map<String, List<String>> errors(Map<String, String> settings) {
        Map<String, List<String>> errors = new HashMap<>();
        connector.validate(settings).configValues().stream()
                .filter(value -> !value.errorMessages().isEmpty())
                .forEach(value -> errors.put(value.name(), value.errorMessages()));
        return errors;
    }

    private static Map<String, String> settings(Path project) {
        Map<String, String> settings = new HashMap<>();
        settings.put(SqlTransformConfig.TOPIC, "runs");
        settings.put(SqlTransformConfig.PROJECT_DIR, project.toString());
        settings.put(SnowflakeSettings.URL, "http://127.0.0.1:1/?account=X");
        settings.put(SnowflakeSettings.USER, "U");
        settings.put(SnowflakeSettings.PRIVATE_KEY, TestKeys.base64(TestKeys.LOADER));
        settings.put(SnowflakeSettings.DATABASE, "BANKING_DW");
        return settings;
    }
}
