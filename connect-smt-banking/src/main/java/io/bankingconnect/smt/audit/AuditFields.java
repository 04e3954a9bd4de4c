package io.bankingconnect.smt.audit;

import io.bankingconnect.smt.record.Envelope;
import io.bankingconnect.smt.record.FieldPath;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/**
 * Where the values of one schema hold what an audit trail says: in the parts of an envelope, or in the fields that Debezium's
 * flattening adds for them.
 */
final class AuditFields {

    private static final List<FieldPath> LSNS = paths("source.lsn", "source.commit_lsn", "source.scn");
    private static final List<FieldPath> FLAT_LSNS = paths("__source_lsn", "__source_commit_lsn", "__source_scn");
    private static final List<FieldPath> TX_IDS = paths("source.txId", "transaction.id");
    private static final List<FieldPath> FLAT_TX_IDS = paths("__source_txId", "__transaction_id");
    private static final List<FieldPath> COMMIT_TIMES = paths("source.ts_ms", "ts_ms");
    private static final List<FieldPath> FLAT_COMMIT_TIMES = paths("__source_ts_ms", "__ts_ms");

    private AuditFields() {}

    /** The fields that may hold an item, the best first; none for what is not in a field. */
    static List<FieldPath> of(AuditItem item, boolean isEnvelope) {
        return switch (item) {
            case COMMIT_TS_MS -> isEnvelope ? COMMIT_TIMES : FLAT_COMMIT_TIMES;
            case LSN -> isEnvelope ? LSNS : FLAT_LSNS;
            case TX_ID -> isEnvelope ? TX_IDS : FLAT_TX_IDS;
            case OP, CHANGED_FIELDS, INGEST_TS_MS, BEFORE -> List.of();
        };
    }

    /** The schema that an item has in a field of its own, optional; a whole number if the database's is one. */
    static Schema schema(AuditItem item, Schema value) {
        return switch (item) {
            case COMMIT_TS_MS, INGEST_TS_MS -> Schema.OPTIONAL_INT64_SCHEMA;
            case OP, CHANGED_FIELDS, BEFORE -> Schema.OPTIONAL_STRING_SCHEMA;
            case LSN, TX_ID ->
                value == null || isWholeNumber(item, value)
                        ? Schema.OPTIONAL_INT64_SCHEMA
                        : Schema.OPTIONAL_STRING_SCHEMA;
        };
    }

    private static boolean isWholeNumber(AuditItem item, Schema value) {
        for (FieldPath path : of(item, Envelope.isDescribedBy(value))) {
            Schema found = at(value, path);
            if (found != null) {
                return found.type() == Schema.Type.INT64;
            }
        }
        return false;
    }

    private static Schema at(Schema schema, FieldPath path) {
        Schema found = schema;
        for (String segment : path.segments()) {
            Field field = found.type() == Schema.Type.STRUCT ? found.field(segment) : null;
            if (field == null) {
                return null;
            }
            found = field.schema();
        }
        return found;
    }

    private static List<FieldPath> paths(String... paths) {
        return Arrays.stream(paths).map(FieldPath::of).toList();
    }
}
