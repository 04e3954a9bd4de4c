package io.bankingconnect.smt.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * Adds fields to the row of a record's value: to a flat record, or to the image that an envelope is about. Both images get
 * the fields' schemas, because they share one name. Not thread-safe.
 */
public final class RowExtender {

    private final SchemaCache<Plan> plans = new SchemaCache<>();
    private final NewFields newFields;

    /** A field to add; its schema is optional. */
    public record NewField(String name, Schema schema) {}

    /** Says which fields to add to values of a schema, which is null for records without. */
    public interface NewFields {
        List<NewField> to(Schema schema);
    }

    private record Plan(Schema output, Schema before, Schema after) {
        boolean isEnvelope() {
            return before != null || after != null;
        }
    }

    public RowExtender(NewFields newFields) {
        this.newFields = newFields;
    }

    /** @param values the values of the new fields, in their order; they may be null */
    public <R extends ConnectRecord<R>> R extend(R record, List<?> values) {
        if (record.value() instanceof Struct struct) {
            Plan plan = plans.get(struct.schema(), this::compile);
            Struct result = plan.isEnvelope() ? envelope(struct, plan, values) : row(struct, plan.output(), values);
            return Part.VALUE.replace(record, plan.output(), result);
        }
        if (record.value() instanceof Map<?, ?> map) {
            return Part.VALUE.replace(record, null, map(map, values));
        }
        return record;
    }

    private static Struct envelope(Struct struct, Plan plan, List<?> values) {
        Struct result = new Struct(plan.output());
        boolean afterTakesThem = plan.after() != null && struct.get(Envelope.AFTER) != null;
        for (Field field : plan.output().fields()) {
            Object value = Values.read(struct, field);
            if (value == null) {
                continue;
            }
            if (field.schema() == plan.after() && field.name().equals(Envelope.AFTER)) {
                value = row((Struct) value, plan.after(), values);
            } else if (field.schema() == plan.before() && field.name().equals(Envelope.BEFORE)) {
                value = row((Struct) value, plan.before(), afterTakesThem ? List.of() : values);
            }
            result.put(field, value);
        }
        return result;
    }

    private static Struct row(Struct struct, Schema output, List<?> values) {
        Struct result = new Struct(output);
        List<Field> fields = output.fields();
        int old = struct.schema().fields().size();
        for (int i = 0; i < old; i++) {
            put(result, fields.get(i), Values.read(struct, fields.get(i)));
        }
        for (int i = 0; i < values.size(); i++) {
            put(result, fields.get(old + i), values.get(i));
        }
        return result;
    }

    private static void put(Struct struct, Field field, Object value) {
        // A field with a default may be null without being optional; put() would refuse that.
        if (value != null) {
            struct.put(field, value);
        }
    }

    private Map<Object, Object> map(Map<?, ?> map, List<?> values) {
        Map<Object, Object> result = new LinkedHashMap<>(map);
        if (!Envelope.is(map)) {
            put(result, values);
            return result;
        }
        String image = map.get(Envelope.AFTER) == null ? Envelope.BEFORE : Envelope.AFTER;
        if (map.get(image) instanceof Map<?, ?> row) {
            Map<Object, Object> extended = new LinkedHashMap<>(row);
            put(extended, values);
            result.put(image, extended);
        }
        return result;
    }

    private void put(Map<Object, Object> row, List<?> values) {
        List<NewField> fields = newFields.to(null);
        for (int i = 0; i < values.size(); i++) {
            row.put(fields.get(i).name(), values.get(i));
        }
    }

    private Plan compile(Schema schema) {
        List<NewField> added = newFields.to(schema);
        if (!Envelope.isDescribedBy(schema)) {
            return new Plan(extended(schema, added), null, null);
        }
        Schema before = image(schema, Envelope.BEFORE, added);
        Schema after = image(schema, Envelope.AFTER, added);
        SchemaBuilder builder = StructPlan.like(schema);
        for (Field field : schema.fields()) {
            Schema replacement =
                    field.name().equals(Envelope.BEFORE) ? before : field.name().equals(Envelope.AFTER) ? after : null;
            builder.field(field.name(), replacement == null ? field.schema() : replacement);
        }
        return new Plan(builder.build(), before, after);
    }

    private static Schema image(Schema envelope, String name, List<NewField> added) {
        Field image = envelope.field(name);
        return image == null || image.schema().type() != Schema.Type.STRUCT ? null : extended(image.schema(), added);
    }

    private static Schema extended(Schema schema, List<NewField> added) {
        SchemaBuilder builder = StructPlan.like(schema);
        schema.fields().forEach(field -> builder.field(field.name(), field.schema()));
        for (NewField field : added) {
            if (schema.field(field.name()) != null) {
                throw new DataException("There is a field \"" + field.name()
                        + "\" in the record already; give the new one another name");
            }
            builder.field(field.name(), field.schema());
        }
        return builder.build();
    }
}
