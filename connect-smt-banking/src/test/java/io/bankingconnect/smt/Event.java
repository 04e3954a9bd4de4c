package io.bankingconnect.smt;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** A change of one row in each of the forms in which transforms meet it. The row has ten fields. */
record Event(Operation operation, Form form, boolean withSchema) {

    static final String TOPIC = "banking.public.payments";

    /** A row with its usual values. */
    static final Map<String, Object> ROW = row();

    /** What an update changed: the values before it. */
    static final Map<String, Object> OLD = Map.of("status", "PENDING", "amount", new BigDecimal("11.00"));

    enum Operation {
        CREATE("c"),
        UPDATE("u"),
        DELETE("d"),
        READ("r"),
        TOMBSTONE(null);

        final String code;

        Operation(String code) {
            this.code = code;
        }
    }

    enum Form {
        FLAT,
        ENVELOPE
    }

    static final Schema MONEY = Decimal.builder(2)
            .parameter("connect.decimal.precision", "18")
            .optional()
            .build();

    static final Schema KEY_SCHEMA = SchemaBuilder.struct()
            .name(TOPIC + ".Key")
            .field("id", Schema.INT64_SCHEMA)
            .build();

    static final Schema ROW_SCHEMA = rowSchema().build();

    static final Schema FLAT_SCHEMA = rowSchema()
            .field("__op", Schema.OPTIONAL_STRING_SCHEMA)
            .field("__deleted", Schema.OPTIONAL_STRING_SCHEMA)
            .field("__source_ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
            .field("__source_lsn", Schema.OPTIONAL_INT64_SCHEMA)
            .field("__source_txId", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    static final Schema SOURCE_SCHEMA = SchemaBuilder.struct()
            .name("io.debezium.connector.postgresql.Source")
            .field("version", Schema.STRING_SCHEMA)
            .field("connector", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field(
                    "snapshot",
                    SchemaBuilder.string().optional().defaultValue("false").build())
            .field("db", Schema.STRING_SCHEMA)
            .field("schema", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("txId", Schema.OPTIONAL_INT64_SCHEMA)
            .field("lsn", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    static final Schema ENVELOPE_SCHEMA = envelopeSchema(ROW_SCHEMA);

    static Schema envelopeSchema(Schema row) {
        return SchemaBuilder.struct()
                .name(TOPIC + ".Envelope")
                .version(2)
                .field("before", row)
                .field("after", row)
                .field("source", SOURCE_SCHEMA)
                .field("op", Schema.STRING_SCHEMA)
                .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
    }

    static Stream<Event> all() {
        return Stream.of(true, false)
                .flatMap(withSchema -> Stream.of(Form.values())
                        .flatMap(form -> Stream.of(Operation.values())
                                .map(operation -> new Event(operation, form, withSchema))));
    }

    static Stream<Event> withRows() {
        return all().filter(event -> event.operation() != Operation.TOMBSTONE);
    }

    static Event struct(Form form, Operation operation) {
        return new Event(operation, form, true);
    }

    static Event map(Form form, Operation operation) {
        return new Event(operation, form, false);
    }

    SourceRecord record() {
        return record(Map.of());
    }

    /** @param changed values other than the usual ones */
    SourceRecord record(Map<String, ?> changed) {
        Map<String, Object> row = new LinkedHashMap<>(ROW);
        row.putAll(changed);
        Object key = withSchema ? new Struct(KEY_SCHEMA).put("id", 7L) : Map.of("id", 7L);
        Schema keySchema = withSchema ? KEY_SCHEMA : null;
        if (operation == Operation.TOMBSTONE) {
            return new SourceRecord(Map.of(), Map.of(), TOPIC, keySchema, key, null, null);
        }
        Schema schema = !withSchema ? null : form == Form.FLAT ? FLAT_SCHEMA : ENVELOPE_SCHEMA;
        Object value = form == Form.FLAT ? flat(row) : envelope(row);
        return new SourceRecord(Map.of(), Map.of(), TOPIC, keySchema, key, schema, value);
    }

    private Object flat(Map<String, Object> row) {
        Map<String, Object> flat = new LinkedHashMap<>(row);
        flat.put("__op", operation.code);
        flat.put("__deleted", String.valueOf(operation == Operation.DELETE));
        flat.put("__source_ts_ms", 1_700_000_000_123L);
        flat.put("__source_lsn", 4711L);
        flat.put("__source_txId", 42L);
        return withSchema ? struct(FLAT_SCHEMA, flat) : flat;
    }

    private Object envelope(Map<String, Object> row) {
        Map<String, Object> old = new LinkedHashMap<>(row);
        old.putAll(OLD);
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("version", "3.6.3.Final");
        source.put("connector", "postgresql");
        source.put("name", "banking");
        source.put("ts_ms", 1_700_000_000_123L);
        source.put("snapshot", operation == Operation.READ ? "last" : "false");
        source.put("db", "bank");
        source.put("schema", "public");
        source.put("table", "payments");
        source.put("txId", 42L);
        source.put("lsn", 4711L);
        Map<String, Object> before = switch (operation) {
            case UPDATE -> old;
            case DELETE -> row;
            default -> null;
        };
        Map<String, Object> after = operation == Operation.DELETE ? null : row;
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("before", !withSchema || before == null ? before : struct(ROW_SCHEMA, before));
        envelope.put("after", !withSchema || after == null ? after : struct(ROW_SCHEMA, after));
        envelope.put("source", withSchema ? struct(SOURCE_SCHEMA, source) : source);
        envelope.put("op", operation.code);
        envelope.put("ts_ms", 1_700_000_000_456L);
        return withSchema ? struct(ENVELOPE_SCHEMA, envelope) : envelope;
    }

    static Struct struct(Schema schema, Map<String, ?> values) {
        Struct struct = new Struct(schema);
        values.forEach((name, value) -> {
            if (schema.field(name) != null) {
                struct.put(name, value);
            }
        });
        return struct;
    }

    /** The rows in a record: of an envelope those images that there are, the one before first. */
    static List<Map<String, Object>> rows(SourceRecord record) {
        Map<String, Object> value = plain(record.value());
        if (!value.containsKey("source")) {
            return List.of(value);
        }
        return Stream.of("before", "after")
                .filter(image -> value.get(image) != null)
                .map(image -> plain(value.get(image)))
                .toList();
    }

    /** The row that a record is about. */
    static Map<String, Object> currentRow(SourceRecord record) {
        List<Map<String, Object>> rows = rows(record);
        return rows.get(rows.size() - 1);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> plain(Object value) {
        if (value instanceof Struct struct) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (Field field : struct.schema().fields()) {
                map.put(field.name(), struct.getWithoutDefault(field.name()));
            }
            return map;
        }
        return (Map<String, Object>) value;
    }

    private static SchemaBuilder rowSchema() {
        return SchemaBuilder.struct()
                .name(TOPIC + ".Value")
                .optional()
                .field("id", Schema.INT64_SCHEMA)
                .field("first_name", Schema.OPTIONAL_STRING_SCHEMA)
                .field("last_name", Schema.STRING_SCHEMA)
                .field("email", Schema.OPTIONAL_STRING_SCHEMA)
                .field("card_number", Schema.OPTIONAL_STRING_SCHEMA)
                .field("amount", MONEY)
                .field("currency", Schema.STRING_SCHEMA)
                .field(
                        "note",
                        SchemaBuilder.string().optional().defaultValue("none").build())
                .field("status", SchemaBuilder.string().defaultValue("NEW").build())
                .field("updated_at", Schema.OPTIONAL_INT64_SCHEMA);
    }

    private static Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", 7L);
        row.put("first_name", "Ada");
        row.put("last_name", "Lovelace");
        row.put("email", "ada.lovelace@example.org");
        row.put("card_number", "4111 1111 1111 1111");
        row.put("amount", new BigDecimal("12.50"));
        row.put("currency", "EUR");
        row.put("note", null);
        row.put("status", "COMPLETED");
        row.put("updated_at", 1_700_000_000_000L);
        return Collections.unmodifiableMap(row);
    }

    @Override
    public String toString() {
        return operation.name().toLowerCase(Locale.ROOT) + ", " + form.name().toLowerCase(Locale.ROOT) + ", "
                + (withSchema ? "with schema" : "schemaless");
    }
}
