package io.bankingconnect.smt.record;

import io.bankingconnect.smt.record.FieldMapping.Added;
import io.bankingconnect.smt.record.FieldMapping.Mapped;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Rewrites the values of records without a schema, which are maps. Returns the map itself when nothing changes. */
final class MapRewriter {

    private static final FieldPath EVERY_FIELD = new FieldPath(List.of("*"));

    private final FieldTree tree;
    private final FieldMapping mapping;
    private final Map<FieldPath, Mapped> compiled = new HashMap<>();

    /** @param tree the fields to map, or null for all of them */
    MapRewriter(FieldTree tree, FieldMapping mapping) {
        this.tree = tree;
        this.mapping = mapping;
    }

    /** @param missing hears the paths that lead nowhere */
    Map<?, ?> rewrite(Map<?, ?> value, Consumer<FieldPath> missing) {
        if (!Envelope.is(value)) {
            return row(value, missing);
        }
        Map<Object, Object> copy = null;
        for (String image : new String[] {Envelope.BEFORE, Envelope.AFTER}) {
            if (value.get(image) instanceof Map<?, ?> row) {
                Map<?, ?> result = row(row, missing);
                if (result != row) {
                    copy = copy == null ? new LinkedHashMap<>(value) : copy;
                    copy.put(image, result);
                }
            }
        }
        return copy == null ? value : copy;
    }

    private Map<?, ?> row(Map<?, ?> row, Consumer<FieldPath> missing) {
        return tree == null ? everyField(row) : fields(row, tree, row, missing);
    }

    private Map<?, ?> everyField(Map<?, ?> row) {
        Mapped each = compiled(EVERY_FIELD);
        Map<Object, Object> copy = null;
        for (Map.Entry<?, ?> field : row.entrySet()) {
            Object result = each.mapper().map(field.getValue(), row);
            if (result != field.getValue()) {
                copy = copy == null ? new LinkedHashMap<>(row) : copy;
                copy.put(field.getKey(), result);
            }
        }
        return copy == null ? row : copy;
    }

    private Map<?, ?> fields(Map<?, ?> map, FieldTree node, Object row, Consumer<FieldPath> missing) {
        Map<Object, Object> copy = null;
        for (Map.Entry<String, FieldTree> child : node.children().entrySet()) {
            String name = child.getKey();
            FieldTree below = child.getValue();
            Object value = map.get(name);
            if (value == null && !map.containsKey(name)) {
                missing.accept(below.anyPath());
                continue;
            }
            Object result = value;
            if (!below.children().isEmpty()) {
                if (value instanceof Map<?, ?> nested) {
                    result = fields(nested, below, row, missing);
                } else if (value != null) {
                    missing.accept(below.anyPath());
                }
            }
            Mapped mapped = below.path() == null ? null : compiled(below.path());
            if (mapped != null) {
                result = mapped.mapper().map(result, row);
            }
            boolean adds = mapped != null && !mapped.added().isEmpty();
            if (result != value || adds) {
                copy = copy == null ? new LinkedHashMap<>(map) : copy;
                copy.put(name, result);
            }
            if (adds) {
                for (Added added : mapped.added()) {
                    copy.put(added.name(), added.mapper().map(value, row));
                }
            }
        }
        return copy == null ? map : copy;
    }

    private Mapped compiled(FieldPath path) {
        return compiled.computeIfAbsent(path, unknown -> mapping.compile(unknown, null));
    }
}
