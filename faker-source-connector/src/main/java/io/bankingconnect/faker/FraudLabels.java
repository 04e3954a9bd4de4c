package io.bankingconnect.faker;

import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** The truth about fraud, as plain rows in a topic of its own, by the id of the transaction. Not thread-safe. */
final class FraudLabels implements Records {

    private final String topic;
    private final Rows rows;

    FraudLabels(String topic, Rows rows) {
        this.topic = topic;
        this.rows = rows;
    }

    @Override
    public SourceRecord record(Change change, Map<String, ?> sourcePartition, Map<String, ?> sourceOffset) {
        return new SourceRecord(
                sourcePartition,
                sourceOffset,
                topic,
                null,
                Keys.schema(Table.FRAUD),
                Keys.key(change.row()),
                Rows.schema(Table.FRAUD),
                rows.struct(change.row()));
    }
}
