package io.bankingconnect.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.data.Bits;
import io.debezium.data.Enum;
import io.debezium.data.EnumSet;
import io.debezium.data.Json;
import io.debezium.data.TsVector;
import io.debezium.data.Uuid;
import io.debezium.data.VariableScaleDecimal;
import io.debezium.data.Xml;
import io.debezium.data.geometry.Geography;
import io.debezium.data.geometry.Geometry;
import io.debezium.data.geometry.Point;
import io.debezium.data.vector.DoubleVector;
import io.debezium.data.vector.FloatVector;
import io.debezium.data.vector.SparseDoubleVector;
import io.debezium.time.Date;
import io.debezium.time.Interval;
import io.debezium.time.IsoDate;
import io.debezium.time.IsoTime;
import io.debezium.time.IsoTimestamp;
import io.debezium.time.MicroDuration;
import io.debezium.time.MicroTime;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.NanoDuration;
import io.debezium.time.NanoTime;
import io.debezium.time.NanoTimestamp;
import io.debezium.time.Time;
import io.debezium.time.Timestamp;
import io.debezium.time.Year;
import io.debezium.time.ZonedTime;
import io.debezium.time.ZonedTimestamp;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every semantic type, by Debezium's own schema of it, is what DuckDB and Parquet's own reader read. */
@Tag("hadoop")
class DebeziumTypesTest {

    private static final long MILLIS = Instant.parse("2026-01-31T23:59:59.123Z").toEpochMilli();

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void survives(
            String name,
            SchemaBuilder schema,
            Object value,
            String lakeType,
            String duckdbType,
            String text,
            String own)
            throws Exception {
        Schema row =
                SchemaBuilder.struct().field("v", schema.optional().build()).build();
        RowSchema compiled = RowSchema.of(row, List.of());

        byte[] file = file(compiled, new Struct(row).put("v", value), new Struct(row));

        assertThat(compiled.lakeColumns().get(0).type()).isEqualTo(lakeType);
        assertThat(duckdb(file)).isEqualTo(duckdbType + ": " + text + ", NULL");
        assertThat(ParquetRows.of(file)).containsExactly("{v: " + own + "}", "{v: null}");
    }

