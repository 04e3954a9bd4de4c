package io.bankingconnect.smt.record;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;

/**
 * Debezium's own events, which hold no row: heartbeats, transaction metadata, schema changes, notifications and logical
 * decoding messages. Transforms pass them on as they are.
 */
public final class ControlEvents {

    private static final String SCHEMA_PREFIX = "io.debezium.connector.";
    private static final List<String> TRANSACTION_METADATA = List.of("status", "id", "event_count", "data_collections");
    private static final List<String> SCHEMA_CHANGE = List.of("source", "ddl", "tableChanges");

    private ControlEvents() {}

    /** Whether a record is one, by the names of its schemas; without schemas, by the fields that it has. */
    public static boolean includes(ConnectRecord<?> record) {
        return isControl(record.valueSchema(), record.value()) || isControl(record.keySchema(), record.key());
    }

    private static boolean isControl(Schema schema, Object value) {
        if (schema != null) {
            return schema.name() != null && schema.name().startsWith(SCHEMA_PREFIX);
        }
        return value instanceof Map<?, ?> map && isControl(map);
    }

    private static boolean isControl(Map<?, ?> map) {
        if (map.size() == 1) {
            return map.containsKey("ts_ms") || map.containsKey("serverName");
        }
        return "m".equals(map.get(Envelope.OPERATION)) && map.containsKey("message")
                || map.keySet().containsAll(TRANSACTION_METADATA)
                || map.keySet().containsAll(SCHEMA_CHANGE);
    }
}
