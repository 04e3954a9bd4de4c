package io.bankingconnect.emulator;

import static io.bankingconnect.emulator.RunningEmulator.execute;
import static io.bankingconnect.emulator.RunningEmulator.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The statements and functions that the README lists, one table with one row under each. */
class StatementsTest {

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
        execute(
                connection,
                "CREATE OR REPLACE SCHEMA bank.raw",
                "CREATE TABLE t (id NUMBER(19,0), d DATE, ts TIMESTAMP_NTZ, v VARIANT, s VARCHAR)",
                "INSERT INTO t SELECT 1, '2024-01-31', '2024-01-31 10:00:00',"
                        + " PARSE_JSON('{\"a\":{\"b\":[1,\"x\"]}}'), 'abc'");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "DATEADD(day, 1, d)                                     | 2024-02-01",
                "DATEADD(month, 1, d)                                   | 2024-02-29",
                "DATEADD(hour, 1, d)                                    | 2024-01-31 01:00:00.000",
                "DATEADD('week', -1, ts)                                | 2024-01-24 10:00:00.000",
                "DATEADD('millisecond', 123, ts)                        | 2024-01-31 10:00:00.123",
                "DATEDIFF(day, d, '2024-02-02')                         | 2",
                "TIMESTAMPDIFF('minute', d, ts)                         | 600",
                "DATE_TRUNC('month', d)                                 | 2024-01-01",
                "DATE_TRUNC(week, ts)                                   | 2024-01-29 00:00:00.000",
                "DATE_PART(epoch_second, ts)                            | 1706695200",
                "LAST_DAY(d)                                            | 2024-01-31",
                "DAYNAME(d)                                             | Wed",
                "TO_CHAR(d, 'YYYY-MM-DD')                               | 2024-01-31",
                "TO_VARCHAR(ts, 'DD MON YYYY HH24:MI:SS')               | 31 Jan 2024 10:00:00",
                "TO_DATE('31.01.2024', 'DD.MM.YYYY')                    | 2024-01-31",
                "TO_DATE(ts)                                            | 2024-01-31",
                "TRY_TO_DATE('no')                                      | null",
                "TO_TIMESTAMP_NTZ(1706691600)                           | 2024-01-31 09:00:00.000",
                "TO_TIMESTAMP_LTZ('2024-01-31 10:00:00')                | 2024-01-31 10:00:00.000 Z",
                "TO_NUMBER('12.5', 10, 2)                               | 12.50",
                "TRY_TO_NUMBER('no')                                    | null",
                "TRY_CAST('no' AS INT)                                  | null",
                "IFF(s = 'abc', NVL(NULL, 'n'), 'z')                    | n",
                "NVL2(NULL, 1, 2)                                       | 2",
                "SHA2('abc')                                            | ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "MD5(s)                                                 | 900150983cd24fb0d6963f7d28e17f72",
                "v:a.b[1]::varchar                                      | x",
                "v:a.b[0]::int + 1                                      | 2",
                "OBJECT_CONSTRUCT('k', 1)                               | {\"k\":1}",
                "ARRAY_CONSTRUCT(1, 'x')                                | [1,\"x\"]",
                "CONVERT_TIMEZONE('UTC', 'Europe/Berlin', ts)           | 2024-01-31 11:00:00.000",
                "1 IS DISTINCT FROM NULL                                | TRUE",
                "(SELECT LISTAGG(s, '+') WITHIN GROUP (ORDER BY id) FROM t) | abc",
                "CURRENT_DATABASE()                                     | BANK"
            })
    void anExpressionHasTheServicesValue(String expression, String value) throws SQLException {
        assertThat(rows(connection, "SELECT " + expression + " FROM t")).containsExactly(value);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "SELECT * EXCLUDE (v, ts) FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY d) = 1 | 1,2024-01-31,abc",
                "SELECT id, COUNT(*) FROM t GROUP BY ALL                             | 1,1",
                "WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT SUM(n) FROM r | 6",
                "SELECT id FROM t MINUS SELECT 2                                     | 1",
                "SELECT IDENTIFIER('s') FROM IDENTIFIER('bank.raw.t')                | abc",
                "SELECT table_name, row_count FROM INFORMATION_SCHEMA.TABLES WHERE table_schema = 'RAW' | T,1",
                "SELECT data_type FROM bank.INFORMATION_SCHEMA.COLUMNS c WHERE c.column_name = 'TS' | TIMESTAMP_NTZ",
                "SHOW PARAMETERS LIKE 'AUTOCOMMIT'                                   | AUTOCOMMIT,true",
                "SHOW TRANSACTIONS                                                   | "
            })
    void aQueryHasTheServicesAnswer(String sql, String row) throws SQLException {
        assertThat(rows(connection, sql)).isEqualTo(row == null ? List.of() : List.of(row));
    }

    @Test
    void tablesAreMadeFromQueriesAndOtherTables() throws SQLException {
        execute(
                connection,
                "CREATE OR REPLACE TABLE a AS SELECT id, 1.5 AS amount FROM t",
                "CREATE TRANSIENT TABLE b (id, name) AS SELECT id, s FROM t",
                "CREATE TABLE c (id NUMBER(10,0), name VARCHAR(5)) AS SELECT '7', 'abc'",
                "CREATE TABLE d LIKE a",
                "CREATE TABLE e CLONE a");

        assertThat(rows(connection, "SELECT amount FROM a")).containsExactly("1.5");
        assertThat(rows(connection, "SELECT id, name FROM b")).containsExactly("1,abc");
        assertThat(rows(connection, "SELECT id, name FROM c")).containsExactly("7,abc");
        assertThat(rows(connection, "SELECT * FROM d")).isEmpty();
        assertThat(rows(connection, "SELECT id, amount FROM e")).containsExactly("1,1.5");
    }

    @Test
    void keysAreRecordedAndNotEnforced() throws SQLException {
        execute(
                connection,
                "CREATE TABLE k (id INT PRIMARY KEY, f INT REFERENCES t (id), UNIQUE (f)) CLUSTER BY (id) COMMENT = 'c'",
                "INSERT INTO k VALUES (1, 9), (1, 9)");

        assertThat(rows(connection, "SELECT COUNT(*) FROM k")).containsExactly("2");
        assertThat(rows(connection, "DESCRIBE TABLE k"))
                .first()
                .asString()
                .isEqualTo("ID,NUMBER(38,0),COLUMN,Y,null,Y,N,null,null,null");
    }

    @Test
    void tablesAreAltered() throws SQLException {
        execute(
                connection,
                "CREATE TABLE a (id INT)",
                "INSERT INTO a VALUES (1)",
                "ALTER TABLE a ADD COLUMN IF NOT EXISTS note VARCHAR(10) DEFAULT 'n'",
                "ALTER TABLE a ADD COLUMN IF NOT EXISTS note VARCHAR(10)",
                "ALTER TABLE a ADD COLUMN x INT, y DATE",
                "ALTER TABLE a ALTER COLUMN x SET DATA TYPE NUMBER(20,0)",
                "ALTER TABLE a RENAME COLUMN note TO remark",
                "ALTER TABLE a DROP COLUMN y",
                "ALTER TABLE a RENAME TO b",
                "CREATE TABLE c AS SELECT 'other' AS o",
                "ALTER TABLE b SWAP WITH c",
                "COMMENT ON TABLE c IS 'commented'");

        assertThat(rows(connection, "SELECT id, remark, x FROM c")).containsExactly("1,n,null");
        assertThat(rows(connection, "SELECT o FROM b")).containsExactly("other");
        assertThat(rows(connection, "SELECT comment FROM INFORMATION_SCHEMA.TABLES WHERE table_name = 'C'"))
                .containsExactly("commented");
    }

    @Test
    void rowsAreChangedFromOtherTables() throws SQLException {
        execute(
                connection,
                "CREATE TABLE a AS SELECT 1 AS id, 'old' AS name UNION ALL SELECT 2, 'gone'",
                "UPDATE a SET name = o.s FROM t o WHERE a.id = o.id",
                "DELETE FROM a USING (SELECT 2 AS id) o WHERE a.id = o.id");
        assertThat(rows(connection, "SELECT id, name FROM a")).containsExactly("1,abc");

        execute(connection, "TRUNCATE TABLE a", "DROP TABLE a", "DROP TABLE IF EXISTS a");
        assertThatThrownBy(() -> rows(connection, "SELECT * FROM a")).hasMessageContaining("does not exist");
    }

    @Test
    void warehousesRolesAndGrantsAreRecorded() throws SQLException {
        execute(
                connection,
                "CREATE WAREHOUSE IF NOT EXISTS wh WAREHOUSE_SIZE = 'XSMALL' AUTO_SUSPEND = 60",
                "CREATE ROLE IF NOT EXISTS loader",
                "GRANT USAGE ON DATABASE bank TO ROLE loader",
                "USE ROLE loader",
                "USE WAREHOUSE wh");

        assertThat(rows(connection, "SELECT CURRENT_ROLE(), CURRENT_WAREHOUSE()"))
                .containsExactly("LOADER,WH");
        assertThat(rows(connection, "SHOW GRANTS")).containsExactly("USAGE ON DATABASE BANK TO ROLE LOADER");
        execute(connection, "REVOKE USAGE ON DATABASE bank FROM ROLE loader");
        assertThat(rows(connection, "SHOW GRANTS")).isEmpty();
        assertThatThrownBy(() -> execute(connection, "USE ROLE nobody")).hasMessageContaining("Role 'NOBODY'");
    }

    @Test
    void aTimeZoneOfTheSessionShowsMomentsInIt() throws SQLException {
        execute(connection, "ALTER SESSION SET TIMEZONE = 'Europe/Berlin'");

        assertThat(rows(connection, "SELECT '2024-01-31 10:00:00'::TIMESTAMP_LTZ, ts FROM t"))
                .containsExactly("2024-01-31 10:00:00.000 +0100,2024-01-31 10:00:00.000");
    }

    @Test
    void sequencesCount() throws SQLException {
        execute(connection, "CREATE SEQUENCE ids START = 5");

        assertThat(rows(connection, "SELECT NEXTVAL('ids')")).containsExactly("5");
    }
}
