package io.bankingconnect.smt;

import io.bankingconnect.smt.ValidateRulesConfig.Action;
import io.bankingconnect.smt.record.ControlEvents;
import io.bankingconnect.smt.record.Envelope;
import io.bankingconnect.smt.record.MissingFields;
import io.bankingconnect.smt.record.RowExtender;
import io.bankingconnect.smt.record.RowExtender.NewField;
import io.bankingconnect.smt.record.SchemaCache;
import io.bankingconnect.smt.record.Values;
import io.bankingconnect.smt.rules.Rule;
import io.bankingconnect.smt.rules.Rule.Severity;
import io.bankingconnect.smt.rules.RuleInput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Checks the values of records against named rules. Of an envelope it checks the row after the change, so deletions pass.
 * Reports name rules, never values. Not thread-safe.
 */
public final class ValidateRules<R extends ConnectRecord<R>> extends BankingTransform<R> {

    private final SchemaCache<Boolean> envelopes = new SchemaCache<>();
    private List<Rule> rules;
    private Action action;
    private String name;
    private String routeTopic;
    private MissingFields missingFields;
    private RowExtender violationsField;

    @Override
    public ConfigDef config() {
        return ValidateRulesConfig.DEF;
    }

    @Override
    public void configure(Map<String, ?> props) {
        ValidateRulesConfig config = new ValidateRulesConfig(props);
        rules = config.rules();
        action = config.onViolation();
        name = config.violationsName();
        routeTopic = config.routeTopic();
        missingFields = FieldKeys.missingFields(config, "ValidateRules");
        NewField field = new NewField(name, Schema.OPTIONAL_STRING_SCHEMA);
        violationsField = new RowExtender(schema -> List.of(field));
    }

    @Override
    public R apply(R record) {
        if (record.value() == null || ControlEvents.includes(record)) {
            return record;
        }
        List<Rule> violated = violatedBy(record);
        if (action == Action.FIELD) {
            // Records without a violation get the field, too: a table's schema must not change with its rows.
            return violationsField.extend(
                    record, Collections.singletonList(violated.isEmpty() ? null : names(violated)));
        }
        if (violated.isEmpty()) {
            return record;
        }
        boolean onlyWarnings = violated.stream().allMatch(rule -> rule.severity() == Severity.WARN);
        return switch (onlyWarnings ? Action.HEADER : action) {
            case FAIL ->
                throw new DataException("A record of topic \"" + record.topic() + "\" violates " + names(violated));
            case DROP -> null;
            case ROUTE -> marked(routed(record), violated);
            default -> marked(copy(record, record.topic(), record.kafkaPartition()), violated);
        };
    }

    private List<Rule> violatedBy(R record) {
        boolean isEnvelope = isEnvelope(record.value());
        Object row = isEnvelope ? Values.read(record.value(), Envelope.AFTER) : record.value();
        if (row == null) {
            return List.of();
        }
        RuleInput input = new RuleInput(record.value(), row, record.topic(), missingFields);
        List<Rule> violated = List.of();
        for (Rule rule : rules) {
            if (isViolated(rule, input, record.topic())) {
                violated = violated.isEmpty() ? new ArrayList<>() : violated;
                violated.add(rule);
            }
        }
        return violated;
    }

    private boolean isViolated(Rule rule, RuleInput input, String topic) {
        try {
            return rule.isViolatedBy(input);
        } catch (DataException e) {
            throw new DataException(
                    "Rule " + rule.name() + " does not fit a record of topic \"" + topic + "\": " + e.getMessage(), e);
        }
    }

    private boolean isEnvelope(Object value) {
        return value instanceof Struct struct
                ? envelopes.get(struct.schema(), Envelope::isDescribedBy)
                : Envelope.is(value);
    }

    private R routed(R record) {
        // The other topic may have fewer partitions. A sink's record must have one, and nobody writes it to Kafka.
        return copy(record, routeTopic, record instanceof SourceRecord ? null : record.kafkaPartition());
    }

    private R marked(R copy, List<Rule> violated) {
        copy.headers().addString(name, names(violated));
        return copy;
    }

    private static <R extends ConnectRecord<R>> R copy(R record, String topic, Integer partition) {
        return record.newRecord(
                topic,
                partition,
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp());
    }

    private static String names(List<Rule> rules) {
        return String.join(",", rules.stream().map(Rule::name).toList());
    }
}
