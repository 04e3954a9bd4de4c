package io.bankingconnect.emulator;

import static io.bankingconnect.emulator.RunningEmulator.execute;
import static io.bankingconnect.emulator.RunningEmulator.rows;
import static io.bankingconnect.emulator.RunningEmulator.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverTest {

    @TempDir
    static Path directory;

    private static RunningEmulator emulator;
    private Connection connection;

    @BeforeAll
    static void start() throws Exception {
        emulator = new RunningEmulator(directory);
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = emulator.connectToSchema();
        execute(connection, "CREATE OR REPLACE SCHEMA bank.raw");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void aKeyThatIsNotTheUsersIsRefused() {
        assertThatThrownBy(() -> emulator.connect(RunningEmulator.newKeys().getPrivate(), Map.of()))
                .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(390144))
                .satisfies(e -> assertThat(e.getMessage()).contains("JWT token is invalid"));
    }

    @Test
    void loginHonoursDatabaseSchemaWarehouseAndRole() throws SQLException {
        Map<String, String> place = Map.of("db", "bank", "schema", "raw", "warehouse", "wh", "role", "loader_role");
        try (Connection placed = emulator.connect(place)) {
            assertThat(rows(
                            placed,
                            "SELECT CURRENT_DATABASE(), CURRENT_SCHEMA(), CURRENT_WAREHOUSE(), CURRENT_ROLE(),"
                                    + " CURRENT_USER()"))
                    .containsExactly("BANK,RAW,WH,LOADER_ROLE,LOADER");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "NUMBER(18,2)   | 123.40                                  | 123.40",
                "NUMBER(38,0)   | 12345678901234567890123456789012345678  | 12345678901234567890123456789012345678",
                "INTEGER        | -7                                      | -7",
                "FLOAT          | 1.5                                     | 1.5",
                "VARCHAR(10)    | 'it''s'                                 | it's",
                "STRING         | 'back\\\\slash'                         | back\\slash",
                "BOOLEAN        | TRUE                                    | TRUE",
                "BOOLEAN        | FALSE                                   | FALSE",
                "DATE           | '2024-02-29'                            | 2024-02-29",
                "DATE           | '1969-12-31'                            | 1969-12-31",
                "TIME           | '23:59:59.5'                            | 23:59:59",
                "TIMESTAMP_NTZ  | '2024-02-29 12:34:56.789012'            | 2024-02-29 12:34:56.789",
                "TIMESTAMP_NTZ  | '1969-12-31 23:59:59.5'                 | 1969-12-31 23:59:59.500",
                "TIMESTAMP_LTZ  | '2024-02-29 12:00:00+02:00'             | 2024-02-29 10:00:00.000 Z",
                "BINARY         | TO_BINARY('00FF')                       | 00FF",
                "VARIANT        | PARSE_JSON('{\"a\":[1,null]}')          | {\"a\":[1,null]}",
                "NUMBER(5,1)    | NULL                                    | null",
                "TIMESTAMP_NTZ  | NULL                                    | null"
            })
    void aValueComesBackAsTheServiceShowsIt(String type, String literal, String shown) throws SQLException {
        execute(connection, "CREATE TABLE t (v " + type + ")", "INSERT INTO t SELECT " + literal);

        assertThat(rows(connection, "SELECT v FROM t")).containsExactly(shown);
    }

    @Test
    void columnsAreDescribedByNameTypeAndSize() throws SQLException {
        execute(
                connection,
                "CREATE TABLE t (id NUMBER(19,0) NOT NULL, amount NUMBER(18,2), \"quoted name\" VARCHAR, day DATE,"
                        + " at TIMESTAMP_NTZ(6), ok BOOLEAN, raw BINARY)");
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT t.*, id + 1 AS next, count(*) OVER () FROM t")) {
            var columns = result.getMetaData();

            assertThat(columns.getColumnLabel(1)).isEqualTo("ID");
            assertThat(columns.getColumnLabel(3)).isEqualTo("quoted name");
            assertThat(columns.getColumnLabel(8)).isEqualTo("NEXT");
            assertThat(columns.getColumnType(1)).isEqualTo(Types.BIGINT);
            assertThat(columns.getColumnType(2)).isEqualTo(Types.DECIMAL);
            assertThat(columns.getPrecision(2)).isEqualTo(18);
            assertThat(columns.getScale(2)).isEqualTo(2);
            assertThat(columns.getColumnType(4)).isEqualTo(Types.DATE);
            assertThat(columns.getColumnType(5)).isEqualTo(Types.TIMESTAMP);
            assertThat(columns.getColumnType(6)).isEqualTo(Types.BOOLEAN);
            assertThat(columns.getColumnType(7)).isEqualTo(Types.BINARY);
        }
    }

    @Test
    void dmlAnswersHowManyRowsItChanged() throws SQLException {
        execute(connection, "CREATE TABLE t (id INT, v VARCHAR)");

        assertThat(update(connection, "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')"))
                .isEqualTo(3);
        assertThat(update(connection, "UPDATE t SET v = 'x' WHERE id > 1")).isEqualTo(2);
        assertThat(update(connection, "DELETE FROM t WHERE id = 1")).isEqualTo(1);
        assertThat(update(
                        connection,
                        "MERGE INTO t USING (SELECT 2 AS id, 'm' AS v UNION ALL SELECT 9, 'n') s ON t.id = s.id"
                                + " WHEN MATCHED THEN UPDATE SET v = s.v"
                                + " WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, s.v)"))
                .isEqualTo(2);
        assertThat(rows(connection, "SELECT id, v FROM t ORDER BY id")).containsExactly("2,m", "3,x", "9,n");
    }

    @Test
    void bindsOfEveryTypeReachTheTable() throws SQLException {
        execute(
                connection,
                "CREATE TABLE t (id NUMBER(38,0), amount NUMBER(18,2), text VARCHAR, ok BOOLEAN, day DATE,"
                        + " at TIMESTAMP_NTZ, ratio FLOAT, raw BINARY)");
        Timestamp at = Timestamp.from(Instant.parse("2024-02-29T12:34:56.789Z"));
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setLong(1, -5);
            insert.setBigDecimal(2, new BigDecimal("-12.30"));
            insert.setString(3, "a 'quoted' \\ ? value");
            insert.setBoolean(4, true);
            insert.setDate(5, Date.valueOf("2024-02-29"));
            insert.setTimestamp(6, at);
            insert.setDouble(7, 0.25);
            insert.setBytes(8, new byte[] {0, -1});

            assertThat(insert.executeUpdate()).isEqualTo(1);
        }

        try (PreparedStatement query = connection.prepareStatement("SELECT * FROM t WHERE text = ?")) {
            query.setString(1, "a 'quoted' \\ ? value");
            try (ResultSet result = query.executeQuery()) {
                assertThat(result.next()).isTrue();
                assertThat(result.getLong("ID")).isEqualTo(-5);
                assertThat(result.getBigDecimal("AMOUNT")).isEqualTo(new BigDecimal("-12.30"));
                assertThat(result.getBoolean("OK")).isTrue();
                assertThat(result.getDate("DAY")).isEqualTo(Date.valueOf("2024-02-29"));
                assertThat(result.getTimestamp("AT")).isEqualTo(at);
                assertThat(result.getDouble("RATIO")).isEqualTo(0.25);
                assertThat(result.getBytes("RAW")).containsExactly(0, -1);
            }
        }
    }

    @Test
    void aBatchIsInsertedWhole() throws SQLException {
        execute(connection, "CREATE TABLE t (id INT, v VARCHAR)");
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t (id, v) VALUES (?, ?)")) {
            for (int i = 0; i < 1000; i++) {
                insert.setInt(1, i);
                insert.setString(2, i % 2 == 0 ? null : "v" + i);
                insert.addBatch();
            }
            insert.executeBatch();
        }

        assertThat(rows(connection, "SELECT count(*), count(v), sum(id) FROM t"))
                .containsExactly("1000,500,499500");
    }

    @Test
    void anUnknownObjectIsReportedWithTheServicesCode() {
        assertFails("SELECT * FROM missing", 2003, "42S02", "Object 'MISSING' does not exist or not authorized.");
        assertFails("DROP TABLE missing", 2003, "42S02", "'MISSING' does not exist or not authorized.");
        assertFails("USE DATABASE missing", 2003, "02000", "Database 'MISSING' does not exist or not authorized.");
        assertFails("SELEC 1", 1003, "42000", "unexpected 'SELEC'");
        assertFails("SELECT nope FROM (SELECT 1 AS a)", 904, "42000", "invalid identifier 'NOPE'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CALL proc()                                   | CALL",
                "EXPLAIN SELECT 1                              | EXPLAIN",
                "CREATE PIPE p AS COPY INTO t FROM @s          | CREATE PIPE",
                "CREATE TASK t SCHEDULE = '1 minute' AS SELECT 1 | CREATE TASK",
                "CREATE STAGE s URL = 's3://b/'                | external stages",
                "INSERT OVERWRITE INTO t SELECT 1              | INSERT OVERWRITE",
                "SELECT * FROM TABLE(FLATTEN(x))               | TABLE(FLATTEN)",
                "CREATE TABLE t (id INT AUTOINCREMENT)         | column property AUTOINCREMENT",
                "CREATE TABLE t (id GEOGRAPHY)                 | data type GEOGRAPHY",
                "SELECT 1; SELECT 2                            | several statements in one request"
            })
    void whatTheEmulatorLacksIsRefusedByName(String sql, String named) {
        assertThatThrownBy(() -> execute(connection, sql))
                .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(2))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("0A000"))
                .satisfies(e -> assertThat(e.getMessage()).contains("Unsupported feature '" + named + "'"));
    }

    @Test
    void aDroppedDatabaseIsGoneWithItsFile() throws SQLException {
        execute(connection, "CREATE DATABASE brief", "CREATE TABLE brief.public.t (id INT)", "DROP DATABASE brief");

        assertFails("SELECT * FROM brief.public.t", 2003, "42S02", "does not exist or not authorized.");
        assertThat(directory.resolve("BRIEF.duckdb")).doesNotExist();
    }

    @Test
    void aViewIsReadFromAnywhereAndFollowsItsTable() throws SQLException {
        execute(
                connection,
                "CREATE TABLE t (id INT)",
                "CREATE VIEW v (double) AS SELECT id * 2 FROM t WHERE IFF(id > 1, TRUE, FALSE)",
                "INSERT INTO t VALUES (1), (2)",
                "CREATE SCHEMA IF NOT EXISTS bank.elsewhere");

        assertThat(rows(connection, "SELECT double FROM bank.raw.v")).containsExactly("4");
    }

    @Test
    void metadataCallsFindTheTable() throws SQLException {
        execute(
                connection,
                "CREATE TABLE t (id NUMBER(19,0) NOT NULL PRIMARY KEY, amount NUMBER(18,2) COMMENT 'in euro')");

        try (ResultSet tables = connection.getMetaData().getTables("BANK", "RAW", "T", null)) {
            assertThat(tables.next()).isTrue();
            assertThat(tables.getString("TABLE_TYPE")).isEqualTo("TABLE");
        }
        try (ResultSet columns = connection.getMetaData().getColumns("BANK", "RAW", "T", "%")) {
            assertThat(columns.next()).isTrue();
            assertThat(columns.getString("COLUMN_NAME")).isEqualTo("ID");
            assertThat(columns.getString("IS_NULLABLE")).isEqualTo("NO");
            assertThat(columns.next()).isTrue();
            assertThat(columns.getInt("COLUMN_SIZE")).isEqualTo(18);
            assertThat(columns.getInt("DECIMAL_DIGITS")).isEqualTo(2);
            assertThat(columns.getString("REMARKS")).isEqualTo("in euro");
        }
        try (ResultSet keys = connection.getMetaData().getPrimaryKeys("BANK", "RAW", "T")) {
            assertThat(keys.next()).isTrue();
            assertThat(keys.getString("COLUMN_NAME")).isEqualTo("ID");
        }
        try (ResultSet schemas = connection.getMetaData().getSchemas("BANK", "RAW")) {
            assertThat(schemas.next()).isTrue();
        }
    }

    private void assertFails(String sql, int code, String sqlState, String message) {
        assertThatThrownBy(() -> execute(connection, sql))
                .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
                .satisfies(e -> assertThat(e.getErrorCode()).isEqualTo(code))
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(sqlState))
                .satisfies(e -> assertThat(e.getMessage()).contains(message));
    }
}
