package io.bankingconnect.smt.record;

import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Reads fields of structs and of maps alike, without putting a schema's default in place of null. */
public final class Values {

    /** Stands for a field that is not there, as opposed to one that is null. */
    public static final Object MISSING = new Object() {
        @Override
        public String toString() {
            return "missing";
        }
    };

    private Values() {}

    /** The field's value, null, or {@link #MISSING} if the container has no such field or is none itself. */
    public static Object read(Object container, String field) {
        if (container instanceof Struct struct) {
            Field found = struct.schema().field(field);
            if (found == null) {
                return MISSING;
            }
            return read(struct, found);
        }
        if (container instanceof Map<?, ?> map) {
            Object value = map.get(field);
            return value == null && !map.containsKey(field) ? MISSING : value;
        }
        return MISSING;
    }

    /** The value of a field of the struct's schema, or of an equal one. */
    public static Object read(Struct struct, Field field) {
        return field.schema().defaultValue() == null ? struct.get(field) : struct.getWithoutDefault(field.name());
    }

    /** Follows a path; null on the way gives null. */
    public static Object read(Object container, FieldPath path) {
        Object value = container;
        for (int i = 0; i < path.segments().size(); i++) {
            if (value == null && i > 0) {
                return null;
            }
            value = read(value, path.segments().get(i));
        }
        return value;
    }

    /** The value, or null for one that is missing. */
    public static Object orNull(Object value) {
        return value == MISSING ? null : value;
    }
}
