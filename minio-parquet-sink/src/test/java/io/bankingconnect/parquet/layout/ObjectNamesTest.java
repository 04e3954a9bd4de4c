package io.bankingconnect.parquet.layout;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectNamesTest {

    @ParameterizedTest
    @CsvSource({
        "'',a.b,7,accounts/2026/01/05/a.b+3+0000000007.parquet",
        "topics,a,7,topics/accounts/2026/01/05/a+3+0000000007.parquet",
        "lake/raw,a.b,12345678901,lake/raw/accounts/2026/01/05/a.b+3+12345678901.parquet"
    })
    void aKeyNamesDirectoryPathAndOrigin(String directory, String topic, long offset, String key) {
        assertThat(new ObjectNames(directory, "/", "+", 10)
                        .key(new TopicPartition(topic, 3), "accounts/2026/01/05", offset))
                .isEqualTo(key);
    }

    @Test
    void delimitersAndWidthAreChosen() {
        assertThat(new ObjectNames("d", "|", "-", 0).key(new TopicPartition("t", 0), "p", 42))
                .isEqualTo("d|p|t-0-42.parquet");
    }

    @ParameterizedTest
    @CsvSource({"banking.public.accounts,accounts", "accounts,accounts", "ends.with.,ends.with."})
    void aTableIsWhatFollowsTheLastDot(String topic, String table) {
        assertThat(ObjectNames.table(topic)).isEqualTo(table);
    }
}
