package io.bankingconnect.smt;

import io.bankingconnect.smt.record.Envelope;
import io.bankingconnect.smt.record.FieldPath;
import io.bankingconnect.smt.record.Operation;
import io.bankingconnect.smt.record.Values;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/** True of rows that a snapshot read, initial or incremental, before Debezium's flattening and after it. */
public final class IsSnapshot<R extends ConnectRecord<R>> extends BankingPredicate<R> {

    private static final FieldPath SNAPSHOT = FieldPath.of("source.snapshot");
    private static final String FLAT_SNAPSHOT = "__source_snapshot";

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public void configure(Map<String, ?> props) {}

    @Override
    public boolean test(R record) {
        if (record.value() == null) {
            return false;
        }
        boolean isEnvelope = Envelope.is(record.value());
        if (Operation.SNAPSHOT_READ.equals(Operation.of(record, isEnvelope))) {
            return true;
        }
        Object snapshot = isEnvelope
                ? Values.orNull(Values.read(record.value(), SNAPSHOT))
                : Operation.fieldOrHeader(record, FLAT_SNAPSHOT);
        return snapshot != null && !snapshot.toString().equals("false");
    }
}
