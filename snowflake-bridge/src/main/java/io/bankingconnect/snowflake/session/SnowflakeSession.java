package io.bankingconnect.snowflake.session;

import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import net.snowflake.client.api.connection.SnowflakeConnection;
import net.snowflake.client.api.connection.UploadStreamConfig;
import net.snowflake.client.api.driver.SnowflakeDriver;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One login to Snowflake, made at the first statement and again after it was lost.
 *
 * <p>Every method sorts its failures: {@link org.apache.kafka.connect.errors.RetriableException} for a passing outage,
 * after which the next call logs in anew, and {@link ConnectException} for what no retry mends, with the key to check.
 * Statements commit by themselves except within {@link #inTransaction}. Binds may be text, numbers, booleans, bytes and
 * null. Not safe for use by several threads at once.
 */
public final class SnowflakeSession implements AutoCloseable {

    /** Opens the driver's connection. */
    @FunctionalInterface
    interface Login {
        Connection open() throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(SnowflakeSession.class);
    private static final int HEADLINE_LENGTH = 80;

    private final String who;
    private final Login login;
    private Connection connection;

    /** A session with these settings; sends nothing yet. */
    public SnowflakeSession(SnowflakeSettings settings) {
        // DriverManager does not see a driver inside a plugin's class loader.
        this(settings, () -> new SnowflakeDriver().connect(settings.jdbcUrl(), settings.properties()));
    }

    SnowflakeSession(SnowflakeSettings settings, Login login) {
        this.who = settings.user() + " at " + settings.place();
        this.login = login;
    }

    /** Logs in now rather than at the first statement, to learn whether the settings are good. */
    public void open() {
        connection();
    }

    /** Runs a statement whose answer does not matter, DDL for instance. */
    public void execute(String sql, Object... binds) {
        run(sql, connection -> {
            Statements.execute(connection, sql, binds);
            return null;
        });
    }

    /**
     * Runs an INSERT, UPDATE, DELETE or MERGE.
     *
     * @return the rows it changed
     */
    public long update(String sql, Object... binds) {
        return run(sql, connection -> Statements.update(connection, sql, binds));
    }

    /**
     * Runs an INSERT, UPDATE, DELETE or MERGE once for every list of binds, in one request.
     *
     * @return the rows changed in all
     */
    public long updateBatch(String sql, List<Object[]> bindsOfEach) {
        if (bindsOfEach.isEmpty()) {
            return 0;
        }
        return run(sql, connection -> Statements.updateBatch(connection, sql, bindsOfEach));
    }

    /** Runs a query, or a statement that answers with rows such as COPY, and reads its rows into memory. */
    public List<Row> query(String sql, Object... binds) {
        return run(sql, connection -> Statements.query(connection, sql, binds));
    }

    /**
     * The columns of a table or view.
     *
     * @param relation its name, as SQL writes it
     */
    public List<ColumnInfo> columnsOf(String relation) {
        return attempt("read the columns of " + relation, connection -> Statements.columnsOf(connection, relation));
    }

    /**
     * Runs work as one transaction: committed when it returns, rolled back when it throws.
     *
     * <p>A DDL statement inside would commit the transaction; keep those outside. When the answer to the commit itself
     * is lost, nobody knows whether it happened: the caller must be able to find out when it tries again.
     */
    public <T> T inTransaction(Supplier<T> work) {
        execute("BEGIN");
        boolean committed = false;
        try {
            T result = work.get();
            execute("COMMIT");
            committed = true;
            return result;
        } finally {
            if (!committed) {
                rollback();
            }
        }
    }

    /**
     * Uploads a stream to an internal stage, uncompressed, replacing a file of that name.
     *
     * @param stage the stage's name, without {@code @}
     * @param directory the path inside the stage
     * @param name the file's name
     * @param content read to its end, closed by the caller
     */
    public void uploadStream(String stage, String directory, String name, InputStream content) {
        UploadStreamConfig config = UploadStreamConfig.builder()
                .setDestPrefix(directory)
                // The driver gzips by default, even Parquet.
                .setCompressData(false)
                .build();
        attempt("upload " + name + " to stage " + stage, connection -> {
            connection.unwrap(SnowflakeConnection.class).uploadStream(stage, name, content, config);
            return null;
        });
    }

    /** Logs out; what is not committed is rolled back. A session that is used again logs in anew. */
    @Override
    public void close() {
        Connection closing = connection;
        connection = null;
        if (closing != null) {
            logOut(closing);
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T run(String sql, Work<T> work) {
        return attempt("run \"" + headline(sql) + "\"", work);
    }

    private <T> T attempt(String what, Work<T> work) {
        Connection current = connection();
        try {
            return work.on(current);
        } catch (SQLException e) {
            if (SnowflakeErrors.isPassing(e)) {
                abandon();
            }
            throw SnowflakeErrors.sorted(what, e);
        }
    }

    private Connection connection() {
        if (connection == null) {
            try {
                connection = login.open();
            } catch (SQLException e) {
                throw SnowflakeErrors.sorted("log in to Snowflake as " + who, e);
            }
        }
        return connection;
    }

    private void rollback() {
        if (connection == null) {
            return;
        }
        try {
            Statements.execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            // Logging out rolls back too.
            LOG.debug("Rollback of {} failed (code {}), ending the session", who, e.getErrorCode());
            abandon();
        }
    }

    /** Leaves a session that is probably lost; the driver may need half a minute to find that out when logging out. */
    private void abandon() {
        Connection lost = connection;
        connection = null;
        Thread logout = new Thread(() -> logOut(lost), "snowflake-logout");
        logout.setDaemon(true);
        logout.start();
    }

    private void logOut(Connection closing) {
        try {
            closing.close();
        } catch (SQLException e) {
            // The service ends an abandoned session by itself.
            LOG.debug("The session of {} did not close cleanly (code {})", who, e.getErrorCode());
        }
    }

    private static String headline(String sql) {
        String line = sql.strip().lines().findFirst().orElse("");
        return line.length() > HEADLINE_LENGTH ? line.substring(0, HEADLINE_LENGTH) + "…" : line;
    }
}
