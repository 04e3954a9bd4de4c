package io.bankingconnect.faker;

import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Changes as Debezium-style change events, which Debezium's JDBC sink and {@code ExtractNewRecordState} understand.
 * Not thread-safe.
 */
final class Envelopes {

    private static final Schema SOURCE = SchemaBuilder.struct()
            .name("io.bankingconnect.faker.Source")
            .field("version", Schema.STRING_SCHEMA)
            .field("connector", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field("db", Schema.STRING_SCHEMA)
            .field("schema", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .build();

    private record Schemas(Schema key, Schema envelope) {

        static Schemas of(Table table) {
            return new Schemas(
                    Rows.named(table, "Key").field("id", Schema.INT64_SCHEMA).build(),
                    Rows.named(table, "Envelope")
                            .field("before", Rows.schema(table))
                            .field("after", Rows.schema(table))
                            .field("source", SOURCE)
                            .field("op", Schema.STRING_SCHEMA)
                            .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                            .build());
        }
    }

    private static final Map<Table, Schemas> SCHEMAS = new EnumMap<>(Table.class);

    static {
        for (Table table : Table.values()) {
            SCHEMAS.put(table, Schemas.of(table));
        }
    }

    private final String topic;
    private final String version;
    private final Rows rows;

    Envelopes(String topic, String version, Rows rows) {
        this.topic = topic;
        this.version = version;
        this.rows = rows;
    }

    /** The record of a change, on partition 0: the order of the whole stream matters. */
    SourceRecord record(Change change, Map<String, ?> sourcePartition, Map<String, ?> sourceOffset) {
        Table table = change.row().table();
        Schemas schemas = SCHEMAS.get(table);
        long timeMs = change.row().updatedMicros() / 1000;
        Struct key = new Struct(schemas.key()).put("id", change.row().id());
        Struct source = new Struct(SOURCE)
                .put("version", version)
                .put("connector", "bank-simulator")
                .put("name", "bank")
                .put("ts_ms", timeMs)
                .put("db", "bank")
                .put("schema", "public")
                .put("table", table.sqlName());
        Struct envelope = new Struct(schemas.envelope())
                .put(change.kind() == Change.Kind.DELETE ? "before" : "after", rows.struct(change.row()))
                .put("source", source)
                .put("op", change.kind().code())
                .put("ts_ms", timeMs);
        return new SourceRecord(
                sourcePartition, sourceOffset, topic, 0, schemas.key(), key, schemas.envelope(), envelope);
    }
}
