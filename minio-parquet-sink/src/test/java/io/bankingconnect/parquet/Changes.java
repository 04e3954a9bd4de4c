package io.bankingconnect.parquet;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Change events as Debezium's flattening transform leaves them. */
final class Changes {

    static final Schema MONEY = Decimal.builder(2)
            .parameter("connect.decimal.precision", "18")
            .optional()
            .build();

    static final Schema ACCOUNT = SchemaBuilder.struct()
            .name("banking.public.accounts.Value")
            .field("id", Schema.INT64_SCHEMA)
            .field("balance", MONEY)
            .field("__op", Schema.OPTIONAL_STRING_SCHEMA)
            .field("__source_ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    static final long NOON = Instant.parse("2026-01-31T12:00:00Z").toEpochMilli();

    private Changes() {}

    /** Changes at the offsets {@code from} to {@code to}, the latter not included, all at one noon. */
    static List<SinkRecord> changes(TopicPartition source, long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(offset -> change(source, offset, NOON))
                .toList();
    }

    static SinkRecord change(TopicPartition source, long offset, Long sourceTsMs) {
        Struct account = new Struct(ACCOUNT)
                .put("id", 1000 + offset)
                .put("balance", BigDecimal.valueOf(offset, 2))
                .put("__op", "u")
                .put("__source_ts_ms", sourceTsMs);
        return record(source, offset, ACCOUNT, account);
    }

    static SinkRecord tombstone(TopicPartition source, long offset) {
        return record(source, offset, null, null);
    }

    static SinkRecord record(TopicPartition source, long offset, Schema schema, Object value) {
        // The topic as a transform renamed it: only the original one counts.
        return new SinkRecord(
                "renamed",
                7,
                null,
                null,
                schema,
                value,
                offset,
                NOON,
                TimestampType.CREATE_TIME,
                null,
                source.topic(),
                source.partition(),
                offset);
    }
}
