package io.bankingconnect.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What a reader that shares no code finds in the pages, whatever the columns are like. */
class ColumnPagesTest {

    private static final Schema AMOUNT = Decimal.builder(2).optional().build();
    private static final Schema ROW = SchemaBuilder.struct()
            .field("text", Schema.OPTIONAL_STRING_SCHEMA)
            .field("big", Schema.OPTIONAL_INT64_SCHEMA)
            .field("small", Schema.OPTIONAL_INT32_SCHEMA)
            .field("real", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("short_real", Schema.OPTIONAL_FLOAT32_SCHEMA)
            .field("flag", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .field("bytes", Schema.OPTIONAL_BYTES_SCHEMA)
            .field("amount", AMOUNT)
            .field("required", Schema.STRING_SCHEMA)
            .build();

    /**
     * A shape of columns.
     *
     * @param distinct how many different values come again
     * @param nulls the share of nulls
     * @param repeating the share of the rows after which no value comes again
     */
    record Shape(int rows, int distinct, double nulls, double repeating, long seed) {}

    @Provide
    Arbitrary<Shape> shapes() {
        return Combinators.combine(
                        Arbitraries.of(1, 2, 9, 511, 512, 513, 4_097, 20_000, 20_001, 45_000),
                        Arbitraries.of(1, 2, 3, 200, 5_000, 1_000_000),
                        Arbitraries.of(0.0, 0.1, 0.9, 1.0),
                        Arbitraries.of(1.0, 0.5, 0.05),
                        Arbitraries.longs())
                .as(Shape::new);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void everyValueIsReadBackInItsRow(@ForAll("shapes") Shape shape) throws Exception {
        List<Struct> rows = rows(shape);

        List<String> read = query(
                file(rows),
                "SELECT text, big, small, real, short_real, flag, decode(bytes), amount, required FROM FILE"
                        + " ORDER BY __offset");

        assertThat(read).isEqualTo(rows.stream().map(ColumnPagesTest::text).toList());
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void theFooterTellsTheLeastAndTheGreatestOfEachColumnAndItsNulls(@ForAll("shapes") Shape shape) throws Exception {
        byte[] file = file(rows(shape));

        List<String> fromValues = query(file, """
            SELECT min(text) || '|' || max(text) || '|' || count(*) FILTER (text IS NULL), min(big) || '|' || max(big),
                   min(small) || '|' || max(small), min(flag) || '|' || max(flag), min(amount) || '|' || max(amount)
            FROM FILE\
            """);
        List<String> fromFooter = query(file, """
            SELECT %s, %s, %s, %s, %s FROM parquet_metadata(FILE)\
            """.formatted(
                statistics("text", "VARCHAR") + " || '|' || max(stats_null_count) FILTER (path_in_schema = 'text')",
                statistics("big", "BIGINT"),
                statistics("small", "INTEGER"),
                statistics("flag", "BOOLEAN"),
                statistics("amount", "DECIMAL(38,2)")));

        assertThat(fromFooter).isEqualTo(fromValues);
    }

    private static String statistics(String column, String type) {
        return "min(TRY_CAST(stats_min_value AS %1$s)) FILTER (path_in_schema = '%2$s') || '|'".formatted(type, column)
                + " || max(TRY_CAST(stats_max_value AS %1$s)) FILTER (path_in_schema = '%2$s')".formatted(type, column);
    }

    @Test
    void textsThatComeAgainTakeADictionaryAndOthersDoNot() throws Exception {
        byte[] repeating = file(rows(new Shape(20_000, 200, 0.1, 1.0, 1)));
        byte[] different = file(rows(new Shape(20_000, 1_000_000, 0.1, 1.0, 1)));

        assertThat(query(repeating, encodings())).containsExactly("PLAIN_DICTIONARY|PLAIN_DICTIONARY");
        assertThat(query(different, encodings())).containsExactly("PLAIN|PLAIN");
    }

    private static String encodings() {
        return """
            SELECT max(CASE WHEN encodings LIKE '%DICT%' THEN 'PLAIN_DICTIONARY' ELSE 'PLAIN' END) FILTER (path_in_schema = 'text'),
                   max(CASE WHEN encodings LIKE '%DICT%' THEN 'PLAIN_DICTIONARY' ELSE 'PLAIN' END) FILTER (path_in_schema = 'big')
            FROM parquet_metadata(FILE)\
            """;
    }

    private static List<Struct> rows(Shape shape) {
        Random random = new Random(shape.seed());
        List<Struct> rows = new ArrayList<>();
        for (int i = 0; i < shape.rows(); i++) {
            int code = i < shape.rows() * shape.repeating() ? random.nextInt(shape.distinct()) : 2_000_000 + i;
            Struct row = new Struct(ROW).put("required", word(code));
            put(row, "text", word(code), random, shape);
            put(row, "big", code * 1_000_003L - (1L << 40), random, shape);
            put(row, "small", code - 100, random, shape);
            put(row, "real", code / 8.0, random, shape);
            put(row, "short_real", code / 8f, random, shape);
            put(row, "flag", code % 3 == 0, random, shape);
            put(row, "bytes", word(code).getBytes(StandardCharsets.UTF_8), random, shape);
            put(row, "amount", BigDecimal.valueOf(code - 50, 2), random, shape);
            rows.add(row);
        }
        return rows;
    }

    private static void put(Struct row, String field, Object value, Random random, Shape shape) {
        row.put(field, random.nextDouble() < shape.nulls() ? null : value);
    }

    private static String word(int code) {
        return code == 0 ? "" : "größe €" + "x".repeat(code % 20) + code;
    }

    private static String text(Struct row) {
        return row.schema().fields().stream()
                .map(row::get)
                .map(value -> value instanceof byte[] bytes
                        ? new String(bytes, StandardCharsets.UTF_8)
                        : String.valueOf(value))
                .collect(Collectors.joining("|"));
    }

    private static byte[] file(List<Struct> rows) {
        RowSchema schema = RowSchema.of(ROW, MetadataColumn.DEFAULT);
        ParquetEncoder encoder = new ParquetEncoder(schema, Codec.ZSTD);
        for (int i = 0; i < rows.size(); i++) {
            encoder.append(schema.row(new SinkRecord("topic", 0, null, null, ROW, rows.get(i), i)));
        }
        return encoder.finish(Map.of());
    }

    private static List<String> query(byte[] content, String sql) throws Exception {
        Path file = Files.createTempFile("pages", ".parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            Files.write(file, content);
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(
                    sql.replace("FILE)", "'" + file + "')").replace("FROM FILE", "FROM '" + file + "'"))) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(Objects.toString(result.getString(i)));
                    }
                    rows.add(String.join("|", row));
                }
            }
            return rows;
        } finally {
            Files.delete(file);
        }
    }
}
