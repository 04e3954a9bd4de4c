package io.bankingconnect.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    @Test
    void takesTheNearestRank() {
        List<Duration> delays =
                IntStream.rangeClosed(1, 100).mapToObj(Duration::ofSeconds).toList();

        assertThat(Freshness.of(delays)).isEqualTo(new Freshness(100, Duration.ofSeconds(50), Duration.ofSeconds(95)));
    }

    @Test
    void isZeroOfNothing() {
        assertThat(Freshness.of(List.of())).isEqualTo(new Freshness(0, Duration.ZERO, Duration.ZERO));
    }
}
