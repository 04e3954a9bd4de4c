package io.bankingconnect.smt.record;

import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * What makes a change event a Debezium envelope: an {@code op}, a {@code source}, and the images of the row in
 * {@code before} and {@code after}.
 */
public final class Envelope {

    public static final String BEFORE = "before";
    public static final String AFTER = "after";
    public static final String SOURCE = "source";
    public static final String OPERATION = "op";
    public static final String TRANSACTION = "transaction";

    private Envelope() {}

    public static boolean isImage(String field) {
        return field.equals(BEFORE) || field.equals(AFTER);
    }

    /** Whether values of this schema are envelopes. */
    public static boolean isDescribedBy(Schema schema) {
        return schema.type() == Schema.Type.STRUCT
                && hasField(schema, OPERATION, Schema.Type.STRING)
                && hasField(schema, SOURCE, Schema.Type.STRUCT)
                && (hasField(schema, BEFORE, Schema.Type.STRUCT) || hasField(schema, AFTER, Schema.Type.STRUCT));
    }

    /** Whether a value, with a schema or without, is an envelope. */
    public static boolean is(Object value) {
        if (value instanceof Struct struct) {
            return isDescribedBy(struct.schema());
        }
        return value instanceof Map<?, ?> map
                && map.get(OPERATION) instanceof String
                && map.get(SOURCE) instanceof Map
                && (map.containsKey(BEFORE) || map.containsKey(AFTER));
    }

    /** The row that an event is about: of an envelope the image after the change, or before a deletion; else the value. */
    public static Object row(Object value) {
        if (!is(value)) {
            return value;
        }
        Object after = Values.read(value, AFTER);
        return after instanceof Struct || after instanceof Map ? after : Values.read(value, BEFORE);
    }

    private static boolean hasField(Schema schema, String name, Schema.Type type) {
        Field field = schema.field(name);
        return field != null && field.schema().type() == type;
    }
}
