package io.bankingconnect.smt.record;

import io.bankingconnect.smt.record.FieldMapping.Added;
import io.bankingconnect.smt.record.FieldMapping.Mapped;
import io.bankingconnect.smt.record.FieldMapping.Mapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/** Rewrites structs of one schema. Returns the struct itself when neither its schema nor a value changes. */
final class StructPlan {

    private static final Object NULL = new Object();

    private final Schema input;
    private final Schema output;
    private final Field[] inputFields;
    private final Field[] outputFields;
    private final Mapper[] mappers;
    private final int[] mapped;
    private final List<AddedField> added;

    private record AddedField(Field field, Field source, Mapper mapper) {}

    private StructPlan(Schema input, Map<Integer, Mapped> changes) {
        this.input = input;
        inputFields = input.fields().toArray(Field[]::new);
        mappers = new Mapper[inputFields.length];
        mapped = changes.keySet().stream().mapToInt(Integer::intValue).toArray();
        changes.forEach((index, change) -> mappers[index] = change.mapper());
        output = outputSchema(changes);
        outputFields = new Field[inputFields.length];
        for (int i = 0; i < inputFields.length; i++) {
            outputFields[i] = output.field(inputFields[i].name());
        }
        added = new ArrayList<>();
        changes.forEach((index, change) -> change.added()
                .forEach(field ->
                        added.add(new AddedField(output.field(field.name()), inputFields[index], field.mapper()))));
    }

    /** Collects what becomes of single fields. */
    static final class Builder {

        private final Schema input;
        private final Map<Integer, Mapped> changes = new TreeMap<>();

        Builder(Schema input) {
            this.input = input;
        }

        Builder map(Field field, Mapped change) {
            if (change != null) {
                changes.put(field.index(), change);
            }
            return this;
        }

        boolean isEmpty() {
            return changes.isEmpty();
        }

        StructPlan build() {
            return new StructPlan(input, changes);
        }
    }

    Schema output() {
        return output;
    }

    /** This plan as what becomes of a field that holds such structs, which is where paths start from if it is a row. */
    Mapped asField(boolean isRow) {
        return new Mapped(output, (value, row) -> value == null ? null : apply((Struct) value, isRow ? value : row));
    }

    Struct apply(Struct struct, Object row) {
        return output == input ? changedOrSame(struct, row) : rebuilt(struct, row);
    }

    private Struct changedOrSame(Struct struct, Object row) {
        Object[] replacements = null;
        for (int index : mapped) {
            Object value = Values.read(struct, inputFields[index]);
            Object replacement = mappers[index].map(value, row);
            if (replacement != value && replacements == null) {
                replacements = new Object[inputFields.length];
            }
            if (replacement != value) {
                replacements[index] = replacement == null ? NULL : replacement;
            }
        }
        return replacements == null ? struct : copy(struct, replacements);
    }

    /** Puts every field once: Connect validates what is put, nested structs as a whole. */
    private Struct copy(Struct struct, Object[] replacements) {
        Struct copy = new Struct(output);
        for (int i = 0; i < inputFields.length; i++) {
            Object value = replacements[i] == null ? Values.read(struct, inputFields[i]) : replacements[i];
            // A field with a default may be null without being optional; put() would refuse that.
            if (value != null && value != NULL) {
                copy.put(outputFields[i], value);
            }
        }
        return copy;
    }

    private Struct rebuilt(Struct struct, Object row) {
        Struct result = new Struct(output);
        for (int i = 0; i < inputFields.length; i++) {
            Object value = Values.read(struct, inputFields[i]);
            if (mappers[i] != null) {
                value = mappers[i].map(value, row);
            }
            if (value != null) {
                result.put(outputFields[i], value);
            }
        }
        for (AddedField field : added) {
            result.put(field.field(), field.mapper().map(Values.read(struct, field.source()), row));
        }
        return result;
    }

    private Schema outputSchema(Map<Integer, Mapped> changes) {
        boolean same = changes.entrySet().stream()
                .allMatch(change -> change.getValue().added().isEmpty()
                        && change.getValue().schema() == inputFields[change.getKey()].schema());
        if (same) {
            return input;
        }
        SchemaBuilder builder = like(input);
        for (Field field : inputFields) {
            Mapped change = changes.get(field.index());
            builder.field(field.name(), change == null ? field.schema() : change.schema());
        }
        for (Mapped change : changes.values()) {
            for (Added field : change.added()) {
                builder.field(field.name(), field.schema());
            }
        }
        return builder.build();
    }

    /** A struct's schema without its fields and its default. */
    static SchemaBuilder like(Schema schema) {
        SchemaBuilder builder = SchemaBuilder.struct()
                .name(schema.name())
                .version(schema.version())
                .doc(schema.doc());
        if (schema.parameters() != null) {
            builder.parameters(schema.parameters());
        }
        return schema.isOptional() ? builder.optional() : builder;
    }
}
