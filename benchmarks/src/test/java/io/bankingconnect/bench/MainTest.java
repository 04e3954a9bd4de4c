package io.bankingconnect.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankingconnect.bench.Benchmark.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private boolean broken;
    private final Main main = new Main(
            new Benchmarks(List.of(new Fake())),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));

    @Test
    void aRunPrintsTheTableAndThenOneLineOfJson() {
        int exitCode = main.run("fake");

        assertThat(exitCode).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("rows/s", "12", "{\"rows_per_s\":12,\"ratio\":0.75}");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("fake: warming up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "fake fake"})
    void withoutTheNameOfOneTheNamesAreListed(String arguments) {
        int exitCode = main.run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "Usage: benchmarks/run <name>, with one of the names", "  fake         what a test wants");
    }

    @Test
    void aBenchmarkThatFailsSaysWhyAndPrintsNoFigures() {
        broken = true;

        int exitCode = main.run("fake");

        assertThat(exitCode).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("fake failed: ", "3 rows are missing");
    }

    private final class Fake implements Benchmark {

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public String measures() {
            return "what a test wants";
        }

        @Override
        public Report run(Progress progress) {
            progress.says("warming up");
            if (broken) {
                throw new IllegalStateException("3 rows are missing");
            }
            return new Report()
                    .text("rows/s")
                    .text("12")
                    .figure("rows_per_s", 12)
                    .figure("ratio", 0.75);
        }
    }
}
