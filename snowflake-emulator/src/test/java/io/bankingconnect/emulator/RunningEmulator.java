package io.bankingconnect.emulator;

import io.bankingconnect.emulator.EmulatorOptions.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.snowflake.client.api.driver.SnowflakeDriver;

/** An emulator in this JVM and the real driver's connections to it. */
final class RunningEmulator implements AutoCloseable {

    static final KeyPair KEYS = newKeys();

    private final Path directory;
    private final Limits limits;
    private EmulatorServer server;

    RunningEmulator(Path directory) throws IOException {
        this(directory, Limits.standard());
    }

    RunningEmulator(Path directory, Limits limits) throws IOException {
        this.directory = directory;
        this.limits = limits;
        this.server = start(0);
    }

    private EmulatorServer start(int port) throws IOException {
        return EmulatorServer.start(
                new EmulatorOptions(directory, port, "bank", Map.of("loader", KEYS.getPublic()), "256MB", limits));
    }

    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    EmulatorServer server() {
        return server;
    }

    /** Ends the server and starts it on the same port. */
    void restart() throws IOException {
        int port = server.port();
        server.close();
        server = start(port);
    }

    Connection connect() throws SQLException {
        return connect(KEYS.getPrivate(), Map.of());
    }

    Connection connect(Map<String, String> more) throws SQLException {
        return connect(KEYS.getPrivate(), more);
    }

    Connection connect(PrivateKey key, Map<String, String> more) throws SQLException {
        Properties properties = new Properties();
        properties.put("user", "loader");
        properties.put("privateKey", key);
        properties.put("authenticator", "snowflake_jwt");
        properties.put("JDBC_QUERY_RESULT_FORMAT", "JSON");
        properties.put("enableCopyResultSet", "true");
        properties.put("disablePlatformDetection", "true");
        properties.put("CLIENT_OUT_OF_BAND_TELEMETRY_ENABLED", "false");
        properties.put("ssl", "off");
        properties.put("disableOCSPChecks", "true");
        properties.putAll(more);
        return new SnowflakeDriver().connect(server.jdbcUrl(), properties);
    }

    /** A connection in the schema BANK.RAW, made if it is missing. */
    Connection connectToSchema() throws SQLException {
        Connection connection = connect();
        execute(connection, "CREATE DATABASE IF NOT EXISTS bank", "CREATE SCHEMA IF NOT EXISTS bank.raw");
        return connection;
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static int update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    /** Cells as text, joined by commas, one entry per row. */
    static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    cells.add(result.getString(i));
                }
                rows.add(String.join(",", cells.stream().map(String::valueOf).toList()));
            }
            return rows;
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
