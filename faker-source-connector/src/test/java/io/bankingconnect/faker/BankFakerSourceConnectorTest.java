package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ConnectorTransactionBoundaries;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
                "start.time              | 1900-01-01T00:00:00Z | lies before 1970",
                "currencies              | GBP,XXX              | may contain only EUR, GBP",
                "currencies              | KWD                  | may contain only EUR, GBP",
                "currencies              | EUR,EUR              | name each once",
                "branches                | 0                    | at least 1",
                "tasks.max               | 2                    | raise branches",
                "speed                   | 0.5                  | must be from 1, as fast as life",
                "backfill.days           | -1                   | must be from 0",
                "late.rate               | 1.5                  | a share from 0 to 1",
                "duplicate.rate          | -0.1                 | a share from 0 to 1",
                "fraud.rate              | 0.5                  | from 0, no fraud, to 0.1",
                "fraud.scenarios         | robbery              | may contain only velocity-burst",
                "profile                 | huge                 | must be one of retail-small, load-test, fraud-demo",
                "output                  | avro                 | must be one of envelope, flat",
            })
    void refusesABadSettingOnItsKeyWithTheRemedy(String key, String value, String remedy) {
        Map<String, String> props = new HashMap<>(Map.of("topic", "bank.oltp"));
        props.put(key, value);

        assertThat(errors(props)).containsOnlyKeys(key);
        assertThat(errors(props).get(key)).singleElement().asString().contains(key, value.replace(",", ", "), remedy);
    }

    @Test
    void needsATopic() {
        assertThat(errors(Map.of())).containsOnlyKeys("topic");
    }

    @Test
    void aSettingOfNullIsOneThatIsNotGiven() {
        Map<String, String> props = new HashMap<>(Map.of("topic", "bank.oltp", "profile", "fraud-demo"));
        props.put("start.time", null);
        props.put("customers", null);

        assertThat(errors(props)).isEmpty();
        connector.start(props);
        assertThat(connector.taskConfigs(1)).hasSize(1);

        props.put("topic", null);
        assertThat(errors(props)).containsOnlyKeys("topic");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "fraud.scenarios | fraud.rate=0.01,fraud.scenarios=                        | name some",
                "fraud.topic     | fraud.rate=0.01,fraud.topic=bank.oltp                   | other than topic",
                "fraud.topic     | fraud.rate=0.01,fraud.topic=bank.oltp.customers         | other than topic",
                "backfill.days   | start.time=2026-01-01T00:00:00Z,backfill.days=3650      | choose fewer days",
                "transactions    | start.time=2026-01-01T00:00:00Z,transactions=10000000   | would end in the future;"
                        + " choose fewer, or an earlier start.time",
                "transactions    | transactions.per.second=10,backfill.days=1              | the history alone has"
                        + " 864000",
                "settling.gap    | profile=load-test,customers=900                         | raise customers above the"
                        + " gap",
            })
    void refusesSettingsThatDoNotGoTogetherOnTheOneToChange(String key, String settings, String remedy) {
        Map<String, String> props = new HashMap<>(Map.of("topic", "bank.oltp"));
        for (String setting : settings.split(",")) {
            String[] sides = setting.split("=", 2);
            props.put(sides[0], sides[1]);
        }

        assertThat(errors(props)).containsOnlyKeys(key);
        assertThat(errors(props).get(key)).singleElement().asString().contains(key, remedy);
    }

    @Test
    void acceptsWhatTheShippedConfigSays() {
        Map<String, String> props = Map.of(
                "topic", "bank.oltp",
                "tasks.max", "1",
                "seed", "42",
                "customers", "200",
                "transactions", "5000",
                "transactions.per.second", "200");

        assertThat(errors(props)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void aProfileIsValidAndAnyKeyHasPrecedence(Profile profile) {
        Map<String, String> props = Map.of("topic", "bank.oltp", "profile", profile.label(), "customers", "4321");

        Map<String, Object> values = new HashMap<>();
        connector.validate(props).configValues().forEach(value -> values.put(value.name(), value.value()));

        assertThat(errors(props)).isEmpty();
        assertThat(values).containsEntry("customers", 4321);
        assertThat(profile.settings().keySet())
                .filteredOn(key -> !key.equals("customers"))
                .allSatisfy(key -> assertThat(String.valueOf(values.get(key)))
                        .startsWith(profile.settings().get(key)));
    }

    @Test
    void keysWithFewValuesOfferThem() {
        Map<String, List<Object>> offered = new HashMap<>();
        connector
                .validate(Map.of("topic", "bank.oltp"))
                .configValues()
                .forEach(value -> offered.put(value.name(), value.recommendedValues()));

        assertThat(offered.get("output")).containsExactly("envelope", "flat");
        assertThat(offered.get("profile")).containsExactly("retail-small", "load-test", "fraud-demo");
        assertThat(offered.get("locale")).contains("en-GB", "de-DE");
        assertThat(offered.get("currencies")).contains("GBP", "JPY");
        assertThat(offered.get("fraud.scenarios")).contains("cycle", "fan-in");
    }

    @Test
    void everyKeyDocumentsItself() {
        assertThat(connector.config().configKeys().values()).allSatisfy(key -> {
            assertThat(key.documentation).isNotBlank();
            assertThat(key.group).isNotBlank();
            assertThat(key.orderInGroup).isPositive();
            assertThat(key.displayName).isNotBlank();
            assertThat(key.width).isNotEqualTo(ConfigDef.Width.NONE);
        });
    }

    @Test
    void keysThatDoNotMatterAreHidden() {
        assertThat(hidden(Map.of("topic", "bank.oltp")))
                .containsExactlyInAnyOrder("fraud.scenarios", "fraud.topic", "backfill.transactions.per.day");
        assertThat(hidden(Map.of("topic", "bank.oltp", "fraud.rate", "0.01", "backfill.days", "2")))
                .isEmpty();
    }

    private List<String> hidden(Map<String, String> props) {
        return connector.validate(props).configValues().stream()
                .filter(value -> !value.visible())
                .map(ConfigValue::name)
                .toList();
    }

    @Test
    void tasksShareTheBranches() {
        connector.start(Map.of("topic", "bank.oltp", "branches", "5"));

        assertThat(connector.taskConfigs(2))
                .extracting(task -> task.get("task.branches"))
                .containsExactly("0,1,2", "3,4");
        assertThat(connector.taskConfigs(8)).hasSize(5);
    }

    @Test
    void supportsExactlyOnceAndItsOwnTransactions() {
        assertThat(connector.exactlyOnceSupport(Map.of())).isEqualTo(ExactlyOnceSupport.SUPPORTED);
        assertThat(connector.canDefineTransactionBoundaries(Map.of()))
                .isEqualTo(ConnectorTransactionBoundaries.SUPPORTED);
    }

    @Test
    void offsetsMayBeResetButNotInvented() {
        Map<Map<String, ?>, Map<String, ?>> reset = new HashMap<>();
        reset.put(Map.of("branch", 3L), null);
        Map<Map<String, ?>, Map<String, ?>> invented = Map.of(Map.of("branch", 0L), Map.of("position", 7L));
        Map<Map<String, ?>, Map<String, ?>> foreign = Map.of(Map.of("server", "x"), Map.of("lsn", 7L));

        assertThat(connector.alterOffsets(Map.of(), reset)).isTrue();
        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), invented))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("no number in \"digest\"");
        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), foreign))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("branches such as {branch=0}");
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
