package io.bankingconnect.faker;

import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Changes as Debezium-style change events, which Debezium's JDBC sink and {@code ExtractNewRecordState} understand, all in
 * one topic. Not thread-safe.
 */
final class Envelopes implements Records {

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

    private static final Map<Table, Schema> ENVELOPES = new EnumMap<>(Table.class);

    static {
        for (Table table : Table.ofDatabase()) {
            ENVELOPES.put(
                    table,
                    Rows.named(table, "Envelope")
                            .field("before", Rows.schema(table))
                            .field("after", Rows.schema(table))
                            .field("source", SOURCE)
                            .field("op", Schema.STRING_SCHEMA)
                            .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                            .build());
        }
    }

    private final String topic;
    private final Integer branch;
    private final String version;
    private final Rows rows;

    /** @param branch also the partition: the order of a branch's whole stream matters */
    Envelopes(String topic, int branch, String version, Rows rows) {
        this.topic = topic;
        this.branch = branch;
        this.version = version;
        this.rows = rows;
    }

    @Override
    public SourceRecord record(Change change, Map<String, ?> sourcePartition, Map<String, ?> sourceOffset) {
        Table table = change.row().table();
        Schema schema = ENVELOPES.get(table);
        Long timeMs = Math.floorDiv(change.micros(), 1000L);
        boolean isDeletion = change.kind() == Change.Kind.DELETE;
        Struct row = rows.struct(change.row());
        Struct source = new Columns(SOURCE)
                .put(version)
                .put("bank-simulator")
                .put("bank")
                .put(timeMs)
                .put("bank")
                .put("public")
                .put(table.sqlName())
                .struct();
        Struct envelope = new Columns(schema)
                .put(isDeletion ? row : null)
                .put(isDeletion ? null : row)
                .put(source)
                .put(change.kind().code())
                .put(timeMs)
                .struct();
        Schema keySchema = Keys.schema(table);
        return new SourceRecord(
                sourcePartition, sourceOffset, topic, branch, keySchema, Keys.key(change.row()), schema, envelope);
    }
}
