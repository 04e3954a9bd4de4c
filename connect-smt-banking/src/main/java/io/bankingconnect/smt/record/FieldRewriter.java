package io.bankingconnect.smt.record;

import io.bankingconnect.smt.record.FieldMapping.Mapped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * Applies a mapping to fields of records: flat ones, and both images of envelopes, with a schema or without. Passes on what
 * holds no row, and the very same record when nothing changes in it. Never changes its input. Not thread-safe.
 */
public final class FieldRewriter {

    private static final FieldPath WHOLE = new FieldPath(List.of("*"));

    private final Part part;
    private final FieldTree tree;
    private final FieldMapping mapping;
    private final MissingFields missingFields;
    private final SchemaCache<Plan> plans = new SchemaCache<>();
    private final MapRewriter maps;

    /** What to do with the records of one schema. */
    private record Plan(StructPlan struct, List<FieldPath> missing) {}

    /** @param paths the fields to map; none means every field, offered to the mapping one by one */
    public FieldRewriter(Part part, Collection<FieldPath> paths, FieldMapping mapping, MissingFields missingFields) {
        this.part = part;
        this.tree = paths.isEmpty() ? null : FieldTree.of(paths);
        this.mapping = mapping;
        this.missingFields = missingFields;
        this.maps = new MapRewriter(tree, mapping);
    }

    /** @throws DataException if a field cannot be mapped, or is missing and that is a failure */
    public <R extends ConnectRecord<R>> R apply(R record) {
        Object value = part.value(record);
        if (value == null || ControlEvents.includes(record)) {
            return record;
        }
        Schema schema = part.schema(record);
        if (value instanceof Struct struct) {
            Plan plan = plans.get(schema == null ? struct.schema() : schema, this::compile);
            for (FieldPath path : plan.missing()) {
                missingFields.report(record.topic(), part, path);
            }
            Struct result = plan.struct().apply(struct, struct);
            return result == struct
                    ? record
                    : part.replace(record, plan.struct().output(), result);
        }
        if (value instanceof Map<?, ?> map && schema == null) {
            Map<?, ?> result = maps.rewrite(map, path -> missingFields.report(record.topic(), part, path));
            return result == map ? record : part.replace(record, null, result);
        }
        if (tree != null) {
            missingFields.report(record.topic(), part, tree.anyPath());
            return record;
        }
        Mapped mapped = mapping.compile(WHOLE, schema);
        Object result = mapped == null ? value : mapped.mapper().map(value, value);
        return result == value ? record : part.replace(record, mapped.schema(), result);
    }

    private Plan compile(Schema schema) {
        List<FieldPath> missing = new ArrayList<>();
        if (!Envelope.isDescribedBy(schema)) {
            return new Plan(row(schema, missing), List.copyOf(missing));
        }
        StructPlan.Builder plan = new StructPlan.Builder(schema);
        for (String image : List.of(Envelope.BEFORE, Envelope.AFTER)) {
            Field field = schema.field(image);
            if (field != null && field.schema().type() == Schema.Type.STRUCT) {
                plan.map(field, row(field.schema(), missing).asField(true));
            }
        }
        return new Plan(plan.build(), missing.stream().distinct().toList());
    }

    private StructPlan row(Schema schema, List<FieldPath> missing) {
        if (tree != null) {
            return fields(schema, tree, missing);
        }
        StructPlan.Builder plan = new StructPlan.Builder(schema);
        for (Field field : schema.fields()) {
            plan.map(field, mapping.compile(new FieldPath(List.of(field.name())), field.schema()));
        }
        return plan.build();
    }

    private StructPlan fields(Schema schema, FieldTree node, List<FieldPath> missing) {
        StructPlan.Builder plan = new StructPlan.Builder(schema);
        for (Map.Entry<String, FieldTree> child : node.children().entrySet()) {
            Field field = schema.field(child.getKey());
            FieldTree below = child.getValue();
            if (field == null || below.path() == null && field.schema().type() != Schema.Type.STRUCT) {
                missing.add(below.anyPath());
            } else if (below.path() != null) {
                plan.map(field, mapping.compile(below.path(), field.schema()));
            } else {
                plan.map(field, fields(field.schema(), below, missing).asField(false));
            }
        }
        return plan.build();
    }
}
