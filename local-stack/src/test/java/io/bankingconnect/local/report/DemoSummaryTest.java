package io.bankingconnect.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankingconnect.local.stores.Answer;
import io.bankingconnect.local.stores.RunReader.Result;
import io.bankingconnect.local.stores.Table;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoSummaryTest {

    private static final Result MODEL = new Result("model.banking.dim_customers", "success", "");
    private static final Result PASSED = new Result("test.banking.unique", "pass", "");
    private static final Result SKIPPED = new Result("test.banking.not_null", "skipped", "");

    @Test
    void succeedsWhenTheStagesAgreeAndTestsHavePassed() {
        DemoSummary summary = summary(List.of(), List.of(), List.of(MODEL, PASSED), 0);

        assertThat(summary.ok()).isTrue();
        assertThat(summary.toText()).endsWith("\nOK: every stage agrees.\n");
        assertThat(summary.toJson()).startsWith("{\"ok\":true,").doesNotContain("mismatches");
    }

    @Test
    void failsWhenTheRunCameToAHaltThoughTheStagesAgree() {
        DemoSummary summary =
                summary(List.of("Connector bank-simulator has failed: no"), List.of(), List.of(PASSED), 0);

        assertThat(summary.ok()).isFalse();
        assertThat(summary.toText()).endsWith("\nFAILED:\n  Connector bank-simulator has failed: no\n");
        assertThat(summary.toJson())
                .startsWith("{\"ok\":false,")
                .endsWith("\"mismatches\":[\"Connector bank-simulator has failed: no\"]}");
    }

    @Test
    void failsWhenNoTestHasRunAndCountsASkippedOneAsNotPassed() {
        DemoSummary summary = summary(List.of(), List.of(), List.of(MODEL, SKIPPED), 0);

        assertThat(summary.ok()).isFalse();
        assertThat(summary.toText()).contains("Data tests  0 passed").contains("No data test passed in the last run");
    }

    @Test
    void saysHowMuchItLeavesOut() {
        List<String> many =
                IntStream.range(0, 25).mapToObj(i -> "mismatch " + i).toList();

        assertThat(summary(List.of(), many, List.of(PASSED), 0).toText())
                .endsWith("  mismatch 19\n  and 5 more like these\n");
    }

    @Test
    void leavesMemoryOutWhereItIsUnknown() {
        assertThat(summary(List.of(), List.of(), List.of(PASSED), 0).toText()).doesNotContain("resident");
        assertThat(summary(List.of(), List.of(), List.of(PASSED), 2100).toText())
                .contains(", 2,100 MB resident at most");
    }

    private static DemoSummary summary(
            List<String> troubles, List<String> mismatches, List<Result> lastRun, long peakMb) {
        Map<Table, Long> counts = Map.of(Table.CUSTOMERS, 1L, Table.ACCOUNTS, 1L, Table.TRANSACTIONS, 1L);
        return new DemoSummary(
                new Sample(counts, counts, counts, counts, counts),
                new Reconciliation(1, 0, 0, 0, mismatches),
                troubles,
                new Freshness(1, Duration.ofSeconds(1), Duration.ofSeconds(2)),
                new Answer(List.of("CUSTOMER_ID"), List.of(List.of("1"))),
                1,
                lastRun,
                0,
                1,
                30,
                90,
                peakMb);
    }
}
