package io.bankingconnect.smt.drift;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/**
 * The fields of a row with their types, by name; nested ones by their path.
 *
 * @param hasSchema whether the types are those of a schema; else they are those of a record's values
 */
record Shape(Map<String, FieldType> fields, boolean hasSchema) {

    private static final Set<String> NATIVE = Set.of("number", "boolean", "string", "array", "struct");

    /** A field's type: null if it is not known; {@code nullable} means that the schema allows null. */
    record FieldType(String name, boolean nullable) {}

    static Shape of(Schema schema) {
        Map<String, FieldType> fields = new LinkedHashMap<>();
        addFields(fields, "", schema);
        return new Shape(fields, true);
    }

    /** The shape of a row without a schema, as far as its values show it. */
    static Shape of(Map<?, ?> row) {
        Map<String, FieldType> fields = new LinkedHashMap<>();
        addFields(fields, "", row);
        return new Shape(fields, false);
    }

    private static void addFields(Map<String, FieldType> fields, String prefix, Schema schema) {
        for (Field field : schema.fields()) {
            String path = prefix + field.name();
            fields.put(path, new FieldType(type(field.schema()), field.schema().isOptional()));
            if (field.schema().type() == Schema.Type.STRUCT) {
                addFields(fields, path + ".", field.schema());
            }
        }
    }

    private static void addFields(Map<String, FieldType> fields, String prefix, Map<?, ?> row) {
        row.forEach((name, value) -> {
            String path = prefix + name;
            fields.put(path, new FieldType(type(value), true));
            if (value instanceof Map<?, ?> nested) {
                addFields(fields, path + ".", nested);
            }
        });
    }

    private static String type(Schema schema) {
        if (Decimal.LOGICAL_NAME.equals(schema.name())) {
            return "decimal(" + schema.parameters().get(Decimal.SCALE_FIELD) + ")";
        }
        boolean isLogical = schema.name() != null && schema.type() != Schema.Type.STRUCT;
        return isLogical ? schema.name() : schema.type().getName().toLowerCase(Locale.ROOT);
    }

    private static String type(Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Number) {
            return "number";
        }
        if (value instanceof Boolean) {
            return "boolean";
        }
        return value instanceof Map ? "struct" : value instanceof List ? "array" : "string";
    }

    /**
     * The type that a value without a schema has if the schema's type is {@code expected}; {@code actual} for types that JSON
     * can write in more than one way.
     */
    static String withoutSchema(String expected, String actual) {
        if (expected.startsWith("int") || expected.startsWith("float")) {
            return "number";
        }
        return NATIVE.contains(expected) ? expected : expected.equals("map") ? "struct" : actual;
    }
}
