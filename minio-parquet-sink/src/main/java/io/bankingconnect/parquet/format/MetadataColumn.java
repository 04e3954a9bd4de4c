package io.bankingconnect.parquet.format;

import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.data.Values;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;

/** A column that the sink adds to a record's fields: where the record stood in Kafka, or what it had beside its value. */
public enum MetadataColumn {
    /** The topic as it is named in Kafka, whatever a transform made of it. */
    TOPIC("__topic", Schema.STRING_SCHEMA, SinkRecord::originalTopic),

    PARTITION("__partition", Schema.INT32_SCHEMA, SinkRecord::originalKafkaPartition),

    OFFSET("__offset", Schema.INT64_SCHEMA, SinkRecord::originalKafkaOffset),

    /** The Kafka record's own timestamp; null if it has none. */
    TIMESTAMP("__timestamp", Timestamp.builder().optional().build(), MetadataColumn::timestamp),

    /** Who gave the timestamp, as Kafka's {@code message.timestamp.type} calls it; null if there is none. */
    TIMESTAMP_TYPE("__timestamp_type", Schema.OPTIONAL_STRING_SCHEMA, MetadataColumn::timestampType),

    /** The key, of the type that it has; null if there is none. */
    KEY("__key", null, SinkRecord::key),

    /** The headers in their order, each with its value's text; bytes as Base64. */
    HEADERS("__headers", SchemaBuilder.array(header()).build(), MetadataColumn::headers);

    /** Those that readers of the lake rely on. */
    public static final List<MetadataColumn> DEFAULT = List.of(TOPIC, PARTITION, OFFSET);

    private final String column;
    private final Schema schema;
    private final Function<SinkRecord, Object> value;

    MetadataColumn(String column, Schema schema, Function<SinkRecord, Object> value) {
        this.column = column;
        this.schema = schema;
        this.value = value;
    }

    /** The column of that name, if there is one. */
    public static Optional<MetadataColumn> named(String column) {
        return Arrays.stream(values())
                .filter(metadata -> metadata.column.equals(column))
                .findFirst();
    }

    /** The column's name. */
    public String column() {
        return column;
    }

    /** The column's schema; null for the key, which brings its own. */
    Schema schema() {
        return schema;
    }

    /** The record's value in this column. */
    Object of(SinkRecord record) {
        return value.apply(record);
    }

    private static Object timestamp(SinkRecord record) {
        return record.timestamp() == null ? null : new Date(record.timestamp());
    }

    private static Object timestampType(SinkRecord record) {
        TimestampType type = record.timestampType();
        return type == null || type == TimestampType.NO_TIMESTAMP_TYPE ? null : type.toString();
    }

    private static Schema header() {
        return SchemaBuilder.struct()
                .field("key", Schema.STRING_SCHEMA)
                .field("value", Schema.OPTIONAL_STRING_SCHEMA)
                .build();
    }

    private static Object headers(SinkRecord record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .map(MetadataColumn::entry)
                .toList();
    }

    private static Struct entry(Header header) {
        return new Struct(HEADERS.schema.valueSchema()).put("key", header.key()).put("value", text(header));
    }

    private static String text(Header header) {
        try {
            return Values.convertToString(header.schema(), header.value());
        } catch (DataException e) {
            // Without the cause: its message quotes the value.
            throw new DataException("the value of a header has no form as text; leave " + HEADERS.column
                    + " out of metadata.columns, or use another header.converter");
        }
    }
}
