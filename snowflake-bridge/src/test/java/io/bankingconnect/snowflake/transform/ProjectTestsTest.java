package io.bankingconnect.snowflake.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every test of the project finds the defect that it is there for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProjectTestsTest {

    /** Defects for the tests that no rule below covers: the statement that plants it, by the test's name. */
    private static final Map<String, String> DEFECTS = Map.of(
            "assert_balance_is_sum_of_transactions",
            "update GOLD.dim_accounts set current_balance = current_balance + 0.01 where account_id = 10",
            "assert_change_log_keeps_balance_rule",
            "update BRONZE.RAW_TRANSACTIONS set amount = amount + 0.01 where id = 100",
            "assert_current_versions_match_staging",
            "update GOLD.dim_customers set is_current = false where customer_id = 1",
            "assert_facts_match_staging",
            "update GOLD.fact_transactions set is_deleted = true where transaction_id = 100",
            "assert_no_overlapping_versions",
            "update GOLD.dim_customers set valid_to = cast('2026-06-01 00:00:00' as timestamp_ntz)"
                    + " where version_number = 1 and customer_id = 1",
            "assert_no_transaction_lost",
            "delete from GOLD.fact_transactions where transaction_id = 100");

    private EmulatedBank bank;

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        bank = EmulatedBank.start(data).withRawTables();
        ChangeLog log = new ChangeLog(bank);
        log.commit(0).customer("c", 1, "a@x").commit(1).customer("u", 1, "b@x");
        log.commit(2).account("c", 10, 1, "ACTIVE", "0").account("c", 20, 1, "ACTIVE", "0");
        log.commit(3).transaction("c", 100, 10, "DEPOSIT", "50.00", "COMPLETED").account("u", 10, 1, "ACTIVE", "50.00");
        log.commit(4)
                .transfer("c", 101, 10, 20, "20.00")
                .account("u", 10, 1, "ACTIVE", "30.00")
                .account("u", 20, 1, "ACTIVE", "20.00");
        log.commit(9).account("c", 30, 1, "ACTIVE", "0");
        log.commit(10).transaction("c", 102, 30, "DEPOSIT", "1.00", "COMPLETED").account("u", 30, 1, "ACTIVE", "1.00");
        log.load();
        assertThat(bank.run().values()).allMatch(NodeResult::usable);
    }

    @AfterAll
    void stop() {
        bank.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("projectTests")
    void findsItsDefect(ProjectNode test) {
        assertThat(resultOf(test).status()).isEqualTo(NodeResult.Status.PASS);

        NodeResult result = withDefect(defect(test), test);

        assertThat(result.status()).as(result.message()).isEqualTo(NodeResult.Status.FAIL);
        assertThat(result.failures().orElseThrow()).isPositive();
        assertThat(resultOf(test).status()).isEqualTo(NodeResult.Status.PASS);
    }

    @Test
    void aWarningIsNoFailure() {
        ProjectNode test = projectTests().findFirst().orElseThrow();
        ProjectNode warning = new ProjectNode(
                test.id(),
                test.type(),
                test.name(),
                test.template(),
                null,
                new NodeConfig(Map.of("severity", "warn")),
                test.dependsOn());

        NodeResult result = new TestRun(bank.warehouse(), Clock.systemUTC())
                .run(Map.of(warning, "select 1 as one"))
                .get(0);

        assertThat(result.status()).isEqualTo(NodeResult.Status.WARN);
        assertThat(result.message()).isEqualTo("got 1 result, expected none");
    }

    @Test
    void aTestThatCannotRunDoesNotHideTheOthers() {
        List<ProjectNode> tests = projectTests().limit(3).toList();

        Map<String, NodeResult.Status> results = new HashMap<>();
        new TestRun(bank.warehouse(), Clock.systemUTC())
                .run(Map.of(
                        tests.get(0), "select 1 as one where false",
                        tests.get(1), "select no_such_column from GOLD.dim_customers",
                        tests.get(2), "select 1 as one"))
                .forEach(result -> results.put(result.node().name(), result.status()));

        assertThat(results)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        tests.get(0).name(), NodeResult.Status.PASS,
                        tests.get(1).name(), NodeResult.Status.ERROR,
                        tests.get(2).name(), NodeResult.Status.FAIL));
    }

    Stream<ProjectNode> projectTests() {
        return bank.project().nodes().stream().filter(node -> node.type() == ProjectNode.Type.TEST);
    }

    private NodeResult withDefect(String statement, ProjectNode test) {
        bank.warehouse().execute("begin");
        try {
            assertThat(bank.warehouse().update(statement)).as(statement).isPositive();
            return resultOf(test);
        } finally {
            bank.warehouse().execute("rollback");
        }
    }

    private NodeResult resultOf(ProjectNode test) {
        String sql = bank.project().compile(test, false, TestProject.INVOCATION);
        return new TestRun(bank.warehouse(), Clock.systemUTC())
                .run(Map.of(test, sql))
                .get(0);
    }

    /** A generic test's SQL names its table and column. */
    private String defect(ProjectNode test) {
        if (DEFECTS.containsKey(test.name())) {
            return DEFECTS.get(test.name());
        }
        String[] words = bank.project()
                .compile(test, false, TestProject.INVOCATION)
                .replace("child.", "")
                .split(" ");
        String column = words[1];
        String table = words[List.of(words).indexOf("from") + 1];
        return switch (test.name().replaceAll("^(unique|not_null|accepted_values|relationships).*", "$1")) {
            case "unique" -> "insert into " + table + " select * from " + table;
            case "not_null" -> "update " + table + " set " + column + " = null";
            default -> "update " + table + " set " + column + " = 'NONSENSE'";
        };
    }
}
