package io.bankingconnect.parquet;

import static io.bankingconnect.parquet.Changes.record;
import static io.bankingconnect.parquet.TaskHarness.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be written goes to the dead-letter queue, or stops the task; it is named by its place, never by content. */
class BadRecordsTest {

    private static final String SECRET = "DE89370400440532013000";

    private static final Schema NEIGHBOUR = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("at", Schema.STRING_SCHEMA)
            .build();

    @TempDir
    Path directory;

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void withADeadLetterQueueItIsSetAsideAndItsNeighboursAreCommittedTogether(
            String name, Map<String, String> settings, SinkRecord bad, String reason) {
        TaskHarness sink = sink(settings).withDeadLetterQueue().start(ACCOUNTS);

        sink.put(List.of(neighbour(0), bad, neighbour(2)));

        assertThat(sink.deadLetters)
                .containsExactly("Cannot write the record at offset 1 of banking.public.accounts-0: " + reason);
        assertThat(sink.log.events()).hasSize(1);
        assertThat(offsets(sink)).containsExactly("0", "2");
        ParquetSinkTaskTest.assertContiguous(sink.log.events(), 0, 2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void withoutOneItStopsTheTaskBeforeAnythingBehindItIsWritten(
            String name, Map<String, String> settings, SinkRecord bad, String reason) {
        TaskHarness sink = sink(settings).start(ACCOUNTS);

        assertThatThrownBy(() -> sink.put(List.of(neighbour(0), bad, neighbour(2))))
                .isInstanceOf(DataException.class)
                .hasMessage("Cannot write the record at offset 1 of banking.public.accounts-0: " + reason)
                .satisfies(error -> assertThat(trace(error)).doesNotContain(SECRET));
        assertThat(sink.store.objects()).isEmpty();
        assertThat(sink.committable(ACCOUNTS)).isZero();
    }

    static Stream<Arguments> bad() {
        Schema nothing = SchemaBuilder.struct().build();
        Schema texts = SchemaBuilder.map(Schema.OPTIONAL_STRING_SCHEMA, Schema.STRING_SCHEMA)
                .build();
        return Stream.of(
                bad(
                        "JSON without a schema",
                        record(ACCOUNTS, 1, null, Map.of("iban", SECRET)),
                        "the value has no struct schema; use a converter that supplies one, such as AvroConverter, or"
                                + " JsonConverter with schemas.enable=true"),
                bad(
                        "plain text",
                        record(ACCOUNTS, 1, Schema.STRING_SCHEMA, SECRET),
                        "the value has no struct schema; use a converter that supplies one, such as AvroConverter, or"
                                + " JsonConverter with schemas.enable=true"),
                bad(
                        "a tombstone where none is expected",
                        record(ACCOUNTS, 1, null, null),
                        "it has no value, and behavior.on.null.values is fail; ignore leaves such records out, write makes rows of"
                                + " them",
                        "behavior.on.null.values",
                        "fail"),
                bad(
                        "a struct without fields",
                        record(ACCOUNTS, 1, nothing, new Struct(nothing)),
                        "a struct without fields has no form in Parquet"),
                bad(
                        "a schema that contains itself",
                        recursive(),
                        "field branch: field branch: the schema contains itself, or is nested more than 100 deep; a"
                                + " recursive value has no columns"),
                bad(
                        "a decimal of too many digits after the point",
                        field(Decimal.schema(40), new BigDecimal(SECRET.substring(2) + "E-40")),
                        "field v: a decimal of 40 digits after the point has no column, which holds 38 in all; let the"
                                + " source send it as text, with Debezium by decimal.handling.mode=string"),
                bad(
                        "a decimal of more digits than its schema says",
                        field(
                                Decimal.builder(0)
                                        .parameter("connect.decimal.precision", "5")
                                        .build(),
                                new BigDecimal(SECRET.substring(2))),
                        "field v: the decimal has 20 digits, more than the 5 of its column"),
                bad(
                        "a text that is no time",
                        field(
                                SchemaBuilder.string()
                                        .name("io.debezium.time.ZonedTimestamp")
                                        .build(),
                                SECRET),
                        "field v: the zoned timestamp is not in ISO-8601 form, or out of range"),
                bad(
                        "a null where a value is required",
                        named("id", Schema.INT64_SCHEMA, null),
                        "field id is null, but its schema requires a value"),
                bad(
                        "a null as a map's key",
                        field(texts, Collections.singletonMap(null, SECRET)),
                        "field v: a key of the map is null, for which Parquet has no form"),
                bad(
                        "a field that is a column of the sink's own",
                        named("__topic", Schema.STRING_SCHEMA, SECRET),
                        "the value has a field __topic, which the sink adds itself; leave it out of metadata.columns, or"
                                + " rename the field by a transform"),
                bad(
                        "a schema that does not fit to those before",
                        named("id", Schema.STRING_SCHEMA, SECRET),
                        "field id: type int64 became string",
                        "schema.compatibility",
                        "BACKWARD"),
                bad(
                        "no value in the field that names the directory",
                        field(Schema.STRING_SCHEMA, SECRET),
                        "it has no value in field id, which partition.field.name names",
                        "partitioner.class",
                        "FieldPartitioner",
                        "partition.field.name",
                        "id"),
                bad(
                        "no time in the field that gives the time",
                        named("at", Schema.STRING_SCHEMA, SECRET),
                        "field at is not a time in ISO-8601 form, or out of range",
                        "timestamp.extractor",
                        "RecordField",
                        "timestamp.field",
                        "at"));
    }

    private static Arguments bad(String name, SinkRecord record, String reason, String... settings) {
        Map<String, String> props = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            props.put(settings[i], settings[i + 1]);
        }
        return Arguments.of(name, props, record, reason);
    }

    private static SinkRecord field(Schema schema, Object value) {
        return named("v", schema, value);
    }

    private static SinkRecord named(String field, Schema schema, Object value) {
        Schema row = SchemaBuilder.struct().field(field, schema).build();
        Struct struct = new Struct(row);
        return record(ACCOUNTS, 1, row, value == null ? struct : struct.put(field, value));
    }

    private static SinkRecord recursive() {
        Schema tree = new RecursiveSchema("branch");
        return record(ACCOUNTS, 1, tree, new Struct(tree));
    }

    private static SinkRecord neighbour(long offset) {
        return record(
                ACCOUNTS, offset, NEIGHBOUR, new Struct(NEIGHBOUR).put("id", 7L).put("at", "2026-01-31T12:00:00Z"));
    }

    private static TaskHarness sink(Map<String, String> settings) {
        Map<String, String> props = new HashMap<>(Map.of("flush.size", "2"));
        props.putAll(settings);
        return new TaskHarness(props);
    }

    private static String trace(Throwable error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private List<String> offsets(TaskHarness sink) {
        try (Lake lake = Lake.in(directory).with(sink.store.objects())) {
            return lake.query("SELECT __offset FROM LAKE ORDER BY __offset");
        }
    }
}
