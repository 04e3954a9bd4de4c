package io.bankingconnect.parquet.format;

import io.bankingconnect.lake.LakeColumn;
import io.bankingconnect.parquet.format.NestedTypes.ListType;
import io.bankingconnect.parquet.format.NestedTypes.MapType;
import io.bankingconnect.parquet.format.NestedTypes.Part;
import io.bankingconnect.parquet.format.NestedTypes.StructType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A Connect struct schema compiled for writing: the record's fields as columns, then where the record stood in Kafka.
 * Immutable.
 */
public final class RowSchema {

    /** The columns that say where a row came from. */
    public static final List<String> METADATA_COLUMNS = List.of("__topic", "__partition", "__offset");

    private final List<Part> columns;
    private final int fields;
    private final MessageType parquet;

    private RowSchema(List<Part> columns) {
        this.columns = List.copyOf(columns);
        this.fields = columns.size() - METADATA_COLUMNS.size();
        this.parquet =
                new MessageType("record", columns.stream().map(Part::parquet).toArray(Type[]::new));
    }

    /**
     * Compiles the schema of a record's value.
     *
     * @param schema a struct's
     * @throws DataException if it cannot be written, naming the field
     */
    public static RowSchema of(Schema schema) {
        List<Part> columns = new ArrayList<>(parts(schema));
        for (String name : METADATA_COLUMNS) {
            if (schema.field(name) != null) {
                throw new DataException("the value has a field " + name + ", which the sink adds itself");
            }
        }
        columns.add(new Part("__topic", false, ScalarTypes.of(Schema.STRING_SCHEMA)));
        columns.add(new Part("__partition", false, ScalarTypes.of(Schema.INT32_SCHEMA)));
        columns.add(new Part("__offset", false, ScalarTypes.of(Schema.INT64_SCHEMA)));
        return new RowSchema(columns);
    }

    private static List<Part> parts(Schema struct) {
        if (struct.fields().isEmpty()) {
            throw new DataException("a struct without fields has no form in Parquet");
        }
        List<Part> parts = new ArrayList<>();
        for (Field field : struct.fields()) {
            parts.add(part(field.name(), field.schema()));
        }
        return parts;
    }

    private static Part part(String name, Schema schema) {
        try {
            return new Part(name, schema.isOptional(), type(schema));
        } catch (DataException e) {
            throw new DataException("field " + name + ": " + e.getMessage(), e);
        }
    }

    private static ValueType type(Schema schema) {
        return switch (schema.type()) {
            case STRUCT -> new StructType(parts(schema));
            case ARRAY -> new ListType(part("element", schema.valueSchema()));
            case MAP ->
                new MapType(new Part("key", false, type(schema.keySchema())), part("value", schema.valueSchema()));
            default -> ScalarTypes.of(schema);
        };
    }

    /**
     * Prepares a record's row; nothing is written yet.
     *
     * @param value of this schema, or of one that was merged into it
     * @throws DataException if a value does not fit its column, naming the field but never quoting the value
     */
    public Object[] row(Struct value, String topic, int partition, long offset) {
        Object[] row = new Object[columns.size()];
        for (int i = 0; i < fields; i++) {
            row[i] = columns.get(i).prepareFrom(value);
        }
        row[fields] = Binary.fromString(topic);
        row[fields + 1] = partition;
        row[fields + 2] = offset;
        return row;
    }

    /** The columns as a commit event lists them. */
    public List<LakeColumn> lakeColumns() {
        return columns.stream()
                .map(column -> new LakeColumn(column.name(), column.type().lakeType()))
                .toList();
    }

    /** A name for this schema: equal for equal Parquet schemas, 16 hexadecimal digits. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(parquet.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** Whether files of both have the same columns. */
    public boolean hasColumnsOf(RowSchema other) {
        return parquet.equals(other.parquet);
    }

    List<Part> columns() {
        return columns;
    }

    MessageType parquet() {
        return parquet;
    }
}
