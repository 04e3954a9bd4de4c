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

    private final EmbeddedPostgres server;

    private OltpDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    static OltpDatabase start() throws IOException, SQLException {
        OltpDatabase database = new OltpDatabase(EmbeddedPostgres.builder()
                .setServerConfig("wal_level", "logical")
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
