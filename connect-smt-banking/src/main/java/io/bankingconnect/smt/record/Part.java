package io.bankingconnect.smt.record;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;

/** The half of a record that a transform works on. */
public enum Part {
    KEY("key") {
        @Override
        public Schema schema(ConnectRecord<?> record) {
            return record.keySchema();
        }

        @Override
        public Object value(ConnectRecord<?> record) {
            return record.key();
        }

        @Override
        public <R extends ConnectRecord<R>> R replace(R record, Schema schema, Object value) {
            return record.newRecord(
                    record.topic(),
                    record.kafkaPartition(),
                    schema,
                    value,
                    record.valueSchema(),
                    record.value(),
                    record.timestamp());
        }
    },
    VALUE("value") {
        @Override
        public Schema schema(ConnectRecord<?> record) {
            return record.valueSchema();
        }

        @Override
        public Object value(ConnectRecord<?> record) {
            return record.value();
        }

        @Override
        public <R extends ConnectRecord<R>> R replace(R record, Schema schema, Object value) {
            return record.newRecord(
                    record.topic(),
                    record.kafkaPartition(),
                    record.keySchema(),
                    record.key(),
                    schema,
                    value,
                    record.timestamp());
        }
    };

    private final String title;

    Part(String title) {
        this.title = title;
    }

    /** What messages call it. */
    public String title() {
        return title;
    }

    public abstract Schema schema(ConnectRecord<?> record);

    public abstract Object value(ConnectRecord<?> record);

    /** A copy of the record, with headers of its own, that has this part replaced. */
    public abstract <R extends ConnectRecord<R>> R replace(R record, Schema schema, Object value);
}