    static Stream<Arguments> types() {
        Schema variable = VariableScaleDecimal.builder().optional().build();
        Schema point = Point.builder().optional().build();
        Schema sparse = SparseDoubleVector.builder().optional().build();
        byte[] wkb = {1, 2, 3};
        return Stream.of(
                type("Date", Date.builder(), -1, "date", "DATE", "1969-12-31"),
                type("IsoDate", IsoDate.builder(), "2026-01-31Z", "date", "DATE", "2026-01-31"),
                type("Time", Time.builder(), 3_723_004, "time", "TIME", "01:02:03.004", "01:02:03.004000"),
                type("MicroTime", MicroTime.builder(), 3_723_004_005L, "time", "TIME", "01:02:03.004005"),
                type("NanoTime", NanoTime.builder(), 3_723_004_005_006L, "time", "TIME_NS", "01:02:03.004005006"),
                type("IsoTime", IsoTime.builder(), "01:02:03.004005006Z", "time", "TIME", "01:02:03.004005"),
                type(
                        "ZonedTime",
                        ZonedTime.builder(),
                        "01:02:03.004005+02:00",
                        "time",
                        "TIME WITH TIME ZONE",
                        "23:02:03.004005+00",
                        "23:02:03.004005+0000"),
                type(
                        "Timestamp",
                        Timestamp.builder(),
                        MILLIS,
                        "timestamp",
                        "TIMESTAMP",
                        "2026-01-31 23:59:59.123",
                        "2026-01-31T23:59:59.123000"),
                type(
                        "MicroTimestamp",
                        MicroTimestamp.builder(),
                        MILLIS * 1000 + 456,
                        "timestamp",
                        "TIMESTAMP",
                        "2026-01-31 23:59:59.123456",
                        "2026-01-31T23:59:59.123456"),
                type(
                        "NanoTimestamp",
                        NanoTimestamp.builder(),
                        MILLIS * 1_000_000 + 456_789,
                        "timestamp_ns",
                        "TIMESTAMP_NS",
                        "2026-01-31 23:59:59.123456789",
                        "2026-01-31T23:59:59.123456789"),
                type(
                        "IsoTimestamp",
                        IsoTimestamp.builder(),
                        "2026-01-31T23:59:59.123456789Z",
                        "timestamp",
                        "TIMESTAMP",
                        "2026-01-31 23:59:59.123456",
                        "2026-01-31T23:59:59.123456"),
                type(
                        "ZonedTimestamp",
                        ZonedTimestamp.builder(),
                        "2026-02-01T01:59:59.123456+02:00",
                        "timestamptz",
                        "TIMESTAMP WITH TIME ZONE",
                        "2026-01-31 23:59:59.123456+00",
                        "2026-01-31T23:59:59.123456+0000"),
                type(
                        "ZonedTimestamp at the end of a bank's time",
                        ZonedTimestamp.builder(),
                        "9999-12-31T23:59:59.999999Z",
                        "timestamptz",
                        "TIMESTAMP WITH TIME ZONE",
                        "9999-12-31 23:59:59.999999+00",
                        "9999-12-31T23:59:59.999999+0000"),
                type(
                        "ZonedTimestamp before 1970",
                        ZonedTimestamp.builder(),
                        "0001-01-01T00:00:00.000001Z",
                        "timestamptz",
                        "TIMESTAMP WITH TIME ZONE",
                        "0001-01-01 00:00:00.000001+00",
                        "0001-01-01T00:00:00.000001+0000"),
                type("Year", Year.builder(), 2026, "int", "INTEGER", "2026"),
                type("MicroDuration", MicroDuration.builder(), 90_000_001L, "long", "BIGINT", "90000001"),
                type("NanoDuration", NanoDuration.builder(), -1L, "long", "BIGINT", "-1"),
                text("Interval", Interval.builder(), "P1Y2M3DT4H5M6.5S"),
                text("Uuid", Uuid.builder(), "6f1c0000-0000-4000-8000-000000000001"),
                text("Json", Json.builder(), "{\"a\": 1}"),
                text("Xml", Xml.builder(), "<a/>"),
                text("Enum", Enum.builder("OPEN,CLOSED"), "OPEN"),
                text("EnumSet", EnumSet.builder("a,b"), "a,b"),
                text("TsVector", TsVector.builder(), "'bank':1"),
                text("Ltree", SchemaBuilder.string().name("io.debezium.data.Ltree"), "a.b.c"),
                type("Bits", Bits.builder(9), new byte[] {5, 1}, "binary", "BLOB", "\\x05\\x01", "0x0501"),
                text(
                        "VariableScaleDecimal",
                        VariableScaleDecimal.builder(),
                        VariableScaleDecimal.fromLogical(variable, new BigDecimal("-12345678901234567890.0000000001")),
                        "-12345678901234567890.0000000001"),
                text(
                        "VariableScaleDecimal in a buffer, of negative scale",
                        VariableScaleDecimal.builder(),
                        new Struct(variable)
                                .put("scale", -3)
                                .put("value", ByteBuffer.wrap(new byte[] {9, 12, 9}, 1, 1)),
                        "12000"),
                type(
                        "Point",
                        Point.builder(),
                        new Struct(point)
                                .put("x", 7.4)
                                .put("y", 46.9)
                                .put("wkb", wkb)
                                .put("srid", 4326),
                        "struct<x:double,y:double,wkb:binary,srid:int>",
                        "STRUCT(x DOUBLE, y DOUBLE, wkb BLOB, srid INTEGER)",
                        "{'x': 7.4, 'y': 46.9, 'wkb': '\\\\x01\\\\x02\\\\x03', 'srid': 4326}",
                        "{x: 7.4, y: 46.9, wkb: 0x010203, srid: 4326}"),
                geometry("Geometry", Geometry.builder(), wkb),
                geometry("Geography", Geography.builder(), wkb),
                type("FloatVector", FloatVector.builder(), List.of(1.5f, -2f), "list<float>", "FLOAT[]", "[1.5, -2.0]"),
                type(
                        "DoubleVector",
                        DoubleVector.builder(),
                        List.of(0.1, 2d),
                        "list<double>",
                        "DOUBLE[]",
                        "[0.1, 2.0]"),
                type(
                        "SparseDoubleVector",
                        SparseDoubleVector.builder(),
                        new Struct(sparse).put("dimensions", (short) 25).put("vector", Map.of((short) 1, 0.5)),
                        "struct<dimensions:int,vector:map<int,double>>",
                        "STRUCT(dimensions INTEGER, vector MAP(INTEGER, DOUBLE))",
                        "{'dimensions': 25, 'vector': {1=0.5}}",
                        "{dimensions: 25, vector: <1=0.5>}"));
    }

