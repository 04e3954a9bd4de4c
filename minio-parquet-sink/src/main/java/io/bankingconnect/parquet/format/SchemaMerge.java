package io.bankingconnect.parquet.format;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.DataException;

/**
 * The narrowest schema that holds the records of two.
 *
 * <p>Fields of either are in it, optional if they are missing or optional in one; integers, floats and decimals are as
 * wide as the wider. Names of structs, documentation and the members of enums do not matter.
 */
public final class SchemaMerge {

    private static final List<Schema.Type> INTEGERS =
            List.of(Schema.Type.INT8, Schema.Type.INT16, Schema.Type.INT32, Schema.Type.INT64);
    private static final List<Schema.Type> FLOATS = List.of(Schema.Type.FLOAT32, Schema.Type.FLOAT64);

    private SchemaMerge() {}

    /**
     * Merges two schemas of a record's value.
     *
     * @throws DataException if a field's types have nothing in common, naming the field
     */
    public static Schema merge(Schema earlier, Schema later) {
        return merge(earlier, later, earlier.isOptional() || later.isOptional());
    }

    private static Schema merge(Schema earlier, Schema later, boolean optional) {
        if (earlier == later && earlier.isOptional() == optional) {
            return earlier;
        }
        String meaning = ScalarTypes.meaning(earlier);
        boolean integers = INTEGERS.contains(earlier.type()) && INTEGERS.contains(later.type());
        boolean floats = FLOATS.contains(earlier.type()) && FLOATS.contains(later.type());
        if (!meaning.equals(ScalarTypes.meaning(later)) || earlier.type() != later.type() && !integers && !floats) {
            throw new DataException("type " + described(earlier) + " became " + described(later));
        }
        if (meaning.equals(Decimal.LOGICAL_NAME)) {
            return decimal(earlier, later, optional);
        }
        return switch (earlier.type()) {
            case STRUCT -> struct(earlier, later, optional);
            case ARRAY ->
                finished(SchemaBuilder.array(within("element", earlier.valueSchema(), later.valueSchema())), optional);
            case MAP ->
                finished(
                        SchemaBuilder.map(
                                within("key", earlier.keySchema(), later.keySchema()),
                                within("value", earlier.valueSchema(), later.valueSchema())),
                        optional);
            default -> scalar(earlier, wider(earlier.type(), later.type()), optional);
        };
    }

    private static Schema within(String name, Schema earlier, Schema later) {
        try {
            return merge(earlier, later);
        } catch (DataException e) {
            throw new DataException("field " + name + ": " + e.getMessage(), e);
        }
    }

    private static Schema struct(Schema earlier, Schema later, boolean optional) {
        SchemaBuilder merged = SchemaBuilder.struct();
        if (ScalarTypes.isMeaningful(earlier)) {
            merged.name(earlier.name());
        }
        for (Field field : earlier.fields()) {
            Field other = later.field(field.name());
            merged.field(
                    field.name(),
                    other == null ? optional(field.schema()) : within(field.name(), field.schema(), other.schema()));
        }
        for (Field field : later.fields()) {
            if (earlier.field(field.name()) == null) {
                merged.field(field.name(), optional(field.schema()));
            }
        }
        return finished(merged, optional);
    }

    /** The same schema, but allowing null. */
    static Schema optional(Schema schema) {
        return schema.isOptional() ? schema : merge(schema, schema, true);
    }

    private static Schema.Type wider(Schema.Type one, Schema.Type other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Schema scalar(Schema schema, Schema.Type type, boolean optional) {
        SchemaBuilder merged = SchemaBuilder.type(type);
        if (schema.name() != null) {
            merged.name(schema.name());
        }
        return finished(merged, optional);
    }

    private static Schema decimal(Schema earlier, Schema later, boolean optional) {
        DecimalTypes.Digits one = DecimalTypes.digits(earlier);
        DecimalTypes.Digits other = DecimalTypes.digits(later);
        int scale = Math.max(one.scale(), other.scale());
        int whole = Math.max(one.precision() - one.scale(), other.precision() - other.scale());
        if (scale + whole > DecimalTypes.MAX_PRECISION && one.declared() && other.declared()) {
            throw new DataException("decimals of " + one + " and of " + other + " have no common type of at most "
                    + DecimalTypes.MAX_PRECISION + " digits");
        }
        int precision = Math.min(scale + whole, DecimalTypes.MAX_PRECISION);
        return finished(
                Decimal.builder(scale).parameters(Map.of(DecimalTypes.PRECISION, Integer.toString(precision))),
                optional);
    }

    private static Schema finished(SchemaBuilder schema, boolean optional) {
        return optional ? schema.optional().build() : schema.build();
    }

    private static String described(Schema schema) {
        return schema.name() == null || schema.type() == Schema.Type.STRUCT
                ? schema.type().getName()
                : schema.name();
    }
}
