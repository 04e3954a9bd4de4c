package io.bankingconnect.emulator;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;

/** What every kind of statement needs to run, and the rules about transactions that they share. */
record StatementContext(
        Session session, Accounts accounts, StatementRequest request, Execution execution, ReplyWriter reply) {

    /**
     * Runs DML: in the open transaction, or in one of its own that ends with it.
     *
     * <p>A failure inside an open transaction leaves it open, as in the service, unless DuckDB has given it up.
     */
    <T> T write(Supplier<T> work) {
        Transaction transaction = session.transaction();
        transaction.checkAlive();
        boolean alone = !transaction.open() && session.autocommit();
        transaction.beforeWrite(execution);
        try {
            T result = work.get();
            if (alone) {
                transaction.commit();
            }
            return result;
        } catch (RuntimeException e) {
            if (alone) {
                transaction.rollback();
            } else if (transaction.brokenInDuck()) {
                transaction.loseToFailure();
            }
            throw e;
        }
    }

    /** Runs DDL: whatever was open is committed first, and the DDL commits itself. */
    <T> T define(Supplier<T> work) {
        Transaction transaction = session.transaction();
        transaction.checkAlive();
        transaction.commit();
        transaction.beforeWrite(execution);
        try {
            T result = work.get();
            transaction.commit();
            return result;
        } catch (RuntimeException e) {
            transaction.rollback();
            throw e;
        }
    }

    /** Finds mistakes in a statement on the second connection, where they cannot end the transaction. */
    void compile(String duckSql) {
        try (PreparedStatement statement = session.probe().prepareStatement(duckSql)) {
            statement.getParameterMetaData();
        } catch (SQLException e) {
            throw DuckFailures.translate(e);
        }
    }

    long update(String duckSql) {
        return execution.update(session.connection(), duckSql);
    }

    <T> T query(String duckSql, Execution.ResultWork<T> work) {
        return execution.query(session.connection(), duckSql, work);
    }
}
