package io.bankingconnect.smt.drift;

import io.bankingconnect.smt.record.Envelope;
import io.bankingconnect.smt.record.SchemaCache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * What is expected of each topic: the schema that is pinned or, for topics without one, the first that came since the task
 * started. Not thread-safe.
 */
public final class TopicBaselines {

    private final Map<String, Shape> pinned;
    private final Map<String, Baseline> topics = new HashMap<>();

    /** How a record's schema differs, and whether nobody has asked about such a schema before. */
    public record Drift(List<SchemaChange> changes, boolean isNew) {}

    public TopicBaselines(String pinned) {
        this.pinned = PinnedSchemas.parse(pinned);
    }

    /** How a struct or map differs from what its topic should have. */
    public Drift drift(String topic, Object value) {
        return topics.computeIfAbsent(topic, name -> new Baseline(pinned.get(name)))
                .drift(value);
    }

    private static final class Baseline {

        private final SchemaCache<List<SchemaChange>> known = new SchemaCache<>();
        private Shape expected;
        private boolean isNew;
        private List<SchemaChange> lastWithoutSchema = List.of();

        Baseline(Shape expected) {
            this.expected = expected;
        }

        Drift drift(Object value) {
            isNew = false;
            if (value instanceof Struct struct) {
                List<SchemaChange> changes = known.get(struct.schema(), schema -> changes(Shape.of(rowSchema(schema))));
                return new Drift(changes, isNew);
            }
            if (Envelope.row(value) instanceof Map<?, ?> row) {
                Shape shape = Shape.of(row);
                learnUnknownTypes(shape);
                List<SchemaChange> changes = changes(shape);
                isNew = !changes.equals(lastWithoutSchema);
                lastWithoutSchema = changes;
                return new Drift(changes, isNew);
            }
            return new Drift(List.of(), false);
        }

        private List<SchemaChange> changes(Shape actual) {
            isNew = true;
            if (expected == null) {
                expected = actual;
            }
            return SchemaChange.between(expected, actual);
        }

        /** A null shows no type; a later value does. */
        private void learnUnknownTypes(Shape actual) {
            if (expected != null && !expected.hasSchema()) {
                expected.fields()
                        .replaceAll((field, type) ->
                                type.name() == null ? actual.fields().getOrDefault(field, type) : type);
            }
        }

        private static Schema rowSchema(Schema schema) {
            if (!Envelope.isDescribedBy(schema)) {
                return schema;
            }
            Field image = schema.field(Envelope.AFTER);
            return image == null || image.schema().type() != Schema.Type.STRUCT
                    ? schema.field(Envelope.BEFORE).schema()
                    : image.schema();
        }
    }
}
