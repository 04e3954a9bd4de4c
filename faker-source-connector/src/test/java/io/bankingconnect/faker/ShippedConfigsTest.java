package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.runtime.SourceConnectorConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedConfigsTest {

    @ParameterizedTest
    @ValueSource(strings = {"01-bank-simulator.json", "bulk/01-bank-simulator.json"})
    void theSimulatorAcceptsItsConfigWithTheDocumentedDefaults(String file) throws IOException {
        Map<String, String> config = ShippedConfigs.resolve(ShippedConfigs.read(file), ShippedConfigs.environment());

        List<ConfigValue> values =
                new BankFakerSourceConnector().validate(config).configValues();
        assertThat(values).flatExtracting(ConfigValue::errorMessages).isEmpty();
        assertThat(config.keySet())
                .filteredOn(key -> !key.matches("(key|value)\\.converter(\\..*)?"))
                .allSatisfy(key -> assertThat(BankFakerSourceConfig.DEF.names().contains(key)
                                || SourceConnectorConfig.configDef().names().contains(key))
                        .as("somebody reads %s", key)
                        .isTrue());
    }

    @Test
    void theBulkPairKeepsWhatDependsOnEachOtherOutOfOneBatch() throws IOException {
        Map<String, String> simulator = ShippedConfigs.read("bulk/01-bank-simulator.json");
        Map<String, String> sink = ShippedConfigs.read("bulk/02-oltp-jdbc-sink.json");

        int mostPolled = Integer.parseInt(sink.get("consumer.override.max.poll.records"));
        assertThat(Integer.parseInt(simulator.get("settling.gap"))).isGreaterThan(mostPolled);
        assertThat(sink).containsEntry("topics", simulator.get("topic"));
    }

    @Test
    void theBulkSinkDiffersFromTheOtherInItsBatchesAlone() throws IOException {
        Map<String, String> bulk = ShippedConfigs.read("bulk/02-oltp-jdbc-sink.json");
        Map<String, String> single = ShippedConfigs.read("02-oltp-jdbc-sink.json");

        assertThat(single).containsEntry("batch.size", "1");
        assertThat(bulk).containsEntry("batch.size", "500");
        bulk.keySet().removeAll(List.of("batch.size", "consumer.override.max.poll.records"));
        single.remove("batch.size");
        assertThat(bulk).isEqualTo(single);
    }
}
