package io.bankingconnect.faker;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;

/** Changes as plain rows, a topic for each table; a deletion is a tombstone. Not thread-safe. */
final class FlatRecords implements Records {

    private final String topicPrefix;
    private final Integer branch;
    private final Rows rows;

    FlatRecords(String topicPrefix, int branch, Rows rows) {
        this.topicPrefix = topicPrefix;
        this.branch = branch;
        this.rows = rows;
    }

    @Override
    public SourceRecord record(Change change, Map<String, ?> sourcePartition, Map<String, ?> sourceOffset) {
        Table table = change.row().table();
        boolean isDeletion = change.kind() == Change.Kind.DELETE;
        Schema keySchema = Keys.schema(table);
        return new SourceRecord(
                sourcePartition,
                sourceOffset,
                topicPrefix + "." + table.sqlName(),
                branch,
                keySchema,
                Keys.key(change.row()),
                isDeletion ? null : Rows.schema(table),
                isDeletion ? null : rows.struct(change.row()),
                Math.floorDiv(change.micros(), 1000L));
    }
}
