package io.bankingconnect.parquet;

import static io.bankingconnect.parquet.Changes.NOON;
import static io.bankingconnect.parquet.Changes.record;
import static io.bankingconnect.parquet.TaskHarness.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.parquet.format.SchemaMerge;
import io.debezium.data.VariableScaleDecimal;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of records whose schemas differ: nothing is lost, and they share files where they can. */
class SchemaEvolutionTest {

    private static final Schema OLD = SchemaBuilder.struct()
            .field("id", Schema.INT32_SCHEMA)
            .field("rate", Schema.FLOAT32_SCHEMA)
            .field("balance", money("6", 2))
            .field("dropped", Schema.STRING_SCHEMA)
            .build();
    private static final Schema NEW = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("rate", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("balance", money("18", 4))
            .field("added", Schema.STRING_SCHEMA)
            .build();
    private static final Schema TEXT =
            SchemaBuilder.struct().field("id", Schema.STRING_SCHEMA).build();

    @TempDir
    Path directory;

    @Test
    void oldAndNewRecordsShareOneFileAfterTheFirstChange() {
        TaskHarness sink = sink("flush.size", "6").start(ACCOUNTS);

        sink.put(List.of(older(0), newer(1), older(2), newer(3), older(4), newer(5)));

        assertThat(sink.store.objects()).hasSize(2);
        assertThat(sink.log.events()).hasSize(1);
        assertThat(rows(sink, "__offset, id, rate, balance, dropped, added"))
                .containsExactly(
                        "0|0|0.5|0.0000|old|null",
                        "1|8589934593|null|1.2345|null|new",
                        "2|2|0.5|2.0000|old|null",
                        "3|8589934595|null|3.2345|null|new",
                        "4|4|0.5|4.0000|old|null",
                        "5|8589934597|null|5.2345|null|new");
        assertThat(rows(sink, "DISTINCT typeof(id), typeof(rate), typeof(balance)"))
                .containsExactly("BIGINT|DOUBLE|DECIMAL(18,4)");
    }

    @Test
    void aThousandFlipsMakeTwoFiles() {
        TaskHarness sink = sink("flush.size", "1000").start(ACCOUNTS);
        List<SinkRecord> flips = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            flips.add(i % 2 == 0 ? newer(i) : older(i));
        }

        sink.put(flips);

        assertThat(sink.store.objects()).hasSize(2);
        assertThat(rows(sink, "count(*), count(DISTINCT __offset)")).containsExactly("1000|1000");
    }

    @Test
    void structsInsideRecordsAreMergedToo() {
        Schema one = nested(SchemaBuilder.struct()
                .optional()
                .field("x", Schema.INT32_SCHEMA)
                .build());
        Schema two = nested(SchemaBuilder.struct()
                .optional()
                .field("y", Schema.STRING_SCHEMA)
                .field("x", Schema.INT64_SCHEMA)
                .build());
        TaskHarness sink = sink("flush.size", "3").start(ACCOUNTS);

        sink.put(List.of(
                record(ACCOUNTS, 0, one, with(one, point -> point.put("x", 1))),
                record(ACCOUNTS, 1, two, with(two, point -> point.put("x", 2L).put("y", "why"))),
                record(ACCOUNTS, 2, one, with(one, point -> point.put("x", 3)))));

        assertThat(rows(sink, "__offset, p.x, p.y, list[1].x"))
                .containsExactly("0|1|null|1", "1|2|why|2", "2|3|null|3");
    }

    @Test
    void anEnumThatGrowsIsNoChange() {
        Schema two = enumeration("OPEN,CLOSED");
        Schema three = enumeration("OPEN,CLOSED,FROZEN");
        TaskHarness sink =
                sink("flush.size", "3", "schema.compatibility", "FULL").start(ACCOUNTS);

        sink.put(List.of(
                record(ACCOUNTS, 0, two, new Struct(two).put("status", "OPEN")),
                record(ACCOUNTS, 1, three, new Struct(three).put("status", "FROZEN")),
                record(ACCOUNTS, 2, two, new Struct(two).put("status", "CLOSED"))));

        assertThat(sink.store.objects()).hasSize(1);
    }

