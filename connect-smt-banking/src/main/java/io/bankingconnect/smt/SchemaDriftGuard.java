package io.bankingconnect.smt;

import io.bankingconnect.smt.SchemaDriftGuardConfig.Policy;
import io.bankingconnect.smt.drift.SchemaChange;
import io.bankingconnect.smt.drift.SchemaChange.Kind;
import io.bankingconnect.smt.drift.TopicBaselines;
import io.bankingconnect.smt.drift.TopicBaselines.Drift;
import io.bankingconnect.smt.record.ControlEvents;
import io.bankingconnect.smt.record.Part;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches that records keep the schema that is expected of their topic, pinned or learned from the first record. Of envelopes
 * it watches the row. Not thread-safe.
 */
public abstract class SchemaDriftGuard<R extends ConnectRecord<R>> extends BankingTransform<R> {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaDriftGuard.class);

    private final Part part;
    private Map<Kind, Policy> policies;
    private TopicBaselines baselines;
    private String header;

    SchemaDriftGuard(Part part) {
        this.part = part;
    }

    @Override
    public ConfigDef config() {
        return SchemaDriftGuardConfig.DEF;
    }

    @Override
    public void configure(Map<String, ?> props) {
        SchemaDriftGuardConfig config = new SchemaDriftGuardConfig(props);
        policies = config.byKind();
        baselines = config.baselines();
        header = config.driftHeader();
    }

    @Override
    public R apply(R record) {
        Object value = part.value(record);
        if (value == null || ControlEvents.includes(record)) {
            return record;
        }
        Drift drift = baselines.drift(record.topic(), value);
        if (drift.changes().isEmpty()) {
            return record;
        }
        Policy policy = drift.changes().stream()
                .map(change -> policies.get(change.kind()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return switch (policy) {
            case ALLOW -> record;
            case WARN -> warned(record, drift);
            case DROP -> null;
            case FAIL ->
                throw new DataException("The " + part.title() + " schema of topic \"" + record.topic()
                        + "\" is not the expected one: " + describe(drift, Policy.FAIL));
        };
    }

    private R warned(R record, Drift drift) {
        String description = describe(drift, Policy.WARN);
        if (drift.isNew()) {
            LOG.warn(
                    "The {} schema of topic \"{}\" is not the expected one: {}",
                    part.title(),
                    record.topic(),
                    description);
        }
        R copy = part.replace(record, part.schema(record), part.value(record));
        copy.headers().addString(header, description);
        return copy;
    }

    private String describe(Drift drift, Policy atLeast) {
        return drift.changes().stream()
                .filter(change -> policies.get(change.kind()).compareTo(atLeast) >= 0)
                .map(SchemaChange::description)
                .collect(Collectors.joining("; "));
    }

    /** Watches keys. */
    public static final class Key<R extends ConnectRecord<R>> extends SchemaDriftGuard<R> {
        public Key() {
            super(Part.KEY);
        }
    }

    /** Watches values. */
    public static final class Value<R extends ConnectRecord<R>> extends SchemaDriftGuard<R> {
        public Value() {
            super(Part.VALUE);
        }
    }
}
