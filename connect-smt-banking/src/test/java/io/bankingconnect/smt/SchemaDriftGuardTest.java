package io.bankingconnect.smt;

import static io.bankingconnect.smt.Transforms.configured;
import static io.bankingconnect.smt.Transforms.errors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaDriftGuardTest {

    private static final Schema BASE = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("amount", Decimal.schema(2))
            .build();

    private enum Change {
        ADDED("added phone", builder -> base(builder).field("phone", Schema.OPTIONAL_STRING_SCHEMA)),
        REMOVED(
                "removed name",
                builder -> builder.field("id", Schema.INT64_SCHEMA).field("amount", Decimal.schema(2))),
        RETYPED(
                "retyped amount from decimal(2) to decimal(4)",
                builder -> builder.field("id", Schema.INT64_SCHEMA)
                        .field("name", Schema.STRING_SCHEMA)
                        .field("amount", Decimal.schema(4))),
        NULLABLE(
                "made name nullable",
                builder -> builder.field("id", Schema.INT64_SCHEMA)
                        .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                        .field("amount", Decimal.schema(2)));

        private final String description;
        private final Schema schema;

        Change(String description, UnaryOperator<SchemaBuilder> fields) {
            this.description = description;
            this.schema = fields.apply(SchemaBuilder.struct()).build();
        }

        String key() {
            return "on." + name().toLowerCase(Locale.ROOT);
        }

        private static SchemaBuilder base(SchemaBuilder builder) {
            BASE.fields().forEach(field -> builder.field(field.name(), field.schema()));
            return builder;
        }
    }

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#all")
    void aSchemaThatStaysPassesAsItIs(Event event) {
        SchemaDriftGuard<SourceRecord> guard = configured(new SchemaDriftGuard.Value<>());
        guard.apply(event.record());
        SourceRecord second = event.record();

        assertThat(guard.apply(second)).isSameAs(second);
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void aChangeMayBeAllowed(Change change) {
        SchemaDriftGuard<SourceRecord> guard = learned(change, "allow");
        SourceRecord record = record(change.schema);

        assertThat(guard.apply(record)).isSameAs(record);
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void aChangeMayBeMarkedInAHeaderOfEveryRecord(Change change) {
        SchemaDriftGuard<SourceRecord> guard = learned(change, "warn");

        for (int i = 0; i < 2; i++) {
            SourceRecord result = guard.apply(record(change.schema));
            assertThat(result.headers().lastWithName("__schema_drift").value()).isEqualTo(change.description);
        }
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void aChangeMayDropTheRecord(Change change) {
        assertThat(learned(change, "drop").apply(record(change.schema))).isNull();
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void aChangeMayBeAFailureThatSaysWhatChanged(Change change) {
        assertThatThrownBy(() -> learned(change, "fail").apply(record(change.schema)))
                .isInstanceOf(DataException.class)
                .hasMessage("The value schema of topic \"t\" is not the expected one: " + change.description);
    }

    @Test
    void ofTwoChangesTheGraverCounts() {
        SchemaDriftGuard<SourceRecord> guard =
                configured(new SchemaDriftGuard.Value<>(), "on.added", "warn", "on.removed", "fail");
        guard.apply(record(BASE));
        Schema other = SchemaBuilder.struct()
                .field("id", Schema.INT64_SCHEMA)
                .field("full_name", Schema.STRING_SCHEMA)
                .field("amount", Decimal.schema(2))
                .build();

        assertThatThrownBy(() -> guard.apply(record(other)))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(": removed name");
    }

    @Test
    void aPinnedSchemaHoldsFromTheFirstRecordOn() {
        SchemaDriftGuard<SourceRecord> guard = configured(
                new SchemaDriftGuard.Value<>(),
                "schemas",
                "t: id int64, name string, amount decimal(2); other: id int32",
                "on.added",
                "fail");
        SourceRecord good = record(BASE);

        assertThat(guard.apply(good)).isSameAs(good);
        assertThatThrownBy(() -> guard.apply(record(Change.ADDED.schema)))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("added phone");
    }

    @Test
    void recordsWithoutASchemaAreComparedByTheirFieldsAndTheTypesOfTheirValues() {
        SchemaDriftGuard<SourceRecord> guard =
                configured(new SchemaDriftGuard.Value<>(), "on.added", "fail", "on.retyped", "fail");
        Map<String, Object> first = new HashMap<>(Map.of("id", 1L));
        first.put("name", null);
        guard.apply(map(first));
        SourceRecord good = map(Map.of("id", 2, "name", "x"));

        assertThat(guard.apply(good)).isSameAs(good);
        assertThatThrownBy(() -> guard.apply(map(Map.of("id", "2", "name", "x"))))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("retyped id from number to string");
        assertThatThrownBy(() -> guard.apply(map(Map.of("id", 2, "name", 3))))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("retyped name from string to number");
    }

    @Test
    void nestedFieldsAreWatchedToo() {
        Schema home = SchemaBuilder.struct().field("city", Schema.STRING_SCHEMA).build();
        Schema moved =
                SchemaBuilder.struct().field("town", Schema.STRING_SCHEMA).build();
        SchemaDriftGuard<SourceRecord> guard = configured(new SchemaDriftGuard.Value<>());
        guard.apply(record(SchemaBuilder.struct().field("home", home).build()));

        assertThatThrownBy(() -> guard.apply(
                        record(SchemaBuilder.struct().field("home", moved).build())))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("removed home.city");
    }

    @Test
    void everyTopicHasItsOwnSchema() {
        SchemaDriftGuard<SourceRecord> guard = configured(new SchemaDriftGuard.Value<>(), "on.added", "fail");
        guard.apply(record(BASE));
        Schema other = Change.ADDED.schema;
        SourceRecord record = new SourceRecord(Map.of(), Map.of(), "other", other, new Struct(other));

        assertThat(guard.apply(record)).isSameAs(record);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "on.added|shout|must be one of allow, warn, drop, fail",
                "schemas|id int64|expected a topic and a colon before \"id int64\"",
                "schemas|t: id|expected a field and its type, such as \"email string?\", instead of \"id\"",
                "schemas|t: id int64, id string|field \"id\" is there twice",
                "schemas|t: id int64; t: id string|topic \"t\" is there twice",
            })
    void aWrongSettingIsRefusedOnItsKey(String key, String value, String message) {
        var errors = errors(new SchemaDriftGuard.Value<SourceRecord>().config(), Transforms.map(key, value));

        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key)).singleElement().asString().contains(message);
    }

    private static SchemaDriftGuard<SourceRecord> learned(Change change, String policy) {
        SchemaDriftGuard<SourceRecord> guard = configured(new SchemaDriftGuard.Value<>(), change.key(), policy);
        guard.apply(record(BASE));
        return guard;
    }

    private static SourceRecord record(Schema schema) {
        return new SourceRecord(Map.of(), Map.of(), "t", schema, new Struct(schema));
    }

    private static SourceRecord map(Map<String, ?> value) {
        return new SourceRecord(Map.of(), Map.of(), "t", null, value);
    }
}