    @Test
    void withoutDemandsAnIncompatibleChangeStartsANewGroup() {
        TaskHarness sink = sink("flush.size", "3").start(ACCOUNTS);

        sink.put(List.of(older(0), text(1), text(2), older(3)));
        sink.poll(60_000);

        assertThat(sink.log.events()).hasSize(3);
        assertThat(rows(sink, "__offset")).containsExactly("0", "1", "2", "3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BACKWARD", "FORWARD", "FULL"})
    void whereCompatibilityIsDemandedAnIncompatibleRecordIsRefused(String compatibility) {
        TaskHarness sink = sink("flush.size", "2", "schema.compatibility", compatibility)
                .withDeadLetterQueue()
                .start(ACCOUNTS);

        sink.put(List.of(older(0), text(1), older(2), text(3), older(4)));
        sink.poll(60_000);

        assertThat(rows(sink, "__offset")).containsExactly("0", "2", "4");
        assertThat(sink.deadLetters)
                .hasSize(2)
                .first()
                .isEqualTo(
                        "Cannot write the record at offset 1 of banking.public.accounts-0: field id: type int32 became"
                                + " string");
    }

    @Test
    void withoutADeadLetterQueueItStopsTheTask() {
        TaskHarness sink = sink("schema.compatibility", "BACKWARD").start(ACCOUNTS);

        assertThatThrownBy(() -> sink.put(List.of(older(0), text(1))))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("offset 1 of banking.public.accounts-0: field id: type int32 became string");
    }

    @Test
    void aTimeInMillisecondsIsNotMistakenForOneInMicroseconds() {
        Schema millis =
                SchemaBuilder.struct().field("moment", debezium("Timestamp")).build();
        Schema micros = SchemaBuilder.struct()
                .field("moment", debezium("MicroTimestamp"))
                .build();
        TaskHarness sink = sink().start(ACCOUNTS);

        sink.put(List.of(
                record(ACCOUNTS, 0, millis, new Struct(millis).put("moment", NOON)),
                record(ACCOUNTS, 1, micros, new Struct(micros).put("moment", NOON * 1000))));
        sink.poll(60_000);

        assertThat(sink.log.events()).hasSize(2);
        assertThat(rows(sink, "DISTINCT moment")).containsExactly("2026-01-31 12:00:00.0");
    }

    @Test
    void mapsListsAndWhatTheyHoldAreWidenedToo() {
        Schema one = holder(Schema.INT32_SCHEMA, money("6", 2), Schema.FLOAT32_SCHEMA);
        Schema two = holder(Schema.INT64_SCHEMA, money("10", 3), Schema.OPTIONAL_FLOAT64_SCHEMA);
        TaskHarness sink =
                sink("flush.size", "4", "schema.compatibility", "FULL").start(ACCOUNTS);

        sink.put(List.of(
                record(ACCOUNTS, 0, one, held(one, Map.of(1, new BigDecimal("1.25")), List.of(0.5f))),
                record(
                        ACCOUNTS,
                        1,
                        two,
                        held(two, Map.of(1L << 40, new BigDecimal("2.125")), Arrays.asList(0.1, null))),
                record(ACCOUNTS, 2, one, held(one, Map.of(3, new BigDecimal("3.75")), List.of(1.5f))),
                record(ACCOUNTS, 3, two, held(two, Map.of(4L, new BigDecimal("4.000")), List.of()))));

        assertThat(sink.store.objects()).hasSize(2);
        assertThat(rows(sink, "__offset, amounts, rates"))
                .containsExactly(
                        "0|{1=1.250}|[0.5]",
                        "1|{1099511627776=2.125}|[0.1, NULL]",
                        "2|{3=3.750}|[1.5]",
                        "3|{4=4.000}|[]");
    }

