package io.bankingconnect.smt;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import io.bankingconnect.smt.record.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;

/** True of change events with certain operations, before Debezium's flattening and after it. */
public final class HasOperation<R extends ConnectRecord<R>> extends BankingPredicate<R> {

    static final String OPERATIONS = "operations";

    private static final Choices CHOICES = new Choices(List.of("c", "u", "d", "r", "t"));

    private static final ConfigDef DEF = new ConfigDef()
            .define(
                    OPERATIONS,
                    Type.LIST,
                    NO_DEFAULT_VALUE,
                    HasOperation::check,
                    Importance.HIGH,
                    "Debezium's letters: c (created), u (updated), d (deleted), r (read by a snapshot), t (truncated).",
                    "Operations",
                    1,
                    Width.SHORT,
                    "Operations");

    private Set<String> operations;

    @Override
    public ConfigDef config() {
        return DEF;
    }

    @Override
    public void configure(Map<String, ?> props) {
        operations = Set.copyOf(new SimpleConfig(DEF, props).getList(OPERATIONS));
    }

    @Override
    public boolean test(R record) {
        String operation = record.value() == null ? null : Operation.of(record);
        return operation != null && operations.contains(operation);
    }

    private static void check(String key, Object value) {
        if (value == null) {
            return;
        }
        if (((List<?>) value).isEmpty()) {
            throw new ConfigException(key, value, "must name at least one of " + CHOICES);
        }
        CHOICES.ensureValid(key, value);
    }
}
