package io.bankingconnect.smt;

import static io.bankingconnect.smt.Transforms.configured;
import static io.bankingconnect.smt.Transforms.errors;
import static io.bankingconnect.smt.Transforms.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.smt.Event.Form;
import io.bankingconnect.smt.Event.Operation;
import io.debezium.transforms.ExtractNewRecordState;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CdcAuditTest {

    private static final String ALL = "op,commit_ts_ms,lsn,tx_id,changed_fields,ingest_ts_ms,before";
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-31T12:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#withRows")
    void theRowGetsWhatTheEventSays(Event event) {
        Map<String, Object> row = Event.currentRow(audit("include", ALL).apply(event.record()));

        assertThat(row)
                .containsEntry("__audit_op", event.operation().code)
                .containsEntry("__audit_commit_ts_ms", 1_700_000_000_123L)
                .containsEntry("__audit_lsn", 4711L)
                .containsEntry("__audit_tx_id", 42L)
                .containsEntry("__audit_ingest_ts_ms", NOON.millis());
        boolean isUpdate = event.form() == Form.ENVELOPE && event.operation() == Operation.UPDATE;
        assertThat(row).containsEntry("__audit_changed_fields", isUpdate ? "amount,status" : null);
    }

    @ParameterizedTest
    @MethodSource("io.bankingconnect.smt.Event#withRows")
    void headersSayTheSame(Event event) {
        SourceRecord record = event.record();

        SourceRecord result =
                audit("output", "header", "include", "op,lsn,changed_fields").apply(record);

        assertThat(result.value()).isSameAs(record.value());
        assertThat(result.headers().lastWithName("__audit_op").value()).isEqualTo(event.operation().code);
        assertThat(result.headers().lastWithName("__audit_lsn").value()).isEqualTo(4711L);
        boolean isUpdate = event.form() == Form.ENVELOPE && event.operation() == Operation.UPDATE;
        assertThat(result.headers().lastWithName("__audit_changed_fields") != null)
                .isEqualTo(isUpdate);
    }

    @ParameterizedTest
    @MethodSource("updates")
    void theRowBeforeIsJson(Event event) {
        Map<String, Object> row = Event.currentRow(audit("include", "before").apply(event.record()));

        assertThat((String) row.get("__audit_before"))
                .isEqualTo("{\"id\":7,\"first_name\":\"Ada\",\"last_name\":\"Lovelace\","
                        + "\"email\":\"ada.lovelace@example.org\",\"card_number\":\"4111 1111 1111 1111\","
                        + "\"amount\":11.00,\"currency\":\"EUR\",\"note\":null,\"status\":\"PENDING\","
                        + "\"updated_at\":1700000000000}");
    }

    static Stream<Event> updates() {
        return Stream.of(Event.struct(Form.ENVELOPE, Operation.UPDATE), Event.map(Form.ENVELOPE, Operation.UPDATE));
    }

    @Test
    void onlyTheRowThatTheEventIsAboutGetsThem() {
        SourceRecord update =
                audit().apply(Event.struct(Form.ENVELOPE, Operation.UPDATE).record());
        SourceRecord delete =
                audit().apply(Event.struct(Form.ENVELOPE, Operation.DELETE).record());

        assertThat(Event.rows(update).get(0)).containsEntry("__audit_op", null);
        assertThat(Event.rows(update).get(1)).containsEntry("__audit_op", "u");
        assertThat(Event.rows(delete).get(0)).containsEntry("__audit_op", "d");
    }

    @ParameterizedTest
    @MethodSource("structEnvelopes")
    void debeziumsFlatteningKeepsThem(Event event) {
        SourceRecord flat = flatten().apply(audit().apply(event.record()));

        assertThat(Event.plain(flat.value()))
                .containsEntry("__audit_op", event.operation().code)
                .containsEntry("__audit_lsn", 4711L)
                .containsEntry("__deleted", String.valueOf(event.operation() == Operation.DELETE));
    }

    @ParameterizedTest
    @MethodSource("structEnvelopes")
    void theyCanBeFoundAfterDebeziumsFlattening(Event event) {
        SourceRecord result = audit().apply(flatten().apply(event.record()));

        assertThat(Event.plain(result.value()))
                .containsEntry("__audit_op", event.operation().code)
                .containsEntry("__audit_commit_ts_ms", 1_700_000_000_123L)
                .containsEntry("__audit_lsn", 4711L)
                .containsEntry("__audit_tx_id", 42L)
                .containsEntry("__audit_changed_fields", null);
    }

    static Stream<Event> structEnvelopes() {
        return Event.withRows().filter(event -> event.withSchema() && event.form() == Form.ENVELOPE);
    }

    @Test
    void aValueThatTheDatabaseDidNotLogCountsAsUnchanged() {
        Event event = Event.struct(Form.ENVELOPE, Operation.UPDATE);
        SourceRecord record = event.record();
        ((Struct) record.value()).getStruct("after").put("note", "__debezium_unavailable_value");

        assertThat(Event.currentRow(audit().apply(record))).containsEntry("__audit_changed_fields", "amount,status");
    }

    @Test
    void theTimeThatKafkaHasIsTheTimeOfIngest() {
        CdcAudit<SinkRecord> transform = new CdcAudit<>(NOON);
        transform.configure(map("include", "ingest_ts_ms"));
        SinkRecord record =
                new SinkRecord("t", 0, null, null, null, Map.of("id", 1), 17, 99L, TimestampType.CREATE_TIME);

        assertThat(Event.plain(transform.apply(record).value())).containsEntry("__audit_ingest_ts_ms", 99L);
    }

    @Test
    void aDatabaseWhosePositionsAreTextGetsTextFields() {
        Schema source = SchemaBuilder.struct()
                .field("commit_lsn", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
        Schema envelope = SchemaBuilder.struct()
                .field("after", Event.ROW_SCHEMA)
                .field("source", source)
                .field("op", Schema.STRING_SCHEMA)
                .build();
        Struct value = new Struct(envelope)
                .put("after", Event.struct(Event.ROW_SCHEMA, Event.ROW))
                .put("source", new Struct(source).put("commit_lsn", "0000:1"))
                .put("op", "c");

        SourceRecord result = audit("include", "lsn").apply(new SourceRecord(Map.of(), Map.of(), "t", envelope, value));

        assertThat(Event.currentRow(result)).containsEntry("__audit_lsn", "0000:1");
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        CdcAudit<SourceRecord> transform = audit("prefix", "__", "include", "op");

        assertThatThrownBy(() -> transform.apply(
                        Event.struct(Form.FLAT, Operation.CREATE).record()))
                .isInstanceOf(DataException.class)
                .hasMessage("There is a field \"__op\" in the record already; give the new one another name");
    }

    @Test
    void wrongSettingsAreRefusedOnTheirKeys() {
        assertThat(errors(new CdcAudit<SourceRecord>().config(), map("include", "op,who", "output", "topic")))
                .containsOnlyKeys("include", "output");
    }

    private static CdcAudit<SourceRecord> audit(String... settings) {
        return configured(new CdcAudit<>(NOON), settings);
    }

    private static ExtractNewRecordState<SourceRecord> flatten() {
        return configured(
                new ExtractNewRecordState<>(),
                "delete.tombstone.handling.mode",
                "rewrite",
                "add.fields",
                "op,source.ts_ms,source.lsn,source.txId");
    }
}
