package io.bankingconnect.bench.sink;

import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Transactions as Connect's records. */
final class TransactionSchema {

    static final Schema SCHEMA = SchemaBuilder.struct()
            .name("banking.Transaction")
            .field("id", Schema.INT64_SCHEMA)
            .field("account_id", Schema.INT64_SCHEMA)
            .field("txn_type", Schema.STRING_SCHEMA)
            .field(
                    "amount",
                    Decimal.builder(2)
                            .parameters(Map.of("connect.decimal.precision", "18"))
                            .build())
            .field("currency", Schema.STRING_SCHEMA)
            .field("merchant", Schema.OPTIONAL_STRING_SCHEMA)
            .field("channel", Schema.STRING_SCHEMA)
            .field("reference", Schema.STRING_SCHEMA)
            .field("status", Schema.STRING_SCHEMA)
            .field(
                    "created_at",
                    SchemaBuilder.int64()
                            .name("io.debezium.time.MicroTimestamp")
                            .version(1)
                            .build())
            .build();

    private TransactionSchema() {}

    static Struct struct(Transaction transaction) {
        return new Struct(SCHEMA)
                .put("id", transaction.id())
                .put("account_id", transaction.accountId())
                .put("txn_type", transaction.type())
                .put("amount", transaction.amount())
                .put("currency", transaction.currency())
                .put("merchant", transaction.merchant())
                .put("channel", transaction.channel())
                .put("reference", transaction.reference())
                .put("status", transaction.status())
                .put("created_at", transaction.createdAtMicros());
    }

    /** A record as the worker delivers it. */
    static SinkRecord record(Struct transaction, String topic, int partition, long offset, long timestampMs) {
        return new SinkRecord(
                topic, partition, null, null, SCHEMA, transaction, offset, timestampMs, TimestampType.CREATE_TIME);
    }
}
