package io.bankingconnect.smt;

import static io.bankingconnect.smt.Transforms.configured;
import static io.bankingconnect.smt.Transforms.errors;
import static io.bankingconnect.smt.Transforms.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.smt.Event.Form;
import io.bankingconnect.smt.Event.Operation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PredicatesTest {

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#all")
    void hasOperationKnowsTheOperation(Event event) {
        HasOperation<SourceRecord> predicate = configured(new HasOperation<>(), "operations", "u,d");

        assertThat(predicate.test(event.record()))
                .isEqualTo(event.operation() == Operation.UPDATE || event.operation() == Operation.DELETE);
    }

    @Test
    void aRowThatWasRewrittenAsDeletedHasTheOperation() {
        HasOperation<SourceRecord> predicate = configured(new HasOperation<>(), "operations", "d");

        assertThat(predicate.test(record(Map.of("id", 1, "__deleted", "true")))).isTrue();
        assertThat(predicate.test(record(Map.of("id", 1, "__deleted", "false"))))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#all")
    void amountAboveComparesExactly(Event event) {
        boolean hasRow = event.operation() != Operation.TOMBSTONE;

        assertThat(amountAbove("12.49").test(event.record())).isEqualTo(hasRow);
        assertThat(amountAbove("12.50").test(event.record())).isFalse();
    }

    @Test
    void theSignOfAnAmountDoesNotMatter() {
        assertThat(amountAbove("10").test(record(Map.of("amount", "-12.50")))).isTrue();
        assertThat(amountAbove("10").test(record(Map.of("amount", 12.5)))).isTrue();
        assertThat(amountAbove("10").test(record(Collections.singletonMap("amount", null))))
                .isFalse();
    }

    @Test
    void whatIsNoAmountIsAnErrorWithoutTheValue() {
        assertThatThrownBy(() -> amountAbove("10").test(record(Map.of("amount", "twelve"))))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "AmountAbove: the field of a record of topic \"t\" is no amount; it must be a number or plain"
                                + " text such as 12.50");
    }

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#all")
    void fieldMatchesTheWholeValue(Event event) {
        boolean hasRow = event.operation() != Operation.TOMBSTONE;

        assertThat(fieldMatches("currency", "E.R").test(event.record())).isEqualTo(hasRow);
        assertThat(fieldMatches("id", "[0-9]+").test(event.record())).isEqualTo(hasRow);
        assertThat(fieldMatches("currency", "E").test(event.record())).isFalse();
        assertThat(fieldMatches("note", ".*").test(event.record())).isFalse();
    }

    @Test
    void aMissingFieldFailsOrMatchesNothing() {
        SourceRecord record = record(Map.of("id", 1));
        Predicate<SourceRecord> ignoring = configured(
                new FieldMatches<SourceRecord>(), "field", "currency", "pattern", ".*", "on.missing", "ignore");

        assertThatThrownBy(() -> fieldMatches("currency", ".*").test(record))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("FieldMatches: the value of a record of topic \"t\" has no field \"currency\"");
        assertThat(ignoring.test(record)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#all")
    void isSnapshotKnowsRowsThatWereRead(Event event) {
        assertThat(configured(new IsSnapshot<SourceRecord>()).test(event.record()))
                .isEqualTo(event.operation() == Operation.READ);
    }

    @Test
    void incrementalSnapshotsAreSnapshots() {
        assertThat(configured(new IsSnapshot<SourceRecord>())
                        .test(record(Map.of("__op", "c", "__source_snapshot", "incremental"))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#all")
    void isEnvelopeTellsEnvelopesFromRows(Event event) {
        assertThat(configured(new IsEnvelope<SourceRecord>()).test(event.record()))
                .isEqualTo(event.form() == Form.ENVELOPE && event.operation() != Operation.TOMBSTONE);
    }

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.TransformContractTest#controlEvents")
    void nothingIsTrueOfDebeziumsOwnEvents(SourceRecord record) {
        List<Predicate<SourceRecord>> predicates = List.of(
                configured(new HasOperation<SourceRecord>(), "operations", "c,u,d,r,t"),
                amountAbove("0"),
                fieldMatches("id", ".*"),
                configured(new IsSnapshot<SourceRecord>()),
                configured(new IsEnvelope<SourceRecord>()));

        assertThat(predicates).noneMatch(predicate -> predicate.test(record));
    }

    @Test
    void wrongSettingsAreRefusedOnTheirKeys() {
        assertThat(errors(new HasOperation<SourceRecord>().config(), map("operations", "x")))
                .containsOnlyKeys("operations");
        assertThat(errors(new HasOperation<SourceRecord>().config(), map("operations", "")))
                .containsOnlyKeys("operations");
        assertThat(errors(new AmountAbove<SourceRecord>().config(), map("field", "", "threshold", "lots")))
                .containsOnlyKeys("field", "threshold");
        assertThat(errors(new FieldMatches<SourceRecord>().config(), map("field", "a", "pattern", "(")))
                .containsOnlyKeys("pattern");
    }

    private static AmountAbove<SourceRecord> amountAbove(String threshold) {
        return configured(new AmountAbove<>(), "field", "amount", "threshold", threshold);
    }

    private static FieldMatches<SourceRecord> fieldMatches(String field, String pattern) {
        return configured(new FieldMatches<>(), "field", field, "pattern", pattern);
    }

    private static SourceRecord record(Map<String, ?> value) {
        return new SourceRecord(Map.of(), Map.of(), "t", null, value);
    }
}
