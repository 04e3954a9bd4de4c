package io.bankingconnect.smt.audit;

import io.bankingconnect.smt.record.Envelope;
import io.bankingconnect.smt.record.Operation;
import io.bankingconnect.smt.record.RowExtender.NewField;
import io.bankingconnect.smt.record.SchemaCache;
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
    private final SchemaCache<AuditPlan> plans = new SchemaCache<>();

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
        AuditPlan plan = value instanceof Struct struct
                ? plans.get(struct.schema(), AuditPlan::of)
                : AuditPlan.withoutSchema(Envelope.is(value));
        List<Object> values = new ArrayList<>(items.size());
        for (AuditItem item : items) {
            values.add(value(item, record, plan));
        }
        return values;
    }

    private Object value(AuditItem item, ConnectRecord<?> record, AuditPlan plan) {
        return switch (item) {
            case CHANGED_FIELDS ->
                plan.isEnvelope()
                        ? ChangedFields.names(plan.read(record, Envelope.BEFORE), plan.read(record, Envelope.AFTER))
                        : null;
            case BEFORE -> plan.isEnvelope() ? before(plan.read(record, Envelope.BEFORE)) : null;
            // The time that Kafka has for the record is the same at every delivery.
            case INGEST_TS_MS -> record.timestamp() != null ? record.timestamp() : clock.millis();
            case OP -> Operation.of(record, plan.isEnvelope());
            case COMMIT_TS_MS, LSN, TX_ID -> plan.read(record, item);
        };
    }

    private static Object before(Object row) {
        return row instanceof Struct || row instanceof Map ? RowJson.of(row) : null;
    }
}
