package io.bankingconnect.emulator;

import static io.bankingconnect.emulator.RunningEmulator.execute;
import static io.bankingconnect.emulator.RunningEmulator.rows;
import static io.bankingconnect.emulator.RunningEmulator.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.emulator.EmulatorOptions.Limits;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransactionTest {

    @TempDir
    Path directory;

    private RunningEmulator emulator;
    private Connection one;
    private Connection two;

    @BeforeEach
    void start() throws Exception {
        emulator = new RunningEmulator(directory);
        one = emulator.connectToSchema();
        two = emulator.connectToSchema();
        execute(one, "CREATE TABLE t (id INT NOT NULL, v INT)", "INSERT INTO t VALUES (1, 0)");
    }

    @AfterEach
    void stop() throws SQLException {
        one.close();
        two.close();
        emulator.close();
    }

    @Test
    void rollbackUndoesAndCommitKeeps() throws SQLException {
        execute(one, "BEGIN", "UPDATE t SET v = 1", "ROLLBACK");
        assertThat(rows(two, "SELECT v FROM t")).containsExactly("0");

        execute(one, "BEGIN", "UPDATE t SET v = 2");
        assertThat(rows(one, "SELECT v FROM t")).containsExactly("2");
        assertThat(rows(two, "SELECT v FROM t")).containsExactly("0");
        execute(one, "COMMIT");

        assertThat(rows(two, "SELECT v FROM t")).containsExactly("2");
    }

    @Test
    void theDriversAutocommitOffSpansStatements() throws SQLException {
        one.setAutoCommit(false);
        update(one, "UPDATE t SET v = 1");
        one.rollback();
        update(one, "UPDATE t SET v = v + 10");
        one.commit();
        one.setAutoCommit(true);

        assertThat(rows(two, "SELECT v FROM t")).containsExactly("10");
    }

    @Test
    void ddlCommitsWhatWasOpen() throws SQLException {
        execute(one, "BEGIN", "UPDATE t SET v = 1", "CREATE TABLE other (id INT)", "ROLLBACK");

        assertThat(rows(two, "SELECT v FROM t")).containsExactly("1");
    }

    @Test
    void aQueryInsideATransactionReadsWhatOthersCommittedMeanwhile() throws SQLException {
        execute(one, "BEGIN");
        rows(one, "SELECT v FROM t");
        execute(two, "UPDATE t SET v = 5");

        assertThat(rows(one, "SELECT v FROM t")).containsExactly("5");
        execute(one, "UPDATE t SET v = v + 1", "COMMIT");
        assertThat(rows(two, "SELECT v FROM t")).containsExactly("6");
    }

    @Test
    void theSecondWriterWaitsForTheFirstAndThenSeesItsWork() throws Exception {
        execute(one, "BEGIN", "UPDATE t SET v = v + 1");
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> {
            try {
                execute(two, "BEGIN");
                int count = update(two, "UPDATE t SET v = v * 10");
                execute(two, "COMMIT");
                return count;
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
        awaitLockWaiter();
        assertThat(second).isNotDone();

        execute(one, "COMMIT");

        assertThat(second.get()).isEqualTo(1);
        assertThat(rows(one, "SELECT v FROM t")).containsExactly("10");
    }

    @Test
    void closingASessionRollsBackAndLetsTheNextWriterIn() throws SQLException {
        execute(one, "BEGIN", "UPDATE t SET v = 99");

        one.close();

        assertThat(update(two, "UPDATE t SET v = v + 1")).isEqualTo(1);
        assertThat(rows(two, "SELECT v FROM t")).containsExactly("1");
    }

    @Test
    void aLockThatDoesNotComeInTimeIsGivenUp() throws SQLException {
        execute(one, "BEGIN", "UPDATE t SET v = 1");
        execute(two, "ALTER SESSION SET LOCK_TIMEOUT = 1");

        assertThatThrownBy(() -> execute(two, "UPDATE t SET v = 2"))
                .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(625))
                .satisfies(e -> assertThat(e.getMessage()).contains("LOCK_TIMEOUT"));
        execute(one, "COMMIT");
        assertThat(update(two, "UPDATE t SET v = 2")).isEqualTo(1);
    }

    @Test
    void aMistakeInAStatementLeavesTheTransactionOpen() throws SQLException {
        execute(one, "BEGIN", "UPDATE t SET v = 7");

        assertThatThrownBy(() -> execute(one, "UPDATE missing SET v = 1")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> execute(one, "SELECT nothing FROM t")).isInstanceOf(SQLException.class);
        execute(one, "COMMIT");

        assertThat(rows(two, "SELECT v FROM t")).containsExactly("7");
    }

    @Test
    void aTransactionLostToAFailureRefusesWorkUntilItIsRolledBack() throws SQLException {
        execute(one, "BEGIN", "UPDATE t SET v = 7");
        assertThatThrownBy(() -> execute(one, "INSERT INTO t SELECT NULL, 1"))
                .hasMessageContaining("NULL result in a non-nullable column");

        assertThatThrownBy(() -> execute(one, "COMMIT"))
                .hasMessageContaining("roll back and run it again")
                .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
                .extracting(SQLException::getErrorCode)
                .isEqualTo(603);
        assertThat(update(two, "UPDATE t SET v = v + 1")).isEqualTo(1);
        execute(one, "ROLLBACK", "UPDATE t SET v = v + 1");

        assertThat(rows(two, "SELECT v FROM t")).containsExactly("2");
    }

    @Test
    void aTransactionThatIdlesWhileAnotherWaitsIsRolledBack() throws Exception {
        emulator.close();
        emulator = new RunningEmulator(
                directory, new Limits(Duration.ofHours(1), Duration.ofHours(4), Duration.ofMillis(200)));
        one = emulator.connectToSchema();
        two = emulator.connectToSchema();
        execute(one, "BEGIN", "UPDATE t SET v = 99");

        assertThat(update(two, "UPDATE t SET v = v + 1")).isEqualTo(1);

        assertThatThrownBy(() -> execute(one, "COMMIT"))
                .hasMessageContaining("was idle")
                .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
                .extracting(SQLException::getErrorCode)
                .isEqualTo(604);
        assertThat(rows(two, "SELECT v FROM t")).containsExactly("1");
    }

    @Test
    void cancelStopsARunningStatement() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        try (Statement statement = one.createStatement()) {
            CompletableFuture<Throwable> outcome = CompletableFuture.supplyAsync(() -> {
                started.countDown();
                try {
                    statement.execute("SELECT count(*) FROM range(100000000000) a WHERE a.range % 7 = 3");
                    return null;
                } catch (SQLException e) {
                    return e;
                }
            });
            started.await();
            Awaitility.await().ignoreExceptions().until(() -> {
                statement.cancel();
                return outcome.isDone();
            });

            assertThat(outcome.get()).hasMessageContaining("SQL execution canceled");
        }
        assertThat(rows(one, "SELECT v FROM t")).containsExactly("0");
    }

    @Test
    void cancelStopsAStatementThatWaitsForItsTurn() throws Exception {
        execute(one, "BEGIN", "UPDATE t SET v = 1");
        try (Statement statement = two.createStatement()) {
            CompletableFuture<Throwable> outcome = CompletableFuture.supplyAsync(() -> {
                try {
                    statement.execute("UPDATE t SET v = 2");
                    return null;
                } catch (SQLException e) {
                    return e;
                }
            });
            awaitLockWaiter();
            statement.cancel();

            assertThat(outcome.get()).hasMessageContaining("SQL execution canceled");
        }
        execute(one, "COMMIT");
        assertThat(update(two, "UPDATE t SET v = 3")).isEqualTo(1);
    }

    @Test
    void committedWorkSurvivesARestartAndOpenWorkDoesNot() throws Exception {
        execute(one, "UPDATE t SET v = 42", "CREATE TEMPORARY TABLE gone (id INT)");
        execute(one, "BEGIN", "INSERT INTO t VALUES (2, 2)");

        emulator.restart();

        one = emulator.connectToSchema();
        assertThat(rows(one, "SELECT id, v FROM t")).containsExactly("1,42");
        assertThatThrownBy(() -> rows(one, "SELECT * FROM gone")).hasMessageContaining("'GONE' does not exist");
    }

    private void awaitLockWaiter() {
        Awaitility.await().until(() -> emulator.server().writersWaiting());
    }
}
