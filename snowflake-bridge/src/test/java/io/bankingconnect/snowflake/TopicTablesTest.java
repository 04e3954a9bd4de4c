package io.bankingconnect.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.lake.CommitEvent;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTablesTest {

    private static final String KEY = "snowflake.topic2table.map";

    @Test
    void listedTopicsGoToTheirTablesAndOthersToRaw() {
        TopicTables tables = TopicTables.parse(KEY, " banking.public.customers : raw_customers , a:B");

        assertThat(tables.tableOf(event("banking.public.customers", "customers")))
                .isEqualTo("RAW_CUSTOMERS");
        assertThat(tables.tableOf(event("a", "x"))).isEqualTo("B");
        assertThat(tables.tableOf(event("banking.public.card-payments", "card-payments")))
                .isEqualTo("RAW_CARD_PAYMENTS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"topic", "topic:", "topic:a b", "topic:a:b", "topic:1a", "t:a,t:b"})
    void refusesWhatIsNoMap(String text) {
        assertThatThrownBy(() -> TopicTables.parse(KEY, text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(KEY);
    }

    private static CommitEvent event(String topic, String table) {
        return new CommitEvent(1, "lake", topic, 0, table, 1, 0, 9, List.of());
    }
}
