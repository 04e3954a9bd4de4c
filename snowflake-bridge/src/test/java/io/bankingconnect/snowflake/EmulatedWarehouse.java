package io.bankingconnect.snowflake;

import io.bankingconnect.emulator.EmulatorServer;
import io.bankingconnect.snowflake.session.ColumnInfo;
import io.bankingconnect.snowflake.session.EmulatedService;
import io.bankingconnect.snowflake.session.Row;
import io.bankingconnect.snowflake.session.SnowflakeSession;
import io.bankingconnect.snowflake.session.SnowflakeSettings;
import io.bankingconnect.snowflake.session.TestKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A warehouse on the local emulator, set up as {@code sql/setup.sql} says, and one session to look into it. */
final class EmulatedWarehouse implements AutoCloseable {

    static final String USER = "BANKING_LOADER";

    private final Path data;
    private final SnowflakeSession session;
    private EmulatorServer server;

    private EmulatedWarehouse(Path data) throws IOException, SQLException {
        this.data = data;
        this.server = EmulatedService.start(data, 0, USER);
        EmulatedService.setUp(server, USER);
        this.session = new SnowflakeSession(new StageSinkConfig(settings()).snowflake());
    }

    static EmulatedWarehouse start(Path data) throws IOException, SQLException {
        return new EmulatedWarehouse(data);
    }

    /** The settings of a sink that loads into this warehouse, but for where its lake is. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("s3.bucket.name", MemoryLake.BUCKET);
        settings.put(SnowflakeSettings.URL, EmulatedService.url(server));
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
        server = EmulatedService.start(data, port, USER);
    }

    @Override
    public void close() {
        stop();
    }
}
