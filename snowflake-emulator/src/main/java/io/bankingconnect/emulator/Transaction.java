package io.bankingconnect.emulator;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A session's transaction. DuckDB's transaction starts with the first write, after the write lock is owned: until then
 * queries read what is committed, and from then on nobody else can write, which together is READ COMMITTED.
 *
 * <p>Used by one thread at a time: the one that owns the session.
 */
final class Transaction {

    private final Session session;
    private final Connection connection;
    private final WriteLock lock;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private boolean explicit;
    private boolean writing;
    private SqlFailure lost;

    Transaction(Session session, Connection connection, WriteLock lock) {
        this.session = session;
        this.connection = connection;
        this.lock = lock;
    }

    /** BEGIN: inside an open transaction it changes nothing, as in the service. */
    void begin() {
        explicit = true;
    }

    boolean open() {
        return explicit || writing;
    }

    boolean writing() {
        return writing;
    }

    /**
     * Refuses work in a transaction that DuckDB or the idle limit has ended.
     *
     * @throws SqlFailure until the client rolls back
     */
    void checkAlive() {
        if (lost != null) {
            throw new SqlFailure(
                    lost.code(),
                    lost.sqlState(),
                    lost.getMessage() + " Nothing of it was kept; roll back and run it again.");
        }
    }

    /** Takes the write lock and starts DuckDB's transaction, if that has not happened yet. */
    void beforeWrite(Execution execution) {
        if (writing) {
            return;
        }
        CompletableFuture<Void> turn = lock.request(session);
        try {
            execution.await(turn, session.lockTimeoutSeconds());
            execution.update(connection, "BEGIN TRANSACTION");
            writing = true;
        } finally {
            if (!writing) {
                lock.abandon(session, turn);
            }
        }
    }

    /** Runs something once this transaction is committed, and never if it is rolled back. */
    void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void commit() {
        checkAlive();
        if (writing) {
            try {
                // Not cancelable: a client that cancels a commit could not tell its outcome.
                new Execution("commit").update(connection, "COMMIT");
            } catch (SqlFailure e) {
                rollback();
                throw e;
            }
        }
        List<Runnable> actions = List.copyOf(afterCommit);
        end();
        actions.forEach(Runnable::run);
    }

    void rollback() {
        try {
            if (writing) {
                new Execution("rollback").update(connection, "ROLLBACK");
            }
        } finally {
            end();
        }
    }

    /** Gives up a transaction that a failed statement has ended in DuckDB: running it again would fail again. */
    void loseToFailure() {
        lose(new SqlFailure(
                "000603", "25P02", "A statement failed while it ran, and with it the emulator lost the transaction."));
    }

    /** Gives up a transaction that keeps another waiting: a cancellation, after which it may be run again. */
    void loseToIdling(Duration idle) {
        lose(new SqlFailure(
                "000604",
                "57014",
                "The transaction was idle for " + idle.toSeconds()
                        + " seconds while another waited for its lock, and was rolled back."));
    }

    /** Ends DuckDB's transaction and the lock at once; an explicit transaction then refuses work until its rollback. */
    private void lose(SqlFailure reason) {
        boolean stays = explicit || !session.autocommit();
        boolean wasWriting = writing;
        rollback();
        if (stays && wasWriting) {
            explicit = true;
            lost = reason;
        }
    }

    private void end() {
        explicit = false;
        writing = false;
        lost = null;
        afterCommit.clear();
        lock.release(session);
    }

    /** True when DuckDB has given this transaction up after a failure. */
    boolean brokenInDuck() {
        if (!writing) {
            return false;
        }
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT 1");
            return false;
        } catch (SQLException e) {
            return true;
        }
    }
}
