package io.bankingconnect.emulator;

import static io.bankingconnect.emulator.RunningEmulator.execute;
import static io.bankingconnect.emulator.RunningEmulator.rows;
import static io.bankingconnect.emulator.RunningEmulator.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import net.snowflake.client.api.connection.SnowflakeConnection;
import net.snowflake.client.api.connection.UploadStreamConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageTest {

    private static final String COPY = "COPY INTO t FROM @files FILES = ('day=1/a.parquet')"
            + " FILE_FORMAT = (TYPE = PARQUET USE_VECTORIZED_SCANNER = TRUE)"
            + " MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE ON_ERROR = ABORT_STATEMENT";

    @TempDir
    static Path directory;

    private static RunningEmulator emulator;
    private Connection connection;

    @BeforeAll
    static void start() throws Exception {
        emulator = new RunningEmulator(directory.resolve("data"));
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
                "CREATE STAGE files",
                "CREATE TABLE t (id NUMBER(19,0), amount NUMBER(18,2), at TIMESTAMP_LTZ, doc VARIANT, absent VARCHAR)");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void anUploadedFileIsLoadedByColumnName() throws Exception {
        upload(
                "day=1",
                "a.parquet",
                "SELECT 1 AS \"Id\", 1.5::DECIMAL(9,1) AS amount,"
                        + " TIMESTAMPTZ '2024-02-29 12:00:00+00' AS at, {'k': [1, 2]} AS doc, 'x' AS unknown");

        assertThat(rows(connection, COPY)).containsExactly("files/day=1/a.parquet,LOADED,1,1,1,0,null,null,null,null");

        assertThat(rows(connection, "SELECT id, amount, at, doc, absent FROM t"))
                .containsExactly("1,1.50,2024-02-29 12:00:00.000 Z,{\"k\":[1,2]},null");
    }

    @Test
    void executeUpdateOfCopyAnswersTheRowsLoaded() throws Exception {
        upload("day=1", "a.parquet", "SELECT range AS id FROM range(250)");

        assertThat(update(connection, COPY)).isEqualTo(250);
    }

    @Test
    void aLoadIsUndoneWithItsTransaction() throws Exception {
        upload("day=1", "a.parquet", "SELECT 1 AS id");
        execute(connection, "BEGIN");
        rows(connection, COPY);
        assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("1");
        execute(connection, "ROLLBACK");
        assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("0");

        assertThat(rows(connection, COPY)).hasSize(1).first().asString().contains("LOADED");

        assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("1");
    }

    @Test
    void aFileIsLoadedOnceUntilItChangesOrTheTableIsTruncatedOrForced() throws Exception {
        upload("day=1", "a.parquet", "SELECT 1 AS id");
        rows(connection, COPY);
        assertThat(rows(connection, COPY)).containsExactly("Copy executed with 0 files processed.");

        assertThat(update(connection, COPY + " FORCE = TRUE")).isEqualTo(1);
        upload("day=1", "a.parquet", "SELECT 2 AS id");
        assertThat(update(connection, COPY)).isEqualTo(1);
        execute(connection, "TRUNCATE TABLE t");
        assertThat(update(connection, COPY)).isEqualTo(1);

        assertThat(rows(connection, "SELECT id FROM t")).containsExactly("2");
    }

    @Test
    void aValueThatDoesNotFitLoadsNothingAndIsNotRepeated() throws Exception {
        upload("day=1", "a.parquet", "SELECT CASE WHEN range = 7 THEN 'secret' ELSE '1' END AS id FROM range(10)");

        assertThatThrownBy(() -> rows(connection, COPY))
                .hasMessageContaining("Cannot load file 'files/day=1/a.parquet' into BANK.RAW.T")
                .hasMessageNotContaining("secret");
        assertThat(rows(connection, "SELECT count(*) FROM t")).containsExactly("0");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> rows(connection, COPY))
                .hasMessageContaining("Remote file 'files/day=1/a.parquet' was not found.");
    }

    @Test
    void aFileThatIsNotParquetIsRefused() throws Exception {
        SnowflakeConnection snowflake = connection.unwrap(SnowflakeConnection.class);
        snowflake.uploadStream("files", "a.parquet", stream("no parquet"), uncompressed("day=1"));

        assertThatThrownBy(() -> rows(connection, COPY)).hasMessageContaining("not a readable Parquet file");
    }

    @Test
    void metadataColumnsTellWhereARowCameFrom() throws Exception {
        execute(connection, "CREATE TABLE tracked (id INT, file VARCHAR, line INT)");
        upload("day=1", "a.parquet", "SELECT range AS id FROM range(2)");

        rows(
                connection,
                COPY.replace("INTO t", "INTO tracked")
                        + " INCLUDE_METADATA = (file = METADATA$FILENAME, line = METADATA$FILE_ROW_NUMBER)");

        assertThat(rows(connection, "SELECT id, file, line FROM tracked ORDER BY id"))
                .containsExactly("0,files/day=1/a.parquet,1", "1,files/day=1/a.parquet,2");
    }

    @Test
    void filesAreListedDownloadedAndRemoved() throws Exception {
        SnowflakeConnection snowflake = connection.unwrap(SnowflakeConnection.class);
        snowflake.uploadStream("files", "note.txt", stream("hello"), uncompressed("deep/er"));

        assertThat(rows(connection, "LIST @files"))
                .singleElement()
                .asString()
                .startsWith("files/deep/er/note.txt,5,5d41402abc4b2a76b9719d911017c592,");
        Path target = Files.createDirectories(directory.resolve("downloads"));
        assertThat(rows(connection, "GET @files/deep/er/note.txt file://" + target))
                .singleElement()
                .asString()
                .contains("DOWNLOADED");
        assertThat(target.resolve("note.txt")).hasContent("hello");
        assertThat(rows(connection, "REMOVE '@files/deep/er/note.txt'"))
                .containsExactly("files/deep/er/note.txt,removed");
        assertThat(rows(connection, "LIST @bank.raw.files")).isEmpty();
    }

    @Test
    void stagedFilesGoWithTheirStageAndTheirSchema() throws Exception {
        upload("day=1", "a.parquet", "SELECT 1 AS id");
        execute(connection, "CREATE OR REPLACE STAGE files");
        assertThat(rows(connection, "LIST @files")).isEmpty();

        upload("day=1", "a.parquet", "SELECT 1 AS id");
        execute(connection, "DROP SCHEMA bank.raw", "CREATE SCHEMA bank.raw", "CREATE STAGE files");
        assertThat(rows(connection, "LIST @files")).isEmpty();
    }

    @Test
    void putReadsAFileFromTheClientsDisk() throws Exception {
        Path file = Files.writeString(directory.resolve("local.txt"), "hello");

        assertThat(rows(connection, "PUT file://" + file + " @%t/up AUTO_COMPRESS = FALSE"))
                .singleElement()
                .asString()
                .startsWith("local.txt,local.txt,5,5,")
                .contains("UPLOADED");
        assertThat(rows(connection, "LIST @%t")).singleElement().asString().startsWith("up/local.txt,5,");
    }

    @Test
    void aNamedFormatAPatternAndPurgeAreHonoured() throws Exception {
        execute(connection, "CREATE FILE FORMAT pq TYPE = PARQUET");
        upload("day=1", "a.parquet", "SELECT 1 AS id");
        upload("day=2", "b.parquet", "SELECT 2 AS id");

        assertThat(rows(
                        connection,
                        "COPY INTO t FROM @files PATTERN = '.*b[.]parquet' FILE_FORMAT = (FORMAT_NAME = 'pq')"
                                + " MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE PURGE = TRUE"))
                .singleElement()
                .asString()
                .startsWith("files/day=2/b.parquet,LOADED,1,1,");
        assertThat(rows(connection, "LIST @files")).singleElement().asString().startsWith("files/day=1/a.parquet,");
    }

    @Test
    void aUserHasAStage() throws Exception {
        Path file = Files.writeString(directory.resolve("mine.txt"), "hello");
        rows(connection, "PUT 'file://" + file + "' @~/notes AUTO_COMPRESS = FALSE OVERWRITE = TRUE");

        assertThat(rows(connection, "LIST @~/notes")).singleElement().asString().startsWith("notes/mine.txt,5,");
    }

    @Test
    void otherFormatsAndModesAreRefusedByName() {
        assertThatThrownBy(() -> rows(connection, COPY.replace("PARQUET", "CSV")))
                .hasMessageContaining("Unsupported feature 'file format TYPE = CSV'");
        assertThatThrownBy(() -> rows(connection, COPY.replace("ABORT_STATEMENT", "CONTINUE")))
                .hasMessageContaining("Unsupported feature 'ON_ERROR = CONTINUE'");
        assertThatThrownBy(() -> rows(connection, "COPY INTO @files FROM t"))
                .hasMessageContaining("Unsupported feature 'COPY INTO a location'");
        assertThatThrownBy(() -> rows(connection, "LIST @files/../../secret"))
                .hasMessageContaining("a path that leaves its stage");
    }

    private void upload(String directoryInStage, String name, String query) throws Exception {
        Path file = directory.resolve("upload.parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT parquet)");
        }
        try (InputStream content = Files.newInputStream(file)) {
            connection
                    .unwrap(SnowflakeConnection.class)
                    .uploadStream("files", name, content, uncompressed(directoryInStage));
        }
    }

    private static UploadStreamConfig uncompressed(String directoryInStage) {
        return UploadStreamConfig.builder()
                .setDestPrefix(directoryInStage)
                .setCompressData(false)
                .build();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
