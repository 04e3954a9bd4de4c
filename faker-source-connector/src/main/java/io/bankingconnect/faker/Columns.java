package io.bankingconnect.faker;

import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Fills a struct field by field, in the order of its schema, which is quicker than by name. */
final class Columns {

    private final List<Field> fields;
    private final Struct struct;
    private int next;

    Columns(Schema schema) {
        fields = schema.fields();
        struct = new Struct(schema);
    }

    Columns put(Object value) {
        struct.put(fields.get(next++), value);
        return this;
    }

    /** @throws IllegalStateException if a field was left out */
    Struct struct() {
        if (next != fields.size()) {
            throw new IllegalStateException("No value for " + fields.get(next).name());
        }
        return struct;
    }
}
