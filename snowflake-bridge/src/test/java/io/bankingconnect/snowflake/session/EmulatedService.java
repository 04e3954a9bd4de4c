package io.bankingconnect.snowflake.session;

import io.bankingconnect.emulator.EmulatorOptions;
import io.bankingconnect.emulator.EmulatorServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import net.snowflake.client.api.driver.SnowflakeDriver;

/** The local emulator with one user, who has the key {@link TestKeys#LOADER}. */
public final class EmulatedService {

    private static final String ACCOUNT = "BANKING";

    private EmulatedService() {}

    /** Serves a data directory; port 0 takes a free one. */
    public static EmulatorServer start(Path data, int port, String user) throws IOException {
        return EmulatorServer.start(
                new EmulatorOptions(data, port, ACCOUNT, Map.of(user, TestKeys.LOADER.getPublic())));
    }

    /** What {@code snowflake.url.name} is for it. */
    public static String url(EmulatorServer server) {
        return "http://127.0.0.1:" + server.port() + "/?account=" + ACCOUNT;
    }

    /** Runs {@code sql/setup.sql}, as an administrator would. */
    public static void setUp(EmulatorServer server, String user) throws IOException, SQLException {
        Properties login = new Properties();
        login.put("user", user);
        login.put("privateKey", TestKeys.LOADER.getPrivate());
        login.put("ssl", "off");
        login.put("disableOCSPChecks", "true");
        login.put("disablePlatformDetection", "true");
        login.put("JDBC_QUERY_RESULT_FORMAT", "JSON");
        try (Connection connection = new SnowflakeDriver().connect(server.jdbcUrl(), login);
                Statement statement = connection.createStatement()) {
            for (String sql : Files.readString(Path.of("sql/setup.sql")).split(";\\s*(\\R|$)")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }
}
