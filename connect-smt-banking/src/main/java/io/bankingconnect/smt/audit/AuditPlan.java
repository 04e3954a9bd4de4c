package io.bankingconnect.smt.audit;

import io.bankingconnect.smt.record.Envelope;
import io.bankingconnect.smt.record.FieldPath;
import io.bankingconnect.smt.record.Operation;
import io.bankingconnect.smt.record.Values;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;

/**
 * How the items of an audit trail are read from values of one schema, or of none.
 *
 * @param paths for each item the fields that may hold it, the best first
 */
record AuditPlan(boolean isEnvelope, Map<AuditItem, List<FieldPath>> paths) {

    private static final AuditPlan ENVELOPE_WITHOUT_SCHEMA = new AuditPlan(true, paths(true));
    private static final AuditPlan ROW_WITHOUT_SCHEMA = new AuditPlan(false, paths(false));

    static AuditPlan of(Schema schema) {
        boolean isEnvelope = Envelope.isDescribedBy(schema);
        return new AuditPlan(isEnvelope, paths(isEnvelope));
    }

    static AuditPlan withoutSchema(boolean isEnvelope) {
        return isEnvelope ? ENVELOPE_WITHOUT_SCHEMA : ROW_WITHOUT_SCHEMA;
    }

    /** A part of the envelope. */
    Object read(ConnectRecord<?> record, String part) {
        return Values.orNull(Values.read(record.value(), part));
    }

    /** What a field holds or, after a flattening that was told to, a header; whole numbers have 64 bits. */
    Object read(ConnectRecord<?> record, AuditItem item) {
        for (FieldPath path : paths.get(item)) {
            Object found = isEnvelope
                    ? Values.orNull(Values.read(record.value(), path))
                    : Operation.fieldOrHeader(record, path.first());
            if (found != null) {
                return found instanceof Integer number ? (Object) number.longValue() : found;
            }
        }
        return null;
    }

    private static Map<AuditItem, List<FieldPath>> paths(boolean isEnvelope) {
        Map<AuditItem, List<FieldPath>> paths = new EnumMap<>(AuditItem.class);
        for (AuditItem item : AuditItem.values()) {
            paths.put(item, AuditFields.of(item, isEnvelope));
        }
        return paths;
    }
}
