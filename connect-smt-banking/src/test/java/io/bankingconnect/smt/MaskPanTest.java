package io.bankingconnect.smt;

import static io.bankingconnect.smt.Transforms.configured;
import static io.bankingconnect.smt.Transforms.errors;
import static io.bankingconnect.smt.Transforms.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.smt.Event.Form;
import io.bankingconnect.smt.Event.Operation;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MaskPanTest {

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#withRows")
    void aNamedFieldIsMaskedInEveryImage(Event event) {
        SourceRecord result = mask("fields", "card_number").apply(event.record(Map.of("email", "4111111111111111")));

        assertThat(Event.rows(result)).extracting(row -> row.get("card_number")).containsOnly("4111 11** **** 1111");
        assertThat(Event.currentRow(result)).containsEntry("email", "4111111111111111");
        assertThat(result.valueSchema()).isSameAs(event.record().valueSchema());
    }

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#withRows")
    void withoutNamesEveryTextIsSearched(Event event) {
        SourceRecord result = mask().apply(event.record(Map.of("email", "pays with 5555555555554444, thanks")));

        assertThat(Event.currentRow(result))
                .containsEntry("card_number", "4111 11** **** 1111")
                .containsEntry("email", "pays with 555555******4444, thanks")
                .containsEntry("id", 7L);
    }

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#withRows")
    void aRecordWithoutACardNumberPassesAsItIs(Event event) {
        SourceRecord record = event.record(Map.of("card_number", "none"));

        assertThat(mask().apply(record)).isSameAs(record);
    }

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#withRows")
    void aHeaderCountsThemWhenAsked(Event event) {
        SourceRecord result = mask("count.header", "pans").apply(event.record());
        SourceRecord without = mask("count.header", "pans").apply(event.record(Map.of("card_number", "none")));

        assertThat(result.headers().lastWithName("pans").value())
                .isEqualTo(Event.rows(event.record()).size());
        assertThat(without.headers()).isEmpty();
    }

    @Test
    void nestedStructuresListsAndMapsAreSearchedToo() {
        Schema inner = SchemaBuilder.struct().field("pan", Schema.STRING_SCHEMA).build();
        Schema row = SchemaBuilder.struct()
                .field("inner", inner)
                .field("list", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
                .field("map", SchemaBuilder.map(Schema.STRING_SCHEMA, inner).build())
                .build();
        Struct pan = new Struct(inner).put("pan", "4111111111111111");
        Struct value = new Struct(row)
                .put("inner", pan)
                .put("list", List.of("4111111111111111", "x"))
                .put("map", Map.of("k", pan));
        Map<String, Object> schemaless = Map.of(
                "inner",
                Map.of("pan", "4111111111111111"),
                "list",
                List.of("4111111111111111", Map.of("a", "4111111111111111")));

        Struct masked = (Struct) mask().apply(record(row, value)).value();

        Struct hidden = new Struct(inner).put("pan", "411111******1111");
        assertThat(masked)
                .isEqualTo(new Struct(row)
                        .put("inner", hidden)
                        .put("list", List.of("411111******1111", "x"))
                        .put("map", Map.of("k", hidden)));
        assertThat(mask().apply(record(null, schemaless)).value())
                .isEqualTo(Map.of(
                        "inner",
                        Map.of("pan", "411111******1111"),
                        "list",
                        List.of("411111******1111", Map.of("a", "411111******1111"))));
        assertThat(pan.getString("pan")).isEqualTo("4111111111111111");
    }

    @Test
    void aKeyThatIsATextIsSearchedAsAWhole() {
        MaskPan<SourceRecord> transform = configured(new MaskPan.Key<>());
        SourceRecord record = new SourceRecord(
                Map.of(), Map.of(), "t", Schema.STRING_SCHEMA, "4111111111111111", Schema.STRING_SCHEMA, "x");

        assertThat(transform.apply(record).key()).isEqualTo("411111******1111");
    }

    @Test
    void theVisibleDigitsAndTheMaskCanBeChosen() {
        SourceRecord result = mask("visible.first", "0", "visible.last", "2", "mask.character", "#")
                .apply(Event.struct(Form.FLAT, Operation.CREATE).record());

        assertThat(Event.currentRow(result)).containsEntry("card_number", "#### #### #### ##11");
    }

    @Test
    void aNamedFieldThatHoldsNoTextIsRefused() {
        assertThatThrownBy(() -> mask("fields", "id")
                        .apply(Event.struct(Form.ENVELOPE, Operation.CREATE).record()))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "Field \"id\" is of type INT64, in which card numbers cannot be masked; name text fields, or"
                                + " make tokens with TokenizePii");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "visible.first, 7, Value must be no more than 6",
        "visible.last, 5, Value must be no more than 4",
        "mask.character, 1, 'must be one character, and no digit'",
        "mask.character, xx, 'must be one character, and no digit'",
        "on.missing, maybe, 'must be one of fail, warn, ignore'"
    })
    void aWrongSettingIsRefusedOnItsKey(String key, String value, String message) {
        Map<String, List<String>> errors = errors(new MaskPan.Value<SourceRecord>().config(), map(key, value));

        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key)).singleElement().asString().contains(message);
    }

    private static MaskPan<SourceRecord> mask(String... settings) {
        return configured(new MaskPan.Value<>(), settings);
    }

    private static SourceRecord record(Schema schema, Object value) {
        return new SourceRecord(Map.of(), Map.of(), "t", schema, value);
    }
}
