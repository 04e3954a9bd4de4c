package io.bankingconnect.parquet.format;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The schemas of records as rows know them: of the value, with the key as one more field if there is a column for it. So
 * keys change their types by the same rules as fields. Not safe for concurrent use.
 */
public final class RecordSchemas {

    private static final int MOST_KNOWN = 1_000;

    private final boolean withKey;
    // By identity: records of one schema version share the objects, and so must the outcome.
    private final Map<Schema, Map<Schema, Schema>> known = new IdentityHashMap<>();
    private int joined;

    public RecordSchemas(List<MetadataColumn> metadata) {
        withKey = metadata.contains(MetadataColumn.KEY);
    }

    /**
     * The schema of a record whose value is a struct.
     *
     * @throws DataException if there is a column for the key and the key has no schema, or the value a field of its name
     */
    public Schema of(SinkRecord record) {
        if (!withKey) {
            return record.valueSchema();
        }
        if (record.keySchema() == null) {
            if (record.key() != null) {
                throw new DataException("the key has no schema; use a key.converter that supplies one, or leave "
                        + MetadataColumn.KEY.column() + " out of metadata.columns");
            }
            return record.valueSchema();
        }
        // A converter may make new schema objects for every record.
        if (joined >= MOST_KNOWN) {
            known.clear();
            joined = 0;
        }
        return known.computeIfAbsent(record.valueSchema(), value -> new IdentityHashMap<>())
                .computeIfAbsent(record.keySchema(), key -> join(record.valueSchema(), key));
    }

    private Schema join(Schema value, Schema key) {
        joined++;
        refuseField(value, MetadataColumn.KEY);
        SchemaBuilder both = SchemaBuilder.struct();
        for (Field field : value.fields()) {
            both.field(field.name(), field.schema());
        }
        return both.field(MetadataColumn.KEY.column(), SchemaMerge.optional(key))
                .build();
    }

    /** Refuses a value with a field of the name that a column of the sink's own has. */
    static void refuseField(Schema value, MetadataColumn metadata) {
        if (value.field(metadata.column()) != null) {
            throw new DataException("the value has a field " + metadata.column() + ", which the sink adds itself; leave"
                    + " it out of metadata.columns, or rename the field by a transform");
        }
    }
}
