package io.bankingconnect.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.bankingconnect.local.report.PipelineWatch;
import io.bankingconnect.local.report.Sample;
import io.bankingconnect.local.stack.StackOptions;
import io.bankingconnect.local.stack.StackPaths;
import io.bankingconnect.local.stack.StackProcesses;
import io.bankingconnect.local.stack.StackState;
import io.bankingconnect.local.stack.SupervisorProcess;
import io.bankingconnect.local.stores.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole flow on real components, each its own process, with the configs of {@code connector-configs/} as they are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PipelineIT {

    private static final long CUSTOMERS = 30;
    private static final long TRANSACTIONS = 300;
    private static final long NEWCOMER = 9_000_000_001L;

    private final Path root =
            Path.of(System.getProperty("banking.root")).toAbsolutePath().normalize();
    private final StackPaths paths = new StackPaths(root, root.resolve("local-stack/target/pipeline-it"));
    private SupervisorProcess supervisor;
    private PipelineWatch watch;
    private StackState stack;

    @BeforeAll
    void start() throws Exception {
        Map<String, String> small = Map.of(
                "SIMULATOR_CUSTOMERS", String.valueOf(CUSTOMERS),
                "SIMULATOR_TRANSACTIONS", String.valueOf(TRANSACTIONS),
                "SIMULATOR_TRANSACTIONS_PER_SECOND", "50");
        supervisor = SupervisorProcess.start(paths, new StackOptions(Map.of(), small), System.out::println);
        supervisor.awaitReady();
        stack = StackState.running(paths).orElseThrow();
        watch = new PipelineWatch(stack, paths.state().resolve("download"));
    }

    @AfterAll
    void stop() throws SQLException {
        if (watch != null) {
            watch.close();
        }
        supervisor.close();
    }

    @Test
    @Order(1)
    void everyRowChangeReachesEveryStageOnce() throws Exception {
        Sample sample = awaitCaughtUp();

        assertThat(watch.reconcile(sample).mismatches()).isEmpty();
        assertThat(sample.oltp().get(Table.TRANSACTIONS)).isGreaterThanOrEqualTo(TRANSACTIONS);
        assertThat(sample.oltp().get(Table.CUSTOMERS)).isGreaterThanOrEqualTo(CUSTOMERS);
        assertThat(watch.freshness().facts()).isGreaterThanOrEqualTo((int) TRANSACTIONS);
        assertThat(watch.runs().bad()).isEmpty();
    }

    @Test
    @Order(2)
    void aChangedEmailClosesOneVersionAndOpensTheNext() throws Exception {
        inTransaction("""
                INSERT INTO customers (id, first_name, last_name, email, country, status, version, updated_by, created_at, updated_at)
                VALUES (9000000001, 'Ada', 'Byron', 'ada@example.com', 'GB', 'ACTIVE', 1, 'teller-1', now(), now())""", """
                INSERT INTO accounts (id, customer_id, account_type, iban, currency, overdraft_limit, status, version,
                    updated_by, created_at, updated_at)
                VALUES (9000000001, 9000000001, 'CHECKING', 'GB33BUKB20201555555555', 'GBP', 0, 'ACTIVE', 1, 'teller-1',
                    now(), now())""", """
                INSERT INTO transactions (id, account_id, txn_type, amount, currency, channel, status, version, updated_by,
                    created_at, updated_at)
                VALUES (9000000001, 9000000001, 'DEPOSIT', 125.50, 'GBP', 'BRANCH', 'COMPLETED', 1, 'teller-1', now(),
                    now())""");
        awaitCaughtUp();
        inTransaction(
                "UPDATE customers SET email = 'ada.byron@example.com', version = 2, updated_at = now() WHERE id = "
                        + NEWCOMER);
        awaitVersions(2);

        assertThat(versions())
                .containsExactly(
                        List.of("ada@example.com", "FALSE", "FALSE", "FALSE"),
                        List.of("ada.byron@example.com", "TRUE", "TRUE", "FALSE"));
        assertThat(ask("SELECT current_balance FROM GOLD.DIM_ACCOUNTS WHERE is_current AND account_id = " + NEWCOMER))
                .containsExactly(List.of("125.50"));
    }

    @Test
    @Order(3)
    void aDeletedCustomerIsClosedAndItsFactsStayMarked() throws Exception {
        inTransaction("DELETE FROM customers WHERE id = " + NEWCOMER);
        awaitDeleted();

        assertThat(versions())
                .containsExactly(
                        List.of("ada@example.com", "FALSE", "FALSE", "FALSE"),
                        List.of("ada.byron@example.com", "FALSE", "FALSE", "TRUE"));
        assertThat(ask("SELECT is_deleted FROM GOLD.FACT_TRANSACTIONS WHERE transaction_id = " + NEWCOMER))
                .containsExactly(List.of("TRUE"));
        assertThat(watch.reconcile(awaitCaughtUp()).mismatches()).isEmpty();
    }

    @Test
    @Order(4)
    void endingTheSupervisorLeavesNoProcessBehind() throws Exception {
        List<Long> processes = new StackProcesses(paths)
                .pids()
                .filter(pid -> pid != ProcessHandle.current().pid())
                .boxed()
                .toList();
        assertThat(processes).hasSizeGreaterThan(7);
        watch.close();
        watch = null;

        stack.supervisor().orElseThrow().destroyForcibly();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(processes)
                        .noneMatch(pid -> ProcessHandle.of(pid)
                                .map(ProcessHandle::isAlive)
                                .orElse(false)));
    }

    private Sample awaitCaughtUp() {
        AtomicReference<Sample> last = new AtomicReference<>();
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    last.set(watch.sample());
                    return watch.caughtUp(last.get(), TRANSACTIONS);
                });
        return last.get();
    }

    private void awaitVersions(int count) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(versions()).hasSize(count));
    }

    private void awaitDeleted() {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(
                                ask("SELECT 1 FROM GOLD.FACT_TRANSACTIONS WHERE is_deleted AND transaction_id = "
                                        + NEWCOMER))
                        .hasSize(1));
    }

    private List<List<String>> versions() throws SQLException {
        return ask("SELECT email, is_current, valid_to IS NULL, is_deleted FROM GOLD.DIM_CUSTOMERS WHERE customer_id = "
                + NEWCOMER + " ORDER BY valid_from");
    }

    private List<List<String>> ask(String sql) throws SQLException {
        return watch.warehouse().query(sql).rows();
    }

    private void inTransaction(String... statements) throws SQLException {
        try (Connection bank = DriverManager.getConnection(stack.postgresUrl(), "postgres", stack.superuserPassword());
                Statement statement = bank.createStatement()) {
            bank.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            bank.commit();
        }
    }
}
