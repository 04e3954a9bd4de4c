package io.bankingconnect.emulator;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One statement's run, which another thread may cancel at any time. Thread-safe. */
final class Execution {

    private final String queryId;
    private boolean canceled;
    private Statement running;
    private CompletableFuture<Void> awaited;

    Execution(String queryId) {
        this.queryId = queryId;
    }

    /** A piece of work over a result; the result closes behind it. */
    interface ResultWork<T> {
        T apply(ResultSet result) throws SQLException;
    }

    String queryId() {
        return queryId;
    }

    /**
     * Runs DuckDB SQL for its effect.
     *
     * @return rows changed, or -1 when the statement does not count rows
     */
    long update(Connection connection, String sql) {
        try (Statement statement = start(connection)) {
            boolean rows = statement.execute(sql);
            return rows ? -1 : statement.getLargeUpdateCount();
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            finish();
        }
    }

    /** Runs a DuckDB query. */
    <T> T query(Connection connection, String sql, ResultWork<T> work) {
        try (Statement statement = start(connection);
                ResultSet result = statement.executeQuery(sql)) {
            return work.apply(result);
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            finish();
        }
    }

    /**
     * Waits for a turn at the write lock.
     *
     * @throws SqlFailure when canceled, or after the given seconds
     */
    void await(CompletableFuture<Void> turn, long timeoutSeconds) {
        synchronized (this) {
            awaited = turn;
            checkNotCanceled();
        }
        try {
            turn.get(timeoutSeconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new SqlFailure(
                    "000625",
                    "57014",
                    "Statement '" + queryId + "' waited " + timeoutSeconds
                            + " seconds (LOCK_TIMEOUT) for a lock that another transaction holds, and gave up.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SqlFailure.canceled();
        } catch (ExecutionException | CancellationException e) {
            throw SqlFailure.canceled();
        } finally {
            synchronized (this) {
                awaited = null;
            }
        }
    }

    /** Stops the run, wherever it is; a finished one is not disturbed. */
    synchronized void cancel() throws SQLException {
        canceled = true;
        if (awaited != null) {
            awaited.cancel(false);
        }
        if (running != null) {
            running.cancel();
        }
    }

    synchronized void checkNotCanceled() {
        if (canceled) {
            throw SqlFailure.canceled();
        }
    }

    private synchronized Statement start(Connection connection) throws SQLException {
        checkNotCanceled();
        running = connection.createStatement();
        return running;
    }

    private synchronized void finish() {
        running = null;
    }

    private synchronized SqlFailure failure(SQLException e) {
        return canceled ? SqlFailure.canceled() : DuckFailures.translate(e);
    }
}
