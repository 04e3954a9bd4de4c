package io.bankingconnect.smt;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import io.bankingconnect.smt.rules.Rule;
import io.bankingconnect.smt.rules.RuleParser;
import io.bankingconnect.smt.rules.RuleSyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link ValidateRules}. */
final class ValidateRulesConfig extends TransformConfig {

    static final String RULES = "rules";
    static final String ON_VIOLATION = "on.violation";
    static final String ROUTE_TOPIC = "route.topic";
    static final String VIOLATIONS_NAME = "violations.name";

    /** What happens to a record that violates a rule. */
    enum Action {
        FAIL,
        DROP,
        HEADER,
        FIELD,
        ROUTE
    }

    private static final Choices ACTIONS = Choices.of(Action.class);

    static final ConfigDef DEF = FieldKeys.onMissing(new ConfigDef()
            .define(
                    RULES,
                    Type.STRING,
                    NO_DEFAULT_VALUE,
                    ValidateRulesConfig::checkRules,
                    HIGH,
                    "Rules with semicolons between them, each a name, a colon and a condition; see Rules in the"
                            + " README. Example: amount_positive: amount > 0; currency_known [warn]: currency in ('EUR',"
                            + " 'GBP').",
                    "Rules",
                    1,
                    Width.LONG,
                    "Rules")
            .define(
                    ON_VIOLATION,
                    Type.STRING,
                    "fail",
                    ACTIONS,
                    HIGH,
                    "What to do with a record that violates a rule: fail (Connect's errors.tolerance then decides),"
                            + " drop, header or field (mark it with the rules' names), or route it to another topic. Rules"
                            + " of severity warn only mark.",
                    "Rules",
                    2,
                    Width.SHORT,
                    "On violation",
                    List.of(),
                    ACTIONS)
            .define(
                    ROUTE_TOPIC,
                    Type.STRING,
                    "",
                    ValidateRulesConfig::checkTopic,
                    HIGH,
                    "Topic for records that violate a rule, with " + ON_VIOLATION
                            + "=route. A source connector has no dead-letter queue; this is one.",
                    "Rules",
                    3,
                    Width.MEDIUM,
                    "Route topic",
                    List.of(),
                    (AcrossKeys) ValidateRulesConfig::checkRoute)
            .define(
                    VIOLATIONS_NAME,
                    Type.STRING,
                    "__violations",
                    new ConfigDef.NonEmptyString(),
                    LOW,
                    "Header or field that gets the names of the violated rules, with commas between them.",
                    "Rules",
                    4,
                    Width.MEDIUM,
                    "Name of header or field"));

    ValidateRulesConfig(Map<String, ?> props) {
        super(DEF, props);
    }

    List<Rule> rules() {
        return RuleParser.rules(getString(RULES));
    }

    Action onViolation() {
        return Action.valueOf(getString(ON_VIOLATION).toUpperCase(Locale.ROOT));
    }

    String routeTopic() {
        return getString(ROUTE_TOPIC);
    }

    String violationsName() {
        return getString(VIOLATIONS_NAME);
    }

    private static void checkRules(String key, Object value) {
        if (value == null) {
            return;
        }
        try {
            RuleParser.rules((String) value);
        } catch (RuleSyntaxException e) {
            throw new ConfigException(key, value, e.getMessage());
        }
    }

    private static void checkTopic(String key, Object value) {
        if (value instanceof String topic && !topic.isEmpty() && !topic.matches("[a-zA-Z0-9._-]{1,249}")) {
            throw new ConfigException(
                    key, value, "must be a topic name: 1 to 249 letters, digits, dots, underscores or hyphens");
        }
    }

    private static void checkRoute(String key, Map<String, Object> parsed) {
        if ("route".equals(parsed.get(ON_VIOLATION)) && "".equals(parsed.get(ROUTE_TOPIC))) {
            throw new ConfigException(key, "", "must name a topic, because " + ON_VIOLATION + "=route");
        }
    }
}
