package io.bankingconnect.local.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bankingconnect.local.stores.Answer;
import io.bankingconnect.local.stores.RunReader;
import io.bankingconnect.local.stores.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a demo has shown.
 *
 * @param sample the counts at the end
 * @param reconciliation what disagrees
 * @param troubles what else is wrong, a sentence each: a run that came to a halt, a failed connector
 * @param freshness commit to GOLD
 * @param history one customer's versions
 * @param runs how many times the models ran
 * @param lastRun the last run's results
 * @param failedTests how many tests failed or erred in any run
 * @param lakeFiles the number of files in the lake
 * @param startupSeconds from the command until every connector was RUNNING
 * @param totalSeconds from the command until the summary
 * @param peakRssMb the highest sum of the resident sizes of all processes
 */
public record DemoSummary(
        Sample sample,
        Reconciliation reconciliation,
        List<String> troubles,
        Freshness freshness,
        Answer history,
        int runs,
        List<RunReader.Result> lastRun,
        long failedTests,
        int lakeFiles,
        double startupSeconds,
        double totalSeconds,
        long peakRssMb) {

    private static final int SHOWN = 20;

    public DemoSummary {
        troubles = List.copyOf(troubles);
        lastRun = List.copyOf(lastRun);
    }

    /** Whether the demo succeeded: it came to its end, all stages agree, and tests have run and passed. */
    public boolean ok() {
        return wrong().isEmpty();
    }

    private List<String> wrong() {
        List<String> wrong = new ArrayList<>(troubles);
        wrong.addAll(reconciliation.mismatches());
        if (passedTests() == 0) {
            wrong.add("No data test passed in the last run");
        }
        return wrong;
    }

    private long passedTests() {
        return lastRun.stream().filter(RunReader.Result::passed).count();
    }

    /** For a person. */
    public String toText() {
        StringBuilder text = new StringBuilder("\n");
        text.append("                      PostgreSQL     change       lake     BRONZE  │   existing in\n");
        text.append("                     row changes     events       rows       rows  │  GOLD = PostgreSQL\n");
        for (Table table : Table.values()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-14s %,15d %,10d %,10d %,10d  │ %,10d%n",
                    table.label(),
                    sample.oltp().get(table),
                    sample.events().get(table),
                    sample.lake().get(table),
                    sample.bronze().get(table),
                    sample.gold().get(table)));
        }
        text.append("\nOne customer's history in GOLD.DIM_CUSTOMERS\n").append(TextTable.of(history));
        long models = lastRun.stream().filter(result -> !result.test()).count();
        text.append(String.format(
                Locale.ROOT,
                """

                Models      %d runs of %d models and snapshots
                Data tests  %d passed, %d failed
                Balances    %,d accounts, %d of them differ between GOLD and PostgreSQL
                Lake        %,d Parquet files, %d rows twice; BRONZE: %d rows twice
                Freshness   commit to GOLD: median %s, 95%% within %s (%,d transactions)
                Resources   connectors RUNNING after %.0f s, all done after %.0f s%s
                """,
                runs,
                models,
                passedTests(),
                failedTests,
                reconciliation.accounts(),
                reconciliation.wrongBalances(),
                lakeFiles,
                reconciliation.lakeDuplicates(),
                reconciliation.bronzeDuplicates(),
                seconds(freshness.p50()),
                seconds(freshness.p95()),
                freshness.facts(),
                startupSeconds,
                totalSeconds,
                // Unknown where the system has no /proc.
                peakRssMb == 0 ? "" : String.format(Locale.ROOT, ", %,d MB resident at most", peakRssMb)));
        List<String> wrong = wrong();
        text.append(wrong.isEmpty() ? "\nOK: every stage agrees.\n" : "\nFAILED:\n");
        wrong.stream()
                .limit(SHOWN)
                .forEach(line -> text.append("  ").append(line).append('\n'));
        if (wrong.size() > SHOWN) {
            text.append("  and ").append(wrong.size() - SHOWN).append(" more like these\n");
        }
        return text.toString();
    }

    /** For a program: one JSON object on one line. */
    public String toJson() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("ok", ok());
        ObjectNode stages = root.putObject("stages");
        for (Table table : Table.values()) {
            stages.putObject(table.label())
                    .put("oltp", sample.oltp().get(table))
                    .put("events", sample.events().get(table))
                    .put("lake", sample.lake().get(table))
                    .put("bronze", sample.bronze().get(table))
                    .put("gold", sample.gold().get(table));
        }
        root.putObject("freshness_ms")
                .put("p50", freshness.p50().toMillis())
                .put("p95", freshness.p95().toMillis());
        root.putObject("tests").put("passed", passedTests()).put("failed", failedTests);
        root.put("startup_seconds", startupSeconds);
        root.put("total_seconds", totalSeconds);
        root.put("peak_rss_mb", peakRssMb);
        if (!ok()) {
            wrong().forEach(root.withArray("mismatches")::add);
        }
        return write(root);
    }

    /** For a program, when there is nothing to sum up because the stack did not start. */
    public static String failureJson(String error) {
        return write(new ObjectMapper().createObjectNode().put("ok", false).put("error", error));
    }

    private static String write(ObjectNode root) {
        try {
            return new ObjectMapper().writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A summary is always writable as JSON", e);
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
