package io.bankingconnect.smt;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankingconnect.smt.Event.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every transform and every form of a record. */
class TransformContractTest {

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("transformsAndEvents")
    void theInputIsNeverChanged(Supplier<Transformation<SourceRecord>> transform, Event event) {
        SourceRecord record = event.record();

        transform.get().apply(record);

        assertThat(record).isEqualTo(event.record());
        assertThat(record.headers()).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("transformsAndEvents")
    void equalSchemasGiveEqualOutputSchemasOfTheSameNameAndVersion(
            Supplier<Transformation<SourceRecord>> transform, Event event) {
        SourceRecord first = transform.get().apply(event.record());
        SourceRecord second = transform.get().apply(event.record(Map.of("last_name", "Byron", "currency", "JPY")));

        assertThat(second.valueSchema()).isEqualTo(first.valueSchema());
        if (first.valueSchema() != null) {
            Schema input = event.record().valueSchema();
            assertThat(first.valueSchema().name()).isEqualTo(input.name());
            assertThat(first.valueSchema().version()).isEqualTo(input.version());
            assertThat(first.valueSchema().fields())
                    .extracting(Field::name)
                    .containsAll(input.fields().stream().map(Field::name).toList());
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("transformsAndEvents")
    void theResultFitsItsSchema(Supplier<Transformation<SourceRecord>> transform, Event event) {
        SourceRecord result = transform.get().apply(event.record());

        if (result.value() instanceof Struct struct) {
            assertThat(struct.schema()).isSameAs(result.valueSchema());
            struct.validate();
            assertThat(imageSchemas(struct.schema())).hasSizeLessThan(2);
        }
        if (event.operation() != Operation.TOMBSTONE) {
            assertThat(Event.rows(result)).hasSameSizeAs(Event.rows(event.record()));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("transformsAndEvents")
    void nullIsNotTurnedIntoTheDefault(Supplier<Transformation<SourceRecord>> transform, Event event) {
        SourceRecord result = transform.get().apply(event.record());

        if (event.operation() != Operation.TOMBSTONE) {
            assertThat(Event.currentRow(result)).containsEntry("note", null);
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("transformsAndControlEvents")
    void debeziumsOwnEventsAndTombstonesPassUntouched(
            Supplier<Transformation<SourceRecord>> transform, SourceRecord record) {
        assertThat(transform.get().apply(record)).isSameAs(record);
    }

    /** Both images have one schema name, so a converter takes them only if they are equal. */
    private static List<Schema> imageSchemas(Schema schema) {
        return Stream.of("before", "after")
                .map(schema::field)
                .filter(Objects::nonNull)
                .map(Field::schema)
                .distinct()
                .toList();
    }

    static Stream<Arguments> transformsAndEvents() {
        return transforms().flatMap(transform -> Event.all().map(event -> Arguments.of(transform, event)));
    }

    static Stream<Arguments> transformsAndControlEvents() {
        return transforms().flatMap(transform -> controlEvents().map(event -> Arguments.of(transform, event)));
    }

    static Stream<Named<Supplier<Transformation<SourceRecord>>>> transforms() {
        List<Named<Supplier<Transformation<SourceRecord>>>> all = new ArrayList<>();
        all.add(named("TokenizePii", TokenizePii.Value::new, "fields", "last_name,email", "key", Transforms.KEY));
        all.add(named(
                "TokenizePii of a number, while rotating",
                TokenizePii.Value::new,
                "fields",
                "id,last_name",
                "key",
                Transforms.KEY,
                "key.previous",
                Transforms.OTHER_KEY,
                "key.previous.id",
                "0"));
        all.add(named("MaskPan", MaskPan.Value::new, "fields", "card_number"));
        all.add(named("MaskPan of every text", MaskPan.Value::new));
        all.add(named("NormalizeMoney to decimals", NormalizeMoney.Value::new, "fields", "amount", "scale", "4"));
        all.add(named(
                "NormalizeMoney to minor units",
                NormalizeMoney.Value::new,
                "fields",
                "amount",
                "output",
                "minor",
                "currency.field",
                "currency",
                "rounding.mode",
                "HALF_EVEN"));
        all.add(named(
                "ValidateRules with a header", ValidateRules::new, "rules", "r: amount < 0", "on.violation", "header"));
        all.add(named(
                "ValidateRules with a field", ValidateRules::new, "rules", "r: amount < 0", "on.violation", "field"));
        all.add(named(
                "CdcAudit with fields",
                CdcAudit::new,
                "include",
                "op,commit_ts_ms,lsn,tx_id,changed_fields,ingest_ts_ms,before"));
        all.add(named("CdcAudit with headers", CdcAudit::new, "output", "header"));
        all.add(named(
                "SchemaDriftGuard",
                SchemaDriftGuard.Value::new,
                "schemas",
                Event.TOPIC + ": id int64",
                "on.added",
                "warn"));
        return all.stream();
    }

    private static Named<Supplier<Transformation<SourceRecord>>> named(
            String name, Supplier<? extends Transformation<SourceRecord>> create, String... settings) {
        return Named.of(name, () -> Transforms.configured(create.get(), settings));
    }

    static Stream<Named<SourceRecord>> controlEvents() {
        return Stream.of(
                Named.of("heartbeat", struct("io.debezium.connector.common.Heartbeat", "ts_ms")),
                Named.of("heartbeat, schemaless", map(Map.of("serverName", "banking"), Map.of("ts_ms", 1L))),
                Named.of("transaction metadata", struct("io.debezium.connector.common.TransactionMetadataValue", "id")),
                Named.of(
                        "transaction metadata, schemaless",
                        map(
                                Map.of("id", "571"),
                                Map.of(
                                        "status",
                                        "END",
                                        "id",
                                        "571",
                                        "event_count",
                                        2L,
                                        "data_collections",
                                        List.of()))),
                Named.of("schema change", struct("io.debezium.connector.postgresql.SchemaChangeValue", "ddl")),
                Named.of(
                        "schema change, schemaless",
                        map(
                                Map.of("databaseName", "bank"),
                                Map.of("source", Map.of(), "ddl", "CREATE", "tableChanges", List.of()))),
                Named.of("logical message", struct("io.debezium.connector.postgresql.MessageValue", "message")),
                Named.of(
                        "logical message, schemaless",
                        map(Map.of("prefix", "p"), Map.of("op", "m", "source", Map.of(), "message", Map.of()))),
                Named.of("tombstone", new Event(Operation.TOMBSTONE, Event.Form.FLAT, true).record()));
    }

    private static SourceRecord struct(String name, String field) {
        Schema schema = SchemaBuilder.struct()
                .name(name)
                .field(field, Schema.STRING_SCHEMA)
                .build();
        return new SourceRecord(Map.of(), Map.of(), "banking", schema, new Struct(schema).put(field, "x"));
    }

    private static SourceRecord map(Map<String, ?> key, Map<String, ?> value) {
        return new SourceRecord(Map.of(), Map.of(), "banking", null, key, null, value);
    }
}
