package io.bankingconnect.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is what DuckDB reads, in type and in value. */
class TypesRoundTripTest {

    private static final Schema POINT = SchemaBuilder.struct()
            .optional()
            .field("x", Schema.FLOAT64_SCHEMA)
            .field("label", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void survives(String name, Schema schema, Object value, String lakeType, String duckdbType, String text)
            throws Exception {
        Schema row = SchemaBuilder.struct().field("v", schema).build();

        RowSchema compiled = compiled(row);
        String read = readBack(compiled, Codec.ZSTD, struct(row, value), struct(row, null));

        assertThat(compiled.lakeColumns().get(0).type()).isEqualTo(lakeType);
        assertThat(read).isEqualTo(duckdbType + ": " + text + ", NULL");
    }

    static Stream<Arguments> types() {
        Instant instant = Instant.parse("2026-01-31T23:59:59.123Z");
        long millis = instant.toEpochMilli();
        return Stream.of(
                type("boolean", Schema.OPTIONAL_BOOLEAN_SCHEMA, true, "boolean", "BOOLEAN", "true"),
                type("int8", Schema.OPTIONAL_INT8_SCHEMA, (byte) -128, "int", "INTEGER", "-128"),
                type("int16", Schema.OPTIONAL_INT16_SCHEMA, (short) 32767, "int", "INTEGER", "32767"),
                type("int32", Schema.OPTIONAL_INT32_SCHEMA, Integer.MIN_VALUE, "int", "INTEGER", "-2147483648"),
                type("int64", Schema.OPTIONAL_INT64_SCHEMA, Long.MAX_VALUE, "long", "BIGINT", "9223372036854775807"),
                type("float32", Schema.OPTIONAL_FLOAT32_SCHEMA, 1.5f, "float", "FLOAT", "1.5"),
                type("float64", Schema.OPTIONAL_FLOAT64_SCHEMA, -0.1d, "double", "DOUBLE", "-0.1"),
                type("string", Schema.OPTIONAL_STRING_SCHEMA, "Zoë 🏦", "string", "VARCHAR", "Zoë 🏦"),
                type("empty string", Schema.OPTIONAL_STRING_SCHEMA, "", "string", "VARCHAR", ""),
                type("bytes", Schema.OPTIONAL_BYTES_SCHEMA, new byte[] {0, 127}, "binary", "BLOB", "\\x00\\x7F"),
                type(
                        "bytes in a buffer",
                        Schema.OPTIONAL_BYTES_SCHEMA,
                        ByteBuffer.wrap("xaby".getBytes(StandardCharsets.UTF_8), 1, 2),
                        "binary",
                        "BLOB",
                        "ab"),
                decimal("4", 2, "-12.34", "decimal(4,2)", "DECIMAL(4,2)"),
                decimal("9", 2, "9999999.99", "decimal(9,2)", "DECIMAL(9,2)"),
                decimal("10", 0, "-9999999999", "decimal(10,0)", "DECIMAL(10,0)"),
                decimal("18", 2, "-9999999999999999.99", "decimal(18,2)", "DECIMAL(18,2)"),
                decimal("19", 4, "-999999999999999.9999", "decimal(19,4)", "DECIMAL(19,4)"),
                decimal(null, 2, "0.01", "decimal(38,2)", "DECIMAL(38,2)"),
                decimal("38", 10, "9999999999999999999999999999.9999999999", "decimal(38,10)", "DECIMAL(38,10)"),
                type(
                        "decimal of negative scale",
                        Decimal.builder(-3)
                                .parameter("connect.decimal.precision", "6")
                                .optional()
                                .build(),
                        new BigDecimal("-123E3"),
                        "decimal(9,0)",
                        "DECIMAL(9,0)",
                        "-123000"),
                type(
                        "Connect Date",
                        org.apache.kafka.connect.data.Date.builder().optional().build(),
                        Date.from(Instant.parse("1969-12-31T00:00:00Z")),
                        "date",
                        "DATE",
                        "1969-12-31"),
                type(
                        "Connect Time",
                        Time.builder().optional().build(),
                        new Date(3_723_004),
                        "time",
                        "TIME",
                        "01:02:03.004"),
                type(
                        "Connect Timestamp",
                        Timestamp.builder().optional().build(),
                        Date.from(instant),
                        "timestamptz",
                        "TIMESTAMP WITH TIME ZONE",
                        "2026-01-31 23:59:59.123+00"),
                debezium("Date", SchemaBuilder.int32(), -1, "date", "DATE", "1969-12-31"),
                debezium("Time", SchemaBuilder.int32(), 3_723_004, "time", "TIME", "01:02:03.004"),
                debezium("MicroTime", SchemaBuilder.int64(), 3_723_004_005L, "time", "TIME", "01:02:03.004005"),
                debezium(
                        "Timestamp",
                        SchemaBuilder.int64(),
                        millis,
                        "timestamp",
                        "TIMESTAMP",
                        "2026-01-31 23:59:59.123"),
                debezium(
                        "MicroTimestamp",
                        SchemaBuilder.int64(),
                        millis * 1000 + 456,
                        "timestamp",
                        "TIMESTAMP",
                        "2026-01-31 23:59:59.123456"),
                debezium(
                        "NanoTimestamp",
                        SchemaBuilder.int64(),
                        millis * 1_000_000 + 456_789,
                        "timestamp_ns",
                        "TIMESTAMP_NS",
                        "2026-01-31 23:59:59.123456789"),
                debezium(
                        "ZonedTimestamp",
                        SchemaBuilder.string(),
                        "2026-02-01T01:59:59.123456+02:00",
                        "timestamptz",
                        "TIMESTAMP WITH TIME ZONE",
                        "2026-01-31 23:59:59.123456+00"),
                type(
                        "uuid",
                        SchemaBuilder.string()
                                .name("io.debezium.data.Uuid")
                                .optional()
                                .build(),
                        "6f1c0000-0000-4000-8000-000000000001",
                        "string",
                        "VARCHAR",
                        "6f1c0000-0000-4000-8000-000000000001"),
                type(
                        "json",
                        SchemaBuilder.string()
                                .name("io.debezium.data.Json")
                                .optional()
                                .build(),
                        "{\"a\": 1}",
                        "string",
                        "VARCHAR",
                        "{\"a\": 1}"),
                type(
                        "list with a null",
                        SchemaBuilder.array(Schema.OPTIONAL_INT32_SCHEMA)
                                .optional()
                                .build(),
                        Arrays.asList(1, null, 3),
                        "list<int>",
                        "INTEGER[]",
                        "[1, NULL, 3]"),
                type(
                        "empty list",
                        SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build(),
                        List.of(),
                        "list<string>",
                        "VARCHAR[]",
                        "[]"),
                type(
                        "list of lists",
                        SchemaBuilder.array(SchemaBuilder.array(Schema.INT32_SCHEMA)
                                        .optional()
                                        .build())
                                .optional()
                                .build(),
                        Arrays.asList(List.of(1, 2), List.of(), null, List.of(3)),
                        "list<list<int>>",
                        "INTEGER[][]",
                        "[[1, 2], [], NULL, [3]]"),
                type(
                        "map",
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.OPTIONAL_INT64_SCHEMA)
                                .optional()
                                .build(),
                        orderedMap("a", 1L, "b", null),
                        "map<string,long>",
                        "MAP(VARCHAR, BIGINT)",
                        "{a=1, b=NULL}"),
                type(
                        "map with numbers as keys",
                        SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.STRING_SCHEMA)
                                .optional()
                                .build(),
                        Map.of(7, "seven"),
                        "map<int,string>",
                        "MAP(INTEGER, VARCHAR)",
                        "{7=seven}"),
                type(
                        "map with dates as keys",
                        SchemaBuilder.map(org.apache.kafka.connect.data.Date.SCHEMA, Schema.BOOLEAN_SCHEMA)
                                .optional()
                                .build(),
                        Map.of(new Date(0), true),
                        "map<date,boolean>",
                        "MAP(DATE, BOOLEAN)",
                        "{1970-01-01=true}"),
                type(
                        "map with structs as keys",
                        SchemaBuilder.map(POINT, Schema.INT64_SCHEMA).optional().build(),
                        Map.of(new Struct(POINT).put("x", 1.5), 1L),
                        "map<struct<x:double,label:string>,long>",
                        "MAP(STRUCT(x DOUBLE, \"label\" VARCHAR), BIGINT)",
                        "{{'x': 1.5, 'label': NULL}=1}"),
                type(
                        "struct",
                        POINT,
                        new Struct(POINT).put("x", 1.5),
                        "struct<x:double,label:string>",
                        "STRUCT(x DOUBLE, \"label\" VARCHAR)",
                        "{'x': 1.5, 'label': NULL}"),
                type(
                        "list of structs",
                        SchemaBuilder.array(POINT).optional().build(),
                        Arrays.asList(new Struct(POINT).put("x", 1.0).put("label", "l"), null),
                        "list<struct<x:double,label:string>>",
                        "STRUCT(x DOUBLE, \"label\" VARCHAR)[]",
                        "[{'x': 1.0, 'label': l}, NULL]"));
    }

    @Test
    void everyColumnKeepsItsOwnRowsAcrossPagesAndRowGroups() throws Exception {
        Schema row = SchemaBuilder.struct()
                .field("v", Schema.INT64_SCHEMA)
                .field("t", SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
                .build();
        RowSchema schema = compiled(row);
        ParquetEncoder encoder = new ParquetEncoder(schema, Codec.ZSTD);
        for (long i = 0; i < 100_000; i++) {
            Struct value = new Struct(row).put("v", i).put("t", i % 3 == 0 ? null : List.of("a" + i, "b" + i));
            encoder.append(schema.row(record(value, i)));
        }

        String read = query(
                encoder.finish(Map.of()),
                "SELECT count(*), sum(v), count(*) FILTER (t = ['a' || v, 'b' || v]), count(*) FILTER (__offset = v)");

        assertThat(read).isEqualTo("100000|4999950000|66666|100000");
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void everyCodecIsReadable(Codec codec) throws Exception {
        Schema row =
                SchemaBuilder.struct().field("v", Schema.OPTIONAL_STRING_SCHEMA).build();

        assertThat(readBack(compiled(row), codec, struct(row, "abc".repeat(1000)), struct(row, null)))
                .isEqualTo("VARCHAR: " + "abc".repeat(1000) + ", NULL");
    }

    @Test
    void anExplicitNullIsNotTheSchemasDefault() throws Exception {
        Schema row = SchemaBuilder.struct()
                .field("v", SchemaBuilder.int32().optional().defaultValue(7).build())
                .build();

        assertThat(readBack(compiled(row), Codec.ZSTD, struct(row, 1), struct(row, null)))
                .isEqualTo("INTEGER: 1, NULL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"account id", "account-id", "account.id", "1st", "größe", "口座", "🏦", "a\"b", "select", "a/b"})
    void namesThatAvroWouldRefuseKeepWorking(String name) throws Exception {
        Schema inner =
                SchemaBuilder.struct().field(name, Schema.OPTIONAL_INT32_SCHEMA).build();
        Schema row = SchemaBuilder.struct()
                .field(name, Schema.OPTIONAL_INT32_SCHEMA)
                .field("inner", inner)
                .build();
        RowSchema schema = compiled(row);
        ParquetEncoder encoder = new ParquetEncoder(schema, Codec.ZSTD);
        encoder.append(schema.row(record(
                new Struct(row).put(name, 42).put("inner", new Struct(inner).put(name, 43)), 0)));
        String quoted = '"' + name.replace("\"", "\"\"") + '"';

        assertThat(query(encoder.finish(Map.of()), "SELECT " + quoted + ", \"inner\"." + quoted))
                .isEqualTo("42|43");
    }

    @ParameterizedTest
    @CsvSource({"9, INT32", "10, INT64", "18, INT64", "19, FIXED_LEN_BYTE_ARRAY", "38, FIXED_LEN_BYTE_ARRAY"})
    void aDecimalTakesAsFewBytesAsItsDigitsNeed(String precision, PrimitiveTypeName stored) {
        Schema row = SchemaBuilder.struct()
                .field(
                        "v",
                        Decimal.builder(2)
                                .parameter("connect.decimal.precision", precision)
                                .build())
                .build();

        assertThat(compiled(row)
                        .parquet()
                        .getColumns()
                        .get(0)
                        .getPrimitiveType()
                        .getPrimitiveTypeName())
                .isEqualTo(stored);
    }

    @Test
    void aDecimalOfMoreDigitsThanReadersKnowIsKeptAsLongAsItsValuesFit() throws Exception {
        Schema row = SchemaBuilder.struct()
                .field(
                        "v",
                        Decimal.builder(2)
                                .parameter("connect.decimal.precision", "50")
                                .optional()
                                .build())
                .build();

        assertThat(readBack(compiled(row), Codec.ZSTD, struct(row, new BigDecimal("1.25")), struct(row, null)))
                .isEqualTo("DECIMAL(38,2): 1.25, NULL");
        assertThatThrownBy(() -> compiled(row)
                        .row(record(struct(row, BigDecimal.TEN.pow(40).setScale(2)), 0)))
                .hasMessage("field v: the decimal has 43 digits, more than the 38 of its column");
    }

    @Test
    void aThousandListsInOneAnotherAreRefusedInOneSentence() {
        Schema deep = Schema.INT32_SCHEMA;
        for (int i = 0; i < 1_000; i++) {
            deep = SchemaBuilder.array(deep).build();
        }
        Schema row = SchemaBuilder.struct().field("v", deep).build();

        assertThatThrownBy(() -> compiled(row))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("field v: ")
                .hasMessageEndingWith("the schema contains itself, or is nested more than 100 deep; a recursive value"
                        + " has no columns");
    }

    @Test
    void aBadValueIsNamedButNotQuotedAndLeavesNoHalfRow() throws Exception {
        Schema row = SchemaBuilder.struct()
                .field("v", Schema.INT32_SCHEMA)
                .field(
                        "balance",
                        Decimal.builder(2)
                                .parameter("connect.decimal.precision", "5")
                                .build())
                .build();
        RowSchema schema = compiled(row);
        ParquetEncoder encoder = new ParquetEncoder(schema, Codec.ZSTD);
        Struct bad = new Struct(row).put("v", 1).put("balance", new BigDecimal("1234.56"));

        assertThatThrownBy(() -> encoder.append(schema.row(record(bad, 0))))
                .isInstanceOf(DataException.class)
                .hasMessage("field balance: the decimal has 6 digits, more than the 5 of its column");
        encoder.append(schema.row(record(new Struct(row).put("v", 2).put("balance", new BigDecimal("1.00")), 1)));

        assertThat(query(encoder.finish(Map.of()), "SELECT v, balance, __offset"))
                .isEqualTo("2|1.00|1");
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("unwritable")
    void refusesASchemaThatHasNoForm(Schema schema, String message) {
        assertThatThrownBy(() -> compiled(schema))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> unwritable() {
        Schema nothing = SchemaBuilder.struct().build();
        return Stream.of(
                Arguments.of(nothing, "a struct without fields has no form in Parquet"),
                Arguments.of(
                        SchemaBuilder.struct().field("inner", nothing).build(),
                        "field inner: a struct without fields has no form in Parquet"),
                Arguments.of(
                        SchemaBuilder.struct()
                                .field("__offset", Schema.INT64_SCHEMA)
                                .build(),
                        "the value has a field __offset, which the sink adds itself; leave it out of"
                                + " metadata.columns, or rename the field by a transform"));
    }

    @Test
    void aMissingValueThatTheSchemaRequiresIsRefused() {
        Schema row = SchemaBuilder.struct().field("v", Schema.INT32_SCHEMA).build();

        assertThatThrownBy(() -> compiled(row).row(record(new Struct(row), 0)))
                .isInstanceOf(DataException.class)
                .hasMessage("field v is null, but its schema requires a value");
    }

    @Test
    void theFingerprintFollowsTheSchema() {
        Schema one = SchemaBuilder.struct().field("v", Schema.INT32_SCHEMA).build();
        Schema same = SchemaBuilder.struct()
                .name("other")
                .field("v", Schema.INT16_SCHEMA)
                .build();
        Schema other = SchemaBuilder.struct().field("v", Schema.INT64_SCHEMA).build();

        assertThat(compiled(one).fingerprint())
                .isEqualTo(compiled(same).fingerprint())
                .isNotEqualTo(compiled(other).fingerprint());
    }

    private static Arguments type(
            String name, Schema schema, Object value, String lakeType, String duckdbType, String text) {
        return Arguments.of(name, schema, value, lakeType, duckdbType, text);
    }

    private static Arguments decimal(String precision, int scale, String value, String lakeType, String duckdbType) {
        SchemaBuilder schema = Decimal.builder(scale).optional();
        if (precision != null) {
            schema.parameter("connect.decimal.precision", precision);
        }
        return type(
                "decimal of " + precision + " digits",
                schema.build(),
                new BigDecimal(value),
                lakeType,
                duckdbType,
                value);
    }

    private static Arguments debezium(
            String name, SchemaBuilder schema, Object value, String lakeType, String duckdbType, String text) {
        return type(
                "Debezium " + name,
                schema.name("io.debezium.time." + name).optional().build(),
                value,
                lakeType,
                duckdbType,
                text);
    }

    private static Map<String, Long> orderedMap(String first, Long one, String second, Long two) {
        Map<String, Long> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }

    private static RowSchema compiled(Schema schema) {
        return RowSchema.of(schema, MetadataColumn.DEFAULT);
    }

    private static SinkRecord record(Struct value, long offset) {
        return new SinkRecord("topic", 0, null, null, value.schema(), value, offset);
    }

    private static Struct struct(Schema row, Object value) {
        return new Struct(row).put("v", value);
    }

    /** The type and the values of column {@code v} as DuckDB has them. */
    private String readBack(RowSchema schema, Codec codec, Struct... rows) throws Exception {
        ParquetEncoder encoder = new ParquetEncoder(schema, codec);
        for (int i = 0; i < rows.length; i++) {
            encoder.append(schema.row(record(rows[i], i)));
        }
        return query(
                encoder.finish(Map.of()),
                "SELECT any_value(typeof(v)) || ': ' || string_agg(coalesce(v::VARCHAR, 'NULL'), ', ' ORDER BY __offset)");
    }

    private String query(byte[] file, String select) throws Exception {
        Path path = Files.write(directory.resolve("file.parquet"), file);
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet result = statement.executeQuery(select + " FROM '" + path + "'")) {
                result.next();
                StringBuilder row = new StringBuilder(result.getString(1));
                for (int i = 2; i <= result.getMetaData().getColumnCount(); i++) {
                    row.append('|').append(result.getString(i));
                }
                return row.toString();
            }
        }
    }
}
