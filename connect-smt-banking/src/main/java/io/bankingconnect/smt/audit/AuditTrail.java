package io.bankingconnect.smt.audit;

import io.bankingconnect.smt.record.Envelope;
import io.bankingconnect.smt.record.FieldPath;
import io.bankingconnect.smt.record.Operation;
import io.bankingconnect.smt.record.RowExtender.NewField;
import io.bankingconnect.smt.record.SchemaCache;
import io.bankingconnect.smt.record.Values;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Finds out who did what when, as far as a change event says it. Not thread-safe. */
public final class AuditTrail {

    private final List<AuditItem> items;
    private final String prefix;
    private final Clock clock;
    private final SchemaCache<Boolean> envelopes = new SchemaCache<>();

    /** @param prefix begins the names of all items */
    public AuditTrail(List<AuditItem> items, String prefix, Clock clock) {
        this.items = List.copyOf(items);
        this.prefix = prefix;
        this.clock = clock;
    }

    /** The items as fields of a value that has this schema, or none: null. */
    public List<NewField> fields(Schema value) {
        return items.stream()
                .map(item -> new NewField(prefix + item.title(), AuditFields.schema(item, value)))
                .toList();
    }

    /** The items' values, in the order of the fields; null for what a record does not say. */
    public List<Object> values(ConnectRecord<?> record) {
        Object value = record.value();
        boolean isEnvelope = value instanceof Struct struct
                ? envelopes.get(struct.schema(), Envelope::isDescribedBy)
                : Envelope.is(value);
        List<Object> values = new ArrayList<>(items.size());
        for (AuditItem item : items) {
            values.add(value(item, record, isEnvelope));
        }
        return values;
    }

    private Object value(AuditItem item, ConnectRecord<?> record, boolean isEnvelope) {
        Object value = record.value();
        return switch (item) {
            case CHANGED_FIELDS ->
                isEnvelope
                        ? ChangedFields.names(Values.read(value, Envelope.BEFORE), Values.read(value, Envelope.AFTER))
                        : null;
            case BEFORE -> isEnvelope ? before(value) : null;
            // The time that Kafka has for the record is the same at every delivery.
            case INGEST_TS_MS -> record.timestamp() != null ? record.timestamp() : clock.millis();
            case OP -> Operation.of(record, isEnvelope);
            case COMMIT_TS_MS, LSN, TX_ID -> stored(item, record, isEnvelope);
        };
    }

    private static Object before(Object value) {
        Object before = Values.read(value, Envelope.BEFORE);
        return before instanceof Struct || before instanceof Map ? RowJson.of(before) : null;
    }

    /** What a field holds or, after a flattening that was told to, a header. */
    private static Object stored(AuditItem item, ConnectRecord<?> record, boolean isEnvelope) {
        for (FieldPath path : AuditFields.of(item, isEnvelope)) {
            Object found = isEnvelope
                    ? Values.orNull(Values.read(record.value(), path))
                    : Operation.fieldOrHeader(record, path.first());
            if (found != null) {
                return found instanceof Integer number ? (Object) number.longValue() : found;
            }
        }
        return null;
    }
}
