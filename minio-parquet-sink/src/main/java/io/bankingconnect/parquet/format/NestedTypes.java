package io.bankingconnect.parquet.format;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** The types that hold other types, in the three-level layout of the Parquet specification. */
final class NestedTypes {

    private NestedTypes() {}

    /** A named part of a struct, an item, a key or a value. */
    record Part(String name, boolean optional, ValueType type) {

        Type parquet() {
            return type.parquet(optional ? Repetition.OPTIONAL : Repetition.REQUIRED, name);
        }

        Object prepare(Object value) {
            if (value == null) {
                if (optional) {
                    return null;
                }
                throw new DataException("field " + name + " is null, but its schema requires a value");
            }
            try {
                return type.prepare(value);
            } catch (DataException e) {
                throw new DataException("field " + name + ": " + e.getMessage(), e);
            }
        }

        /**
         * Prepares the struct's field of this name; null if its schema, an earlier or a later one, has none.
         *
         * @param place where the field is, unless the struct is of another schema: looked for there first
         */
        Object prepareFrom(Struct struct, int place) {
            List<Field> fields = struct.schema().fields();
            Field field = place < fields.size() ? fields.get(place) : null;
            if (field == null || !field.name().equals(name)) {
                field = struct.schema().field(name);
            }
            if (field == null) {
                return prepare(null);
            }
            boolean hasDefault = field.schema().defaultValue() != null;
            return prepare(hasDefault ? struct.getWithoutDefault(name) : struct.get(field));
        }

        ValueWriter.Field writer(Iterator<ColumnWriter> leaves, int repetition) {
            return new ValueWriter.Field(type.writer(leaves, repetition), optional);
        }
    }

    /** A struct; prepared, an array of its parts' values. */
    record StructType(List<Part> parts) implements ValueType {

        @Override
        public Type parquet(Repetition repetition, String name) {
            return Types.buildGroup(repetition)
                    .addFields(parts.stream().map(Part::parquet).toArray(Type[]::new))
                    .named(name);
        }

        @Override
        public String lakeType() {
            return parts.stream()
                    .map(part -> part.name() + ":" + part.type().lakeType())
                    .collect(Collectors.joining(",", "struct<", ">"));
        }

        @Override
        public Object prepare(Object value) {
            Struct struct = (Struct) value;
            Object[] prepared = new Object[parts.size()];
            for (int i = 0; i < prepared.length; i++) {
                Part part = parts.get(i);
                prepared[i] = part.prepareFrom(struct, i);
            }
            return prepared;
        }

        @Override
        public ValueWriter writer(Iterator<ColumnWriter> leaves, int repetition) {
            List<ValueWriter.Field> fields =
                    parts.stream().map(part -> part.writer(leaves, repetition)).toList();
            return new ValueWriter() {
                @Override
                public void write(Object prepared, int repetition, int definition) {
                    Object[] values = (Object[]) prepared;
                    for (int i = 0; i < values.length; i++) {
                        fields.get(i).write(values[i], repetition, definition);
                    }
                }

                @Override
                public void writeNull(int repetition, int definition) {
                    fields.forEach(field -> field.value().writeNull(repetition, definition));
                }
            };
        }
    }

    /** A list; prepared, an array of its items. */
    record ListType(Part element) implements ValueType {

        @Override
        public Type parquet(Repetition repetition, String name) {
            return Types.buildGroup(repetition)
                    .as(LogicalTypeAnnotation.listType())
                    .addField(Types.repeatedGroup().addField(element.parquet()).named("list"))
                    .named(name);
        }

        @Override
        public String lakeType() {
            return "list<" + element.type().lakeType() + ">";
        }

        @Override
        public Object prepare(Object value) {
            return ((List<?>) value).stream().map(element::prepare).toArray();
        }

        @Override
        public ValueWriter writer(Iterator<ColumnWriter> leaves, int repetition) {
            ValueWriter.Field item = element.writer(leaves, repetition + 1);
            return new Repeated(repetition + 1, item.value()::writeNull, item::write);
        }
    }

    /** A map; prepared, an array of pairs. */
    record MapType(Part key, Part value) implements ValueType {

        @Override
        public Type parquet(Repetition repetition, String name) {
            return Types.buildGroup(repetition)
                    .as(LogicalTypeAnnotation.mapType())
                    .addField(Types.repeatedGroup()
                            .addFields(key.parquet(), value.parquet())
                            .named("key_value"))
                    .named(name);
        }

        @Override
        public String lakeType() {
            return "map<" + key.type().lakeType() + "," + value.type().lakeType() + ">";
        }

        @Override
        public Object prepare(Object map) {
            return ((Map<?, ?>) map)
                    .entrySet().stream()
                            .map(entry -> new Object[] {preparedKey(entry.getKey()), value.prepare(entry.getValue())})
                            .toArray();
        }

        private Object preparedKey(Object entryKey) {
            if (entryKey == null) {
                throw new DataException("a key of the map is null, for which Parquet has no form");
            }
            return key.prepare(entryKey);
        }

        @Override
        public ValueWriter writer(Iterator<ColumnWriter> leaves, int repetition) {
            ValueWriter.Field keys = key.writer(leaves, repetition + 1);
            ValueWriter.Field values = value.writer(leaves, repetition + 1);
            Nulls nulls = (level, definition) -> {
                keys.value().writeNull(level, definition);
                values.value().writeNull(level, definition);
            };
            return new Repeated(repetition + 1, nulls, (pair, level, definition) -> {
                keys.write(((Object[]) pair)[0], level, definition);
                values.write(((Object[]) pair)[1], level, definition);
            });
        }
    }

    private interface Nulls {
        void write(int repetition, int definition);
    }

    private interface Items {
        void write(Object item, int repetition, int definition);
    }

    /** Writes the repeated group inside a list or a map, whose repetition level is {@code level}. */
    private record Repeated(int level, Nulls nulls, Items items) implements ValueWriter {

        @Override
        public void write(Object prepared, int repetition, int definition) {
            Object[] values = (Object[]) prepared;
            if (values.length == 0) {
                nulls.write(repetition, definition);
            }
            for (int i = 0; i < values.length; i++) {
                items.write(values[i], i == 0 ? repetition : level, definition + 1);
            }
        }

        @Override
        public void writeNull(int repetition, int definition) {
            nulls.write(repetition, definition);
        }
    }
}
