package io.bankingconnect.smt;

import static io.bankingconnect.smt.Transforms.configured;
import static io.bankingconnect.smt.Transforms.errors;
import static io.bankingconnect.smt.Transforms.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.smt.Event.Form;
import io.bankingconnect.smt.Event.Operation;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValidateRulesTest {

    private static final String BROKEN = "currency_known: currency in ('GBP'); positive: amount > 0; small: amount < 1";

    @ParameterizedTest
    @MethodSource("withRowAfter")
    void aViolationFailsWithTheNamesOfTheRules(Event event) {
        assertThatThrownBy(() -> rules(BROKEN, "fail").apply(event.record()))
                .isInstanceOf(DataException.class)
                .hasMessage("A record of topic \"banking.public.payments\" violates currency_known,small");
    }

    @ParameterizedTest
    @MethodSource("withRowAfter")
    void aViolationMayDropTheRecord(Event event) {
        assertThat(rules(BROKEN, "drop").apply(event.record())).isNull();
    }

    @ParameterizedTest
    @MethodSource("withRowAfter")
    void aViolationMayBeNotedInAHeader(Event event) {
        SourceRecord result = rules(BROKEN, "header").apply(event.record());

        assertThat(result.headers().lastWithName("__violations").value()).isEqualTo("currency_known,small");
        assertThat(result.value()).isEqualTo(event.record().value());
        assertThat(result.topic()).isEqualTo(Event.TOPIC);
    }

    @ParameterizedTest
    @MethodSource("withRowAfter")
    void aViolationMayBeNotedInAFieldOfTheCurrentRow(Event event) {
        SourceRecord result = rules(BROKEN, "field").apply(event.record());

        assertThat(Event.currentRow(result)).containsEntry("__violations", "currency_known,small");
        if (Event.rows(result).size() > 1) {
            assertThat(Event.rows(result).get(0).get("__violations")).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("withRowAfter")
    void aViolationMayRouteTheRecordToAnotherTopic(Event event) {
        SourceRecord result = rules(BROKEN, "route").apply(event.record());

        assertThat(result.topic()).isEqualTo("banking.dlq.rules");
        assertThat(result.kafkaPartition()).isNull();
        assertThat(result.headers().lastWithName("__violations").value()).isEqualTo("currency_known,small");
        assertThat(result.value()).isEqualTo(event.record().value());
        assertThat(result.sourceOffset()).isEqualTo(event.record().sourceOffset());
    }

    @ParameterizedTest
    @MethodSource("withRowAfter")
    void aRecordThatKeepsTheRulesPassesAsItIs(Event event) {
        SourceRecord record = event.record();

        assertThat(rules("positive: amount > 0", "fail").apply(record)).isSameAs(record);
    }

    @Test
    void theFieldIsThereWithoutAViolationToo() {
        Event event = Event.struct(Form.ENVELOPE, Operation.UPDATE);

        SourceRecord good = rules("positive: amount > 0", "field").apply(event.record());
        SourceRecord bad = rules("small: amount < 1", "field").apply(event.record());

        assertThat(Event.currentRow(good)).containsEntry("__violations", null);
        assertThat(good.valueSchema()).isEqualTo(bad.valueSchema());
    }

    @Test
    void aRowThatIsDeletedIsNotChecked() {
        SourceRecord record = Event.struct(Form.ENVELOPE, Operation.DELETE).record();

        assertThat(rules(BROKEN, "fail").apply(record)).isSameAs(record);
    }

    @ParameterizedTest
    @MethodSource("withRowAfter")
    void warningsOnlyMark(Event event) {
        SourceRecord result = rules("small [warn]: amount < 1", "drop").apply(event.record());

        assertThat(result.headers().lastWithName("__violations").value()).isEqualTo("small");
    }

    @ParameterizedTest(name = "schema: {0}")
    @CsvSource({"true", "false"})
    void rulesMayCompareBothImagesAndReadTheRestOfTheEnvelope(boolean withSchema) {
        Event event = new Event(Operation.UPDATE, Form.ENVELOPE, withSchema);
        String rules = "reopened: if before.status = 'PENDING' then after.status = 'PENDING';"
                + " table: source.table = 'payments'; op: op in ('c', 'u')";

        SourceRecord result = rules(rules, "header").apply(event.record());

        assertThat(result.headers().lastWithName("__violations").value()).isEqualTo("reopened");
    }

    @Test
    void aMissingFieldFailsByNameOrMakesItsRulesSilent() {
        SourceRecord record = Event.struct(Form.FLAT, Operation.CREATE).record();

        assertThatThrownBy(() -> rules("there: amout is not null", "fail").apply(record))
                .isInstanceOf(DataException.class)
                .hasMessage("Rule there does not fit a record of topic \"banking.public.payments\": ValidateRules: the"
                        + " value of a record of topic \"banking.public.payments\" has no field \"amout\"; correct its"
                        + " name, or let such records pass with on.missing=ignore");
        ValidateRules<SourceRecord> ignoring = configured(
                new ValidateRules<>(),
                "rules",
                "there: amout is not null; small: amount < 1",
                "on.violation",
                "header",
                "on.missing",
                "ignore");
        assertThat(ignoring.apply(record).headers().lastWithName("__violations").value())
                .isEqualTo("small");
    }

    @Test
    void aSinkRecordKeepsItsPartitionWhenRouted() {
        ValidateRules<SinkRecord> transform = new ValidateRules<>();
        transform.configure(map("rules", "r: a = 1", "on.violation", "route", "route.topic", "other"));
        SinkRecord record = new SinkRecord("t", 3, null, null, null, Map.of("a", 2), 17, 1L, TimestampType.CREATE_TIME);

        SinkRecord result = transform.apply(record);

        assertThat(result.topic()).isEqualTo("other");
        assertThat(result.originalTopic()).isEqualTo("t");
        assertThat(result.kafkaPartition()).isEqualTo(3);
    }

    @Test
    void wrongSettingsAreRefusedOnTheirKeys() {
        assertThat(errors(new ValidateRules<SourceRecord>().config(), map("rules", "r: amount >")))
                .containsOnlyKeys("rules")
                .hasToString(
                        "{rules=[Invalid value r: amount > for configuration rules: expected a field, a number or a"
                                + " text in single quotes instead of the end, at column 12]}");
        assertThat(errors(new ValidateRules<SourceRecord>().config(), map("rules", "r: a matches '('")))
                .containsOnlyKeys("rules");
        assertThat(errors(
                        new ValidateRules<SourceRecord>().config(), map("rules", "r: a = 1", "on.violation", "route")))
                .containsOnlyKeys("route.topic")
                .hasToString("{route.topic=[Invalid value  for configuration route.topic: must name a topic, because"
                        + " on.violation=route]}");
        assertThat(errors(new ValidateRules<SourceRecord>().config(), map("rules", "r: a = 1", "on.violation", "cry")))
                .containsOnlyKeys("on.violation");
        assertThat(errors(new ValidateRules<SourceRecord>().config(), map())).containsOnlyKeys("rules");
    }

    private static Stream<Event> withRowAfter() {
        return Event.withRows().filter(event -> event.form() == Form.FLAT || event.operation() != Operation.DELETE);
    }

    private static ValidateRules<SourceRecord> rules(String rules, String onViolation) {
        return configured(
                new ValidateRules<>(), "rules", rules, "on.violation", onViolation, "route.topic", "banking.dlq.rules");
    }
}
