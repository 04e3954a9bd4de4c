package io.bankingconnect.smt;

import io.bankingconnect.smt.record.ControlEvents;
import io.bankingconnect.smt.record.Envelope;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;

/** True of Debezium envelopes: not of flat rows, tombstones, heartbeats, transaction metadata or schema changes. */
public final class IsEnvelope<R extends ConnectRecord<R>> extends BankingPredicate<R> {

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public void configure(Map<String, ?> props) {}

    @Override
    public boolean test(R record) {
        return Envelope.is(record.value()) && !ControlEvents.includes(record);
    }
}