    @Test
    void aFieldMadeRequiredAgainStaysOptionalForThoseBefore() {
        Schema optional =
                SchemaBuilder.struct().field("id", Schema.OPTIONAL_INT64_SCHEMA).build();
        Schema required =
                SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
        TaskHarness sink =
                sink("flush.size", "3", "schema.compatibility", "FULL").start(ACCOUNTS);

        sink.put(List.of(
                record(ACCOUNTS, 0, optional, new Struct(optional)),
                record(ACCOUNTS, 1, required, new Struct(required).put("id", 1L)),
                record(ACCOUNTS, 2, optional, new Struct(optional))));

        assertThat(sink.store.objects()).hasSize(1);
        assertThat(rows(sink, "__offset, id")).containsExactly("0|null", "1|1", "2|null");
    }

    @Test
    void aDroppedFieldThatComesBackIsTheSameColumn() {
        Schema with = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("note", Schema.STRING_SCHEMA)
                .build();
        Schema without = SchemaBuilder.struct().field("id", Schema.INT64_SCHEMA).build();
        TaskHarness sink =
                sink("flush.size", "3", "schema.compatibility", "FULL").start(ACCOUNTS);

        sink.put(List.of(
                record(ACCOUNTS, 0, with, new Struct(with).put("id", 0L).put("note", "a")),
                record(ACCOUNTS, 1, without, new Struct(without).put("id", 1L)),
                record(ACCOUNTS, 2, with, new Struct(with).put("id", 2L).put("note", "c"))));

        assertThat(rows(sink, "__offset, note")).containsExactly("0|a", "1|null", "2|c");
    }

    @Test
    void decimalsThatNoColumnHoldsTogetherAreIncompatible() {
        Schema whole = SchemaBuilder.struct().field("n", money("38", 0)).build();
        Schema fraction = SchemaBuilder.struct().field("n", money("38", 10)).build();
        BigDecimal huge = BigDecimal.TEN.pow(37);
        TaskHarness sink = sink("flush.size", "2").start(ACCOUNTS);

        sink.put(List.of(
                record(ACCOUNTS, 0, whole, new Struct(whole).put("n", huge)),
                record(ACCOUNTS, 1, fraction, new Struct(fraction).put("n", new BigDecimal("0.0123456789")))));
        sink.poll(60_000);

        assertThat(sink.log.events()).hasSize(2);
        assertThat(sink.store.objects()).hasSize(2);
    }

    @Test
    void decimalsOfUndeclaredPrecisionShareAColumnWithTheLargerScale() {
        Schema two = SchemaBuilder.struct().field("n", Decimal.schema(2)).build();
        Schema four = SchemaBuilder.struct().field("n", Decimal.schema(4)).build();
        TaskHarness sink =
                sink("flush.size", "4", "schema.compatibility", "FULL").start(ACCOUNTS);

        sink.put(List.of(
                record(ACCOUNTS, 0, four, new Struct(four).put("n", new BigDecimal("1.2345"))),
                record(ACCOUNTS, 1, two, new Struct(two).put("n", new BigDecimal("1.25"))),
                record(ACCOUNTS, 2, four, new Struct(four).put("n", new BigDecimal("2.2345"))),
                record(ACCOUNTS, 3, two, new Struct(two).put("n", new BigDecimal("2.25")))));

        assertThat(sink.store.objects()).hasSize(1);
        assertThat(rows(sink, "__offset, n")).containsExactly("0|1.2345", "1|1.2500", "2|2.2345", "3|2.2500");
    }

    @ParameterizedTest
    @CsvSource({"MicroDuration, NanoDuration", "Time, MicroTime", "MicroTimestamp, NanoTimestamp"})
    void unitsAreNeverMixedInOneColumn(String one, String other) {
        Schema.Type type = one.equals("Time") ? Schema.Type.INT32 : Schema.Type.INT64;
        Schema earlier =
                SchemaBuilder.type(type).name("io.debezium.time." + one).build();
        Schema later = SchemaBuilder.int64().name("io.debezium.time." + other).build();

        assertThatThrownBy(() -> SchemaMerge.merge(earlier, later))
                .isInstanceOf(DataException.class)
                .hasMessage("type io.debezium.time." + one + " became io.debezium.time." + other);
    }

