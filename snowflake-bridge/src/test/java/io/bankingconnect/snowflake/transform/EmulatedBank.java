package io.bankingconnect.snowflake.transform;

import io.bankingconnect.emulator.EmulatorServer;
import io.bankingconnect.snowflake.session.EmulatedService;
import io.bankingconnect.snowflake.session.SnowflakeSession;
import io.bankingconnect.snowflake.session.SnowflakeSettings;
import io.bankingconnect.snowflake.session.TestKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A warehouse on the local emulator whose raw tables take in a bank's change log, and the real project over it. */
final class EmulatedBank implements AutoCloseable {

    static final Path PROJECT = Path.of("../dbt-equivalent-sql");

    private static final String USER = "TRANSFORMER";
    private static final String META = """
            , __op varchar, __deleted varchar, __source_ts_ms number(19,0), __source_lsn number(19,0),
            __source_txid number(19,0), __topic varchar, __partition number(10,0), __offset number(19,0))""";

    private final Path data;
    private final SessionWarehouse warehouse;
    private final Project project;
    private EmulatorServer server;

    private EmulatedBank(Path data) throws IOException, SQLException {
        this.data = data;
        server = EmulatedService.start(data, 0, USER);
        EmulatedService.setUp(server, USER);
        SqlTransformConfig config = new SqlTransformConfig(settings());
        warehouse = new SessionWarehouse(new SnowflakeSession(config.snowflake()));
        project = config.project();
    }

    static EmulatedBank start(Path data) throws IOException, SQLException {
        return new EmulatedBank(data);
    }

    /** What a connector needs to run the project here. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put(SqlTransformConfig.TOPIC, "banking.warehouse.runs");
        settings.put(SqlTransformConfig.PROJECT_DIR, PROJECT.toString());
        settings.put(SqlTransformConfig.MIN_INTERVAL_MS, "200");
        settings.put(SnowflakeSettings.URL, EmulatedService.url(server));
        settings.put(SnowflakeSettings.USER, USER);
        settings.put(SnowflakeSettings.PRIVATE_KEY, TestKeys.base64(TestKeys.LOADER));
        settings.put(SnowflakeSettings.DATABASE, "BANKING_DW");
        return settings;
    }

    Project project() {
        return project;
    }

    Warehouse warehouse() {
        return warehouse;
    }

    /** Makes the raw tables and the load manifest, as the stage sink does. */
    EmulatedBank withRawTables() {
        warehouse.execute("""
                create table BRONZE.RAW_CUSTOMERS (id number(19,0), first_name varchar, last_name varchar,
                email varchar, phone varchar, address varchar, city varchar, postal_code varchar, country varchar,
                birth_date date, national_id varchar, status varchar, version number(10,0), updated_by varchar,
                created_at timestamp_ltz(6), updated_at timestamp_ltz(6)""" + META);
        warehouse.execute("""
                create table BRONZE.RAW_ACCOUNTS (id number(19,0), customer_id number(19,0), account_type varchar,
                iban varchar, card_number varchar, currency varchar, balance number(18,2),
                overdraft_limit number(18,2), status varchar, version number(10,0), updated_by varchar,
                created_at timestamp_ltz(6), updated_at timestamp_ltz(6)""" + META);
        warehouse.execute("""
                create table BRONZE.RAW_TRANSACTIONS (id number(19,0), account_id number(19,0), txn_type varchar,
                amount number(18,2), currency varchar, related_account_id number(19,0), merchant varchar, mcc varchar,
                channel varchar, reference varchar, status varchar, decline_reason varchar, version number(10,0),
                updated_by varchar, created_at timestamp_ltz(6), updated_at timestamp_ltz(6)""" + META);
        warehouse.execute("create table BRONZE._LOADED_FILES (table_name varchar)");
        return this;
    }

    /** Loads what a change log has queued for a table. */
    void load(List<String> rows, String table) {
        if (!rows.isEmpty()) {
            warehouse.update("insert into BRONZE." + table + " values " + String.join(", ", rows));
            warehouse.update("insert into BRONZE._LOADED_FILES values ('" + table + "')");
            rows.clear();
        }
    }

    /** Runs the project once; the results by name. */
    Map<String, NodeResult> run() {
        Project.Invocation invocation = new Project.Invocation(UUID.randomUUID().toString(), Instant.now());
        ProjectRun run = new ProjectRun(project, invocation, warehouse, Clock.systemUTC());
        run.prepare();
        Map<String, NodeResult> results = new HashMap<>();
        while (!run.done()) {
            run.step().forEach(result -> results.put(result.node().name(), result));
        }
        return results;
    }

    /** The rows of a query, values joined by a bar, NULL as a dash. */
    List<String> rows(String sql) {
        return warehouse.query(sql).stream()
                .map(row ->
                        row.stream().map(value -> value == null ? "-" : value).collect(Collectors.joining("|")))
                .toList();
    }

    /** Takes the service away; its data stays. */
    int stop() {
        int port = server.port();
        warehouse.close();
        server.close();
        return port;
    }

    /** Brings the service back. */
    void restart(int port) throws IOException {
        server = EmulatedService.start(data, port, USER);
    }

    @Override
    public void close() {
        warehouse.close();
        server.close();
    }
}
