package io.bankingconnect.faker;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL server of its own with the bank's schema. */
final class OltpDatabase implements AutoCloseable {

    static final Path SCHEMA = Path.of("..", "postgres", "schema.sql");

    /** Every account's id, and the signed sum of its completed transactions. */
    static final String SIGNED_SUMS = """
            SELECT a.id, CAST(coalesce(own.amount, 0) + coalesce(received.amount, 0) AS NUMERIC(18, 2))
            FROM accounts a
            LEFT JOIN (
                SELECT account_id, sum(CASE WHEN txn_type = 'DEPOSIT' THEN amount ELSE -amount END) AS amount
                FROM transactions WHERE status = 'COMPLETED' GROUP BY account_id) own ON own.account_id = a.id
            LEFT JOIN (
                SELECT related_account_id, sum(amount) AS amount
                FROM transactions WHERE status = 'COMPLETED' GROUP BY related_account_id) received
                ON received.related_account_id = a.id""";

    private static final String LOG = "server.log";

    private final EmbeddedPostgres server;

    private OltpDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    static OltpDatabase start() throws IOException, SQLException {
        OltpDatabase database = new OltpDatabase(EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_filename", LOG)
                .setServerConfig("log_rotation_age", "0")
                .setServerConfig("log_rotation_size", "0")
                .start());
        database.applySchema();
        return database;
    }

    void applySchema() throws IOException, SQLException {
        try (Connection connection = asOwner();
                Statement statement = connection.createStatement()) {
            statement.execute(Files.readString(SCHEMA));
        }
    }

    Connection asOwner() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    /** Logs in as one of the schema's roles; the server trusts local connections. */
    Connection as(String role) throws SQLException {
        return server.getDatabase(role, "postgres").getConnection();
    }

    int port() {
        return server.getPort();
    }

    /** What the server has refused so far, as its log tells it: broken checks and foreign keys are among it. */
    List<String> errors() throws SQLException {
        try (Connection connection = asOwner()) {
            return rows(connection, """
                    SELECT line FROM regexp_split_to_table(pg_read_file('log/%s'), E'\\n') AS line
                    WHERE line LIKE '%%ERROR: %%'""".formatted(LOG));
        }
    }

    /** The rows of a query, each as its columns' texts joined by a bar. */
    static List<String> rows(Connection connection, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(String.join("|", row));
            }
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