    @Test
    void aDecimalOfVariableScaleStaysOneWhenItBecomesOptional() {
        SchemaBuilder variable = VariableScaleDecimal.builder();
        Schema required = SchemaBuilder.struct().field("n", variable.build()).build();
        Schema optional = SchemaBuilder.struct()
                .field("n", VariableScaleDecimal.optionalSchema())
                .build();
        TaskHarness sink =
                sink("flush.size", "2", "schema.compatibility", "FULL").start(ACCOUNTS);

        sink.put(List.of(
                record(
                        ACCOUNTS,
                        0,
                        required,
                        new Struct(required)
                                .put(
                                        "n",
                                        VariableScaleDecimal.fromLogical(
                                                required.field("n").schema(), new BigDecimal("1.5")))),
                record(ACCOUNTS, 1, optional, new Struct(optional))));

        assertThat(rows(sink, "__offset, n")).containsExactly("0|1.5", "1|null");
    }

    private static Schema holder(Schema key, Schema amount, Schema rate) {
        return SchemaBuilder.struct()
                .field("amounts", SchemaBuilder.map(key, amount).build())
                .field("rates", SchemaBuilder.array(rate).build())
                .build();
    }

    private static Struct held(Schema schema, Map<?, BigDecimal> amounts, List<?> rates) {
        return new Struct(schema).put("amounts", amounts).put("rates", rates);
    }

    private static Schema debezium(String type) {
        return SchemaBuilder.int64().name("io.debezium.time." + type).build();
    }

    private static Schema enumeration(String members) {
        Schema status = SchemaBuilder.string()
                .name("io.debezium.data.Enum")
                .parameter("allowed", members)
                .build();
        return SchemaBuilder.struct().field("status", status).build();
    }

    private static Schema money(String precision, int scale) {
        return Decimal.builder(scale)
                .parameter("connect.decimal.precision", precision)
                .build();
    }

    private static Schema nested(Schema point) {
        return SchemaBuilder.struct()
                .field("p", point)
                .field("list", SchemaBuilder.array(point).build())
                .build();
    }

    private static Struct with(Schema schema, java.util.function.UnaryOperator<Struct> fill) {
        Struct point = fill.apply(new Struct(schema.field("p").schema()));
        return new Struct(schema).put("p", point).put("list", List.of(point));
    }

    private static SinkRecord older(long offset) {
        return record(
                ACCOUNTS,
                offset,
                OLD,
                new Struct(OLD)
                        .put("id", (int) offset)
                        .put("rate", 0.5f)
                        .put("balance", BigDecimal.valueOf(offset * 100, 2))
                        .put("dropped", "old"));
    }

    private static SinkRecord newer(long offset) {
        return record(
                ACCOUNTS,
                offset,
                NEW,
                new Struct(NEW)
                        .put("id", (2L << 32) + offset)
                        .put("balance", new BigDecimal(offset + ".2345"))
                        .put("added", "new"));
    }

    private static SinkRecord text(long offset) {
        return record(ACCOUNTS, offset, TEXT, new Struct(TEXT).put("id", "text"));
    }

    private static TaskHarness sink(String... settings) {
        Map<String, String> props = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            props.put(settings[i], settings[i + 1]);
        }
        return new TaskHarness(props);
    }

    private List<String> rows(TaskHarness sink, String columns) {
        try (Lake lake = Lake.in(directory).with(sink.store.objects())) {
            String order = columns.startsWith("__offset") ? " ORDER BY __offset" : "";
            return lake.query("SELECT " + columns + " FROM LAKE" + order);
        }
    }
}
