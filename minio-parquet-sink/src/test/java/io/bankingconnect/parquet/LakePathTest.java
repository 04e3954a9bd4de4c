package io.bankingconnect.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LakePathTest {

    @ParameterizedTest
    @CsvSource({
        "'',banking.public.accounts,7,accounts/2026/01/05/banking.public.accounts+3+0000000007.parquet",
        "topics,accounts,7,topics/accounts/2026/01/05/accounts+3+0000000007.parquet",
        "lake/raw,a.b,12345678901,lake/raw/b/2026/01/05/a.b+3+12345678901.parquet",
        "'',ends.with.,7,ends.with./2026/01/05/ends.with.+3+0000000007.parquet"
    })
    void aKeyNamesTableDateAndOrigin(String directory, String topic, long offset, String key) {
        assertThat(new LakePath(directory).key(new TopicPartition(topic, 3), LocalDate.of(2026, 1, 5), offset))
                .isEqualTo(key);
    }
}
