package io.bankingconnect.smt.record;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;

/**
 * What was worked out for a schema, for the schemas used last. Schemas that are equal share one result. Not thread-safe:
 * Connect gives each task transforms of its own.
 */
public final class SchemaCache<T> {

    private static final int CAPACITY = 256;
    private static final int RECENT = 8;

    private final Map<Schema, T> results = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Schema, T> eldest) {
            return size() > CAPACITY;
        }
    };

    // Connectors reuse their schema objects, and comparing objects is far cheaper than comparing schemas.
    private final Schema[] recentSchemas = new Schema[RECENT];
    private final Object[] recentResults = new Object[RECENT];
    private int oldest;

    /** The result for a schema; works it out if there is none. */
    @SuppressWarnings("unchecked")
    public T get(Schema schema, Function<Schema, T> work) {
        for (int i = 0; i < RECENT; i++) {
            if (recentSchemas[i] == schema) {
                return (T) recentResults[i];
            }
        }
        T result = results.get(schema);
        if (result == null) {
            result = work.apply(schema);
            results.put(schema, result);
        }
        recentSchemas[oldest] = schema;
        recentResults[oldest] = result;
        oldest = (oldest + 1) % RECENT;
        return result;
    }

    int size() {
        return results.size();
    }
}
