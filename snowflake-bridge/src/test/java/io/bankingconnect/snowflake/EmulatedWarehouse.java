package io.bankingconnect.snowflake;

import io.bankingconnect.emulator.EmulatorOptions;
import io.bankingconnect.emulator.EmulatorServer;
import io.bankingconnect.snowflake.session.ColumnInfo;
import io.bankingconnect.snowflake.session.Row;
import io.bankingconnect.snowflake.session.SnowflakeSession;
import io.bankingconnect.snowflake.session.SnowflakeSettings;
import io.bankingconnect.snowflake.session.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import net.snowflake.client.api.driver.SnowflakeDriver;

/** A warehouse on the local emulator, set up as {@code sql/setup.sql} says, and one session to look into it. */
final class EmulatedWarehouse implements AutoCloseable {

    static final String USER = "BANKING_LOADER";

    private static final String ACCOUNT = "BANKING";

    private final Path data;
    private final SnowflakeSession session;
    private EmulatorServer server;

    private EmulatedWarehouse(Path data) throws IOException, SQLException {
        this.data = data;
        this.server = start(0);
        setUp();
        this.session = new SnowflakeSession(new StageSinkConfig(settings()).snowflake());
    }

    static EmulatedWarehouse start(Path data) throws IOException, SQLException {
        return new EmulatedWarehouse(data);
    }

    /** The settings of a sink that loads into this warehouse, but for where its lake is. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("s3.bucket.name", MemoryLake.BUCKET);
        settings.put(SnowflakeSettings.URL, "http://127.0.0.1:" + server.port() + "/?account=" + ACCOUNT);
        settings.put(SnowflakeSettings.USER, USER);
        settings.put(SnowflakeSettings.PRIVATE_KEY, TestKeys.base64(TestKeys.LOADER));
        settings.put(SnowflakeSettings.WAREHOUSE, "BANKING_WH");
        settings.put(SnowflakeSettings.DATABASE, "BANKING_DW");
        settings.put(StageSinkConfig.SCHEMA, "BRONZE");
        return settings;
    }

    List<Row> query(String sql) {
        return session.query(sql);
    }

    List<ColumnInfo> columnsOf(String table) {
        return session.columnsOf(table);
    }

    /** The only value of the only row. */
    long number(String sql) {
        Row row = query(sql).get(0);
        return row.number(row.columns().iterator().next());
    }

    /** Takes the service away; its data stays. */
    int stop() {
        int port = server.port();
        session.close();
        server.close();
        return port;
    }

    /** Brings the service back. */
    void restart(int port) throws IOException {
        server = start(port);
    }

    @Override
    public void close() {
        stop();
    }

    private EmulatorServer start(int port) throws IOException {
        return EmulatorServer.start(
                new EmulatorOptions(data, port, ACCOUNT, Map.of(USER, TestKeys.LOADER.getPublic())));
    }

    private void setUp() throws IOException, SQLException {
        Properties login = new Properties();
        login.put("user", USER);
        login.put("privateKey", TestKeys.LOADER.getPrivate());
        login.put("ssl", "off");
        login.put("disableOCSPChecks", "true");
        login.put("disablePlatformDetection", "true");
        login.put("JDBC_QUERY_RESULT_FORMAT", "JSON");
        String url = "jdbc:snowflake://127.0.0.1:" + server.port() + "/?account=" + ACCOUNT;
        try (Connection connection = new SnowflakeDriver().connect(url, login);
                Statement statement = connection.createStatement()) {
            for (String sql : Files.readString(Path.of("sql/setup.sql")).split(";\\s*(\\R|$)")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }
}
