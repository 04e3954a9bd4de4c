package io.bankingconnect.smt;

import io.bankingconnect.smt.audit.AuditTrail;
import io.bankingconnect.smt.record.ControlEvents;
import io.bankingconnect.smt.record.Part;
import io.bankingconnect.smt.record.RowExtender;
import io.bankingconnect.smt.record.RowExtender.NewField;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;

/**
 * Adds to a change event what an audit asks: what was done, when it was committed, in which transaction, and which fields it
 * changed. Works before and after Debezium's flattening; the changed fields and the row before are known only before it.
 * Not thread-safe.
 */
public final class CdcAudit<R extends ConnectRecord<R>> extends BankingTransform<R> {

    private final Clock clock;
    private AuditTrail trail;
    private RowExtender fields;
    private boolean toHeaders;

    public CdcAudit() {
        this(Clock.systemUTC());
    }

    CdcAudit(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ConfigDef config() {
        return CdcAuditConfig.DEF;
    }

    @Override
    public void configure(Map<String, ?> props) {
        CdcAuditConfig config = new CdcAuditConfig(props);
        trail = config.auditTrail(clock);
        toHeaders = config.toHeaders();
        fields = new RowExtender(trail::fields);
    }

    @Override
    public R apply(R record) {
        if (record.value() == null || ControlEvents.includes(record)) {
            return record;
        }
        List<Object> values = trail.values(record);
        return toHeaders ? withHeaders(record, values) : fields.extend(record, values);
    }

    private R withHeaders(R record, List<Object> values) {
        R copy = Part.VALUE.replace(record, record.valueSchema(), record.value());
        List<NewField> items = trail.fields(null);
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value != null) {
                copy.headers()
                        .add(
                                items.get(i).name(),
                                value,
                                value instanceof Long ? Schema.INT64_SCHEMA : Schema.STRING_SCHEMA);
            }
        }
        return copy;
    }
}
