package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankFakerSourceConnectorTest {

    private final BankFakerSourceConnector connector = new BankFakerSourceConnector();

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "topic                   | two words            | must be a topic name",
                "customers               | 0                    | at least 1",
                "transactions            | -1                   | at least 0",
                "transactions.per.second | -5                   | must be from 0",
                "transactions.per.second | NaN                  | must be from 0",
                "settling.gap            | 100                  | at least 500",
                "settling.gap            | 1000                 | raise customers above the gap",
                "batch.size              | 0                    | at least 1",
                "locale                  | tlh-KX               | en-GB",
                "start.time              | yesterday            | 2026-01-31T08:00:00Z",
                "start.time              | 2999-01-01T00:00:00Z | lies in the future",
            })
    void refusesABadSettingOnItsKeyWithTheRemedy(String key, String value, String remedy) {
        Map<String, String> props = new HashMap<>(Map.of("topic", "bank.oltp"));
        props.put(key, value);

        assertThat(errors(props)).containsOnlyKeys(key);
        assertThat(errors(props).get(key)).singleElement().asString().contains(key, value, remedy);
    }

    @Test
    void needsATopic() {
        assertThat(errors(Map.of())).containsOnlyKeys("topic");
    }

    @Test
    void acceptsWhatTheShippedConfigSays() {
        Map<String, String> props = Map.of(
                "topic", "bank.oltp",
                "seed", "42",
                "customers", "200",
                "transactions", "5000",
                "transactions.per.second", "200");

        assertThat(errors(props)).isEmpty();
    }

    @Test
    void everyKeyDocumentsItself() {
        assertThat(connector.config().configKeys().values()).allSatisfy(key -> {
            assertThat(key.documentation).isNotBlank();
            assertThat(key.group).isNotBlank();
            assertThat(key.orderInGroup).isPositive();
            assertThat(key.displayName).isNotBlank();
        });
    }

    @Test
    void runsOneTaskHoweverManyAreAllowed() {
        connector.start(Map.of("topic", "bank.oltp"));

        assertThat(connector.taskConfigs(8)).containsExactly(Map.of("topic", "bank.oltp"));
        assertThat(connector.exactlyOnceSupport(Map.of())).isEqualTo(ExactlyOnceSupport.SUPPORTED);
    }

    @Test
    void offsetsMayBeResetButNotInvented() {
        Map<Map<String, ?>, Map<String, ?>> reset = new HashMap<>();
        reset.put(Map.of("branch", 0L), null);
        Map<Map<String, ?>, Map<String, ?>> invented = Map.of(Map.of("branch", 0L), Map.of("position", 7L));
        Map<Map<String, ?>, Map<String, ?>> foreign = Map.of(Map.of("server", "x"), Map.of("lsn", 7L));

        assertThat(connector.alterOffsets(Map.of(), reset)).isTrue();
        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), invented))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("no number in \"digest\"");
        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), foreign))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("one source partition");
    }

    @Test
    void isFoundByServiceLoading() {
        assertThat(ServiceLoader.load(SourceConnector.class).stream().map(ServiceLoader.Provider::type))
                .anyMatch(BankFakerSourceConnector.class::equals);
        assertThat(connector.version()).isNotBlank();
    }

    private Map<String, List<String>> errors(Map<String, String> props) {
        Map<String, List<String>> errors = new HashMap<>();
        for (ConfigValue value : connector.validate(props).configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }
}
