package io.bankingconnect.smt.drift;

import io.bankingconnect.smt.drift.Shape.FieldType;
import java.util.ArrayList;
import java.util.List;

/** One difference between the schema that is expected and the one that came. */
public record SchemaChange(Kind kind, String field, String description) {

    /** The kinds that are told apart. */
    public enum Kind {
        ADDED,
        REMOVED,
        RETYPED,
        NULLABLE
    }

    /** All differences: first those of fields that are expected, then fields that are not. */
    static List<SchemaChange> between(Shape expected, Shape actual) {
        List<SchemaChange> changes = new ArrayList<>();
        expected.fields().forEach((field, type) -> {
            FieldType now = actual.fields().get(field);
            if (now == null) {
                changes.add(new SchemaChange(Kind.REMOVED, field, "removed " + field));
            } else if (isRetyped(expected, type, actual, now)) {
                changes.add(new SchemaChange(
                        Kind.RETYPED, field, "retyped " + field + " from " + type.name() + " to " + now.name()));
            } else if (actual.hasSchema() && now.nullable() && !type.nullable()) {
                changes.add(new SchemaChange(Kind.NULLABLE, field, "made " + field + " nullable"));
            }
        });
        actual.fields().keySet().stream()
                .filter(field -> !expected.fields().containsKey(field))
                .forEach(field -> changes.add(new SchemaChange(Kind.ADDED, field, "added " + field)));
        return changes;
    }

    private static boolean isRetyped(Shape expected, FieldType type, Shape actual, FieldType now) {
        if (type.name() == null || now.name() == null) {
            return false;
        }
        boolean bothAlike = expected.hasSchema() == actual.hasSchema();
        return !now.name().equals(bothAlike ? type.name() : Shape.withoutSchema(type.name(), now.name()));
    }
}
