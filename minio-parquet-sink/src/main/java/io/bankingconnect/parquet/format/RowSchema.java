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
import java.util.Optional;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * A Connect struct schema compiled for writing: the record's fields as columns, then the sink's own. Immutable.
 */
public final class RowSchema {

    private static final int MOST_NESTED = 100;
    private static final int NONE = -1;

    private final List<Part> columns;
    private final List<MetadataColumn> metadata;
    private final int fields;
    private final int key;
    private final MessageType parquet;
    // Every file asks for these two.
    private final List<LakeColumn> lakeColumns;
    private final String fingerprint;
    private final Optional<PackedRows.Packing> packing;

    private RowSchema(List<Part> columns, int key, List<MetadataColumn> metadata) {
        this.columns = List.copyOf(columns);
        this.metadata = metadata;
        this.fields = columns.size() - metadata.size();
        this.key = key;
        this.parquet =
                new MessageType("record", columns.stream().map(Part::parquet).toArray(Type[]::new));
        this.lakeColumns = columns.stream()
                .map(column -> new LakeColumn(column.name(), column.type().lakeType()))
                .toList();
        this.fingerprint = fingerprint(parquet);
        this.packing = PackedRows.Packing.of(columns);
    }

    /**
     * Compiles the schema of a record.
     *
     * @param schema a struct's, as {@link RecordSchemas} gives it
     * @param metadata the sink's own columns
     * @throws DataException if it cannot be written, naming the field
     */
    public static RowSchema of(Schema schema, List<MetadataColumn> metadata) {
        List<Part> columns = new ArrayList<>(parts(schema, new ArrayList<>()));
        boolean withKey = metadata.contains(MetadataColumn.KEY);
        Field key = withKey ? schema.field(MetadataColumn.KEY.column()) : null;
        List<MetadataColumn> added =
                metadata.stream().filter(column -> column != MetadataColumn.KEY).toList();
        for (MetadataColumn column : added) {
            RecordSchemas.refuseField(schema, column);
            columns.add(part(column.column(), column.schema(), new ArrayList<>()));
        }
        return new RowSchema(columns, key == null ? NONE : key.index(), added);
    }

    private static List<Part> parts(Schema struct, List<Schema> around) {
        if (struct.fields().isEmpty()) {
            throw new DataException("a struct without fields has no form in Parquet");
        }
        List<Part> parts = new ArrayList<>();
        for (Field field : struct.fields()) {
            parts.add(part(field.name(), field.schema(), around));
        }
        return parts;
    }

    private static Part part(String name, Schema schema, List<Schema> around) {
        try {
            return new Part(name, schema.isOptional(), type(schema, around));
        } catch (DataException e) {
            throw new DataException("field " + name + ": " + e.getMessage(), e);
        }
    }

    private static ValueType type(Schema schema, List<Schema> around) {
        if (schema.type().isPrimitive() || ScalarTypes.isMeaningful(schema)) {
            return ScalarTypes.of(schema);
        }
        if (around.size() >= MOST_NESTED || around.stream().anyMatch(outer -> outer == schema)) {
            throw new DataException("the schema contains itself, or is nested more than " + MOST_NESTED
                    + " deep; a recursive value has no columns");
        }
        around.add(schema);
        ValueType type = nested(schema, around);
        around.remove(around.size() - 1);
        return type;
    }

    private static ValueType nested(Schema schema, List<Schema> around) {
        return switch (schema.type()) {
            case ARRAY -> new ListType(part("element", schema.valueSchema(), around));
            case MAP ->
                new MapType(
                        new Part(
                                "key",
                                false,
                                part("key", schema.keySchema(), around).type()),
                        part("value", schema.valueSchema(), around));
            default -> new StructType(parts(schema, around));
        };
    }

    /**
     * Prepares a record's row; nothing is written yet.
     *
     * @param record with a value of this schema, or of one that was merged into it
     * @throws DataException if a value does not fit its column, naming the field but never quoting the value
     */
    public Object[] row(SinkRecord record) {
        Struct value = (Struct) record.value();
        Object[] row = new Object[columns.size()];
        for (int i = 0; i < fields; i++) {
            Part column = columns.get(i);
            row[i] = i == key ? column.prepare(record.key()) : column.prepareFrom(value, i);
        }
        for (int i = fields; i < row.length; i++) {
            row[i] = columns.get(i).prepare(metadata.get(i - fields).of(record));
        }
        return row;
    }

    /** The columns as a commit event lists them. */
    public List<LakeColumn> lakeColumns() {
        return lakeColumns;
    }

    /** A name for this schema: equal for equal Parquet schemas, 16 hexadecimal digits. */
    public String fingerprint() {
        return fingerprint;
    }

    private static String fingerprint(MessageType parquet) {
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

    /** How rows are packed; empty if they cannot be. */
    Optional<PackedRows.Packing> packing() {
        return packing;
    }

    List<Part> columns() {
        return columns;
    }

    MessageType parquet() {
        return parquet;
    }
}
