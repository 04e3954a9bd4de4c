package io.bankingconnect.parquet;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** What becomes of records without a value, such as the tombstones of a compacted topic. */
enum NullValues {
    /** They are no row. */
    IGNORE,
    /** They are refused. */
    FAIL,
    /** They are rows that say so in the column in which Debezium's flattening marks deletes. */
    WRITE;

    private static final String DELETED = "__deleted";
    private static final Schema DELETE =
            SchemaBuilder.struct().field(DELETED, Schema.OPTIONAL_STRING_SCHEMA).build();
    private static final Struct DELETED_ROW = new Struct(DELETE).put(DELETED, "true");

    /** The record as it is to be written: itself, or a row in a tombstone's place. */
    SinkRecord applied(SinkRecord record) {
        if (this != WRITE || record.value() != null) {
            return record;
        }
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                DELETE,
                DELETED_ROW,
                record.timestamp(),
                record.headers());
    }
}
