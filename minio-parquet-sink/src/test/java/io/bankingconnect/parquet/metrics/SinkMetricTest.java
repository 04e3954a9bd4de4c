package io.bankingconnect.parquet.metrics;

import static java.util.stream.Collectors.joining;

import io.bankingconnect.testing.ReadmeSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SinkMetricTest {

    @Test
    void theReadmeTellsNameUnitAndMeaningOfEachMetric() throws IOException {
        String table = Arrays.stream(SinkMetric.values())
                .map(metric -> "| `" + metric.metricName() + "` | " + metric.unit() + " | " + metric.meaning() + " |\n")
                .collect(joining("", "\n| name | unit | meaning |\n|---|---|---|\n", "\n"));

        ReadmeSection.check(Path.of("README.md"), "metrics", table);
    }
}
