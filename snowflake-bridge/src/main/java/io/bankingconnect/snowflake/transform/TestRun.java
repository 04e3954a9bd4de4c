package io.bankingconnect.snowflake.transform;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * Runs tests: counts the rows that each one's SQL selects.
 *
 * <p>All are sent as one statement, so that they see one state of the warehouse and cost one round trip; the times of
 * each are those of the statement. If it is refused, each is sent by itself, to find the one at fault.
 */
final class TestRun {

    private final Warehouse warehouse;
    private final Clock clock;

    TestRun(Warehouse warehouse, Clock clock) {
        this.warehouse = warehouse;
        this.clock = clock;
    }

    List<NodeResult> run(Map<ProjectNode, String> sqlOfTests) {
        if (sqlOfTests.isEmpty()) {
            return List.of();
        }
        try {
            return together(sqlOfTests);
        } catch (RetriableException e) {
            throw e;
        } catch (ConnectException e) {
            List<NodeResult> results = new ArrayList<>();
            sqlOfTests.forEach((test, sql) -> results.add(alone(test, sql)));
            return results;
        }
    }

    private List<NodeResult> together(Map<ProjectNode, String> sqlOfTests) {
        Instant startedAt = clock.instant();
        List<String> counts = new ArrayList<>();
        sqlOfTests.forEach((test, sql) -> counts.add(count(counts.size(), sql)));
        Map<String, Long> failures = new HashMap<>();
        for (List<String> row : warehouse.query(String.join("\nunion all\n", counts))) {
            failures.put(row.get(0), Long.parseLong(row.get(1)));
        }
        Instant completedAt = clock.instant();
        List<NodeResult> results = new ArrayList<>();
        sqlOfTests.forEach((test, sql) ->
                results.add(result(test, sql, failures.get(String.valueOf(results.size())), startedAt, completedAt)));
        return results;
    }

    private NodeResult alone(ProjectNode test, String sql) {
        Instant startedAt = clock.instant();
        try {
            long failures = Long.parseLong(warehouse.query(count(0, sql)).get(0).get(1));
            return result(test, sql, failures, startedAt, clock.instant());
        } catch (RetriableException e) {
            throw e;
        } catch (ConnectException e) {
            return NodeResult.error(test, startedAt, clock.instant(), e.getMessage(), Hashes.sha256(sql));
        }
    }

    private static String count(int number, String sql) {
        return "select " + number + " as test, count(*) as failures from (\n" + sql + "\n) as rows_at_fault";
    }

    private static NodeResult result(ProjectNode test, String sql, long failures, Instant from, Instant to) {
        boolean warns =
                test.config().text("severity", "error").toLowerCase(Locale.ROOT).equals("warn");
        NodeResult.Status bad = warns ? NodeResult.Status.WARN : NodeResult.Status.FAIL;
        return new NodeResult(
                test,
                failures == 0 ? NodeResult.Status.PASS : bad,
                OptionalLong.empty(),
                OptionalLong.of(failures),
                from,
                to,
                failures == 0 ? "" : "got " + failures + (failures == 1 ? " result" : " results") + ", expected none",
                Hashes.sha256(sql));
    }
}
