package io.bankingconnect.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankingconnect.parquet.format.RandomTables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** The sink's own writer and parquet-avro's write the same rows, for any schema that both can hold. */
@Tag("hadoop")
class ReferenceWriterTest {

    private static Connection duckdb;
    private static Path directory;

    @BeforeContainer
    static void open() throws SQLException, IOException {
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        directory = Files.createTempDirectory("reference");
    }

    @AfterContainer
    static void close() throws SQLException, IOException {
        duckdb.close();
        Files.deleteIfExists(directory.resolve("own.parquet"));
        Files.deleteIfExists(directory.resolve("reference.parquet"));
        Files.delete(directory);
    }

    @Provide
    Arbitrary<Table> tables() {
        return RandomTables.tables();
    }

    @Property(tries = 300)
    void everyRowIsThatOfTheReference(@ForAll("tables") Table table) throws IOException, SQLException {
        byte[] own = own(table);
        byte[] reference = ReferenceWriter.write(table.schema(), table.rows());

        assertThat(ParquetRows.of(own)).hasSameSizeAs(table.rows()).isEqualTo(ParquetRows.of(reference));
        assertThat(duckdbRows("own", own)).isEqualTo(duckdbRows("reference", reference));
    }

    private static byte[] own(Table table) {
        RowSchema schema = RowSchema.of(table.schema(), List.of());
        ParquetEncoder encoder = new ParquetEncoder(schema, Codec.NONE);
        for (Struct row : table.rows()) {
            encoder.append(schema.row(new SinkRecord("topic", 0, null, null, row.schema(), row, 0)));
        }
        return encoder.finish(Map.of());
    }

    /** The types of the columns, then the rows. */
    private static List<String> duckdbRows(String name, byte[] file) throws IOException, SQLException {
        Path path = Files.write(directory.resolve(name + ".parquet"), file);
        List<String> texts = new ArrayList<>();
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM '" + path + "'")) {
            int columns = rows.getMetaData().getColumnCount();
            for (int i = 1; i <= columns; i++) {
                texts.add(rows.getMetaData().getColumnTypeName(i));
            }
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    texts.add(rows.getString(i));
                }
            }
        }
        return texts;
    }
}