    @ParameterizedTest
    @CsvSource({"infinity, 9223372036825200000", "-infinity, -9223372036832400000"})
    void infinityIsWhatDebeziumWritesForTimestampsWithoutAZone(String text, long micros) throws Exception {
        Schema row = SchemaBuilder.struct().field("v", ZonedTimestamp.schema()).build();

        byte[] file = file(RowSchema.of(row, List.of()), new Struct(row).put("v", text));

        assertThat(query(file, "SELECT epoch_us(v)")).isEqualTo(Long.toString(micros));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTexts")
    void aTextThatIsNoTimeIsNamedButNotQuoted(String name, SchemaBuilder schema, String text, String message) {
        Schema row = SchemaBuilder.struct().field("v", schema.build()).build();
        RowSchema compiled = RowSchema.of(row, List.of());

        assertThatThrownBy(() -> compiled.row(record(new Struct(row).put("v", text), 0)))
                .isInstanceOf(DataException.class)
                .hasMessage("field v: the " + message + " is not in ISO-8601 form, or out of range")
                .rootCause()
                .hasMessageNotContaining(text);
    }

    static Stream<Arguments> badTexts() {
        return Stream.of(
                Arguments.of("IsoDate", IsoDate.builder(), "31.1.2026", "date"),
                Arguments.of("IsoTime", IsoTime.builder(), "noon", "time"),
                Arguments.of("ZonedTime", ZonedTime.builder(), "12:00", "zoned time"),
                Arguments.of("IsoTimestamp", IsoTimestamp.builder(), "2026-01-31", "timestamp"),
                Arguments.of("ZonedTimestamp", ZonedTimestamp.builder(), "2026-01-31T12:00", "zoned timestamp"),
                Arguments.of(
                        "out of range", ZonedTimestamp.builder(), "+999999999-01-01T00:00:00Z", "zoned timestamp"));
    }

    @Test
    void aNameOnATypeThatItDoesNotBelongToMeansNothing() throws Exception {
        Schema text = SchemaBuilder.string().name("io.debezium.time.Date").build();
        Schema row = SchemaBuilder.struct().field("v", text).build();

        byte[] file = file(RowSchema.of(row, List.of()), new Struct(row).put("v", "soon"));

        assertThat(query(file, "SELECT v")).isEqualTo("soon");
    }

    @Test
    void aDecimalWithMoreZerosThanAnyDatabaseHasIsRefusedAndNotWrittenOut() {
        Schema row =
                SchemaBuilder.struct().field("v", VariableScaleDecimal.schema()).build();
        Struct huge = new Struct(VariableScaleDecimal.schema())
                .put("scale", Integer.MIN_VALUE)
                .put("value", new byte[] {1});

        assertThatThrownBy(() -> RowSchema.of(row, List.of()).row(record(new Struct(row).put("v", huge), 0)))
                .isInstanceOf(DataException.class)
                .hasMessage("field v: the decimal's scale is beyond 200000 digits");
    }

    private static Arguments geometry(String name, SchemaBuilder schema, byte[] wkb) {
        Schema built = schema.optional().build();
        return type(
                name,
                schema,
                new Struct(built).put("wkb", wkb),
                "struct<wkb:binary,srid:int>",
                "STRUCT(wkb BLOB, srid INTEGER)",
                "{'wkb': '\\\\x01\\\\x02\\\\x03', 'srid': NULL}",
                "{wkb: 0x010203, srid: null}");
    }

    private static Arguments text(String name, SchemaBuilder schema, Object value, String text) {
        return type(name, schema, value, "string", "VARCHAR", text);
    }

    private static Arguments text(String name, SchemaBuilder schema, String value) {
        return text(name, schema, value, value);
    }

    private static Arguments type(
            String name, SchemaBuilder schema, Object value, String lakeType, String duckdbType, String text) {
        return type(name, schema, value, lakeType, duckdbType, text, text);
    }

    private static Arguments type(
            String name,
            SchemaBuilder schema,
            Object value,
            String lakeType,
            String duckdbType,
            String text,
            String own) {
        return Arguments.of(name, schema, value, lakeType, duckdbType, text, own);
    }

    private static byte[] file(RowSchema schema, Struct... rows) {
        ParquetEncoder encoder = new ParquetEncoder(schema, Codec.NONE);
        for (int i = 0; i < rows.length; i++) {
            encoder.append(schema.row(record(rows[i], i)));
        }
        return encoder.finish(Map.of());
    }

    private static SinkRecord record(Struct value, long offset) {
        return new SinkRecord("topic", 0, null, null, value.schema(), value, offset);
    }

    private String duckdb(byte[] file) throws Exception {
        return query(
                file,
                "SELECT any_value(typeof(v)) || ': ' || string_agg(coalesce(v::VARCHAR, 'NULL'), ', '"
                        + " ORDER BY file_row_number)");
    }

    private String query(byte[] file, String select) throws Exception {
        Path path = Files.write(directory.resolve("file.parquet"), file);
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            try (ResultSet result =
                    statement.executeQuery(select + " FROM read_parquet('" + path + "', file_row_number = true)")) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
