package io.bankingconnect.smt.audit;

import io.bankingconnect.smt.record.Values;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** Compares the two images of an update. */
final class ChangedFields {

    /** What Debezium writes for a large value that did not change and so is not in the database's log. */
    private static final String UNAVAILABLE = "__debezium_unavailable_value";

    private ChangedFields() {}

    /** The names of the fields that differ, with commas between them; null if there are not two images. */
    static String names(Object before, Object after) {
        StringBuilder names = new StringBuilder();
        if (before instanceof Struct old && after instanceof Struct row) {
            boolean alike = old.schema().equals(row.schema());
            for (Field field : row.schema().fields()) {
                Object oldValue = alike ? Values.read(old, field) : Values.read(old, field.name());
                compare(names, field.name(), oldValue, Values.read(row, field));
            }
        } else if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> row) {
            row.forEach((name, value) -> compare(names, String.valueOf(name), old.get(name), value));
        } else {
            return null;
        }
        return names.toString();
    }

    private static void compare(StringBuilder names, String name, Object before, Object after) {
        if (before != after && !Objects.deepEquals(before, after) && !UNAVAILABLE.equals(after)) {
            if (!names.isEmpty()) {
                names.append(',');
            }
            names.append(name);
        }
    }
}
