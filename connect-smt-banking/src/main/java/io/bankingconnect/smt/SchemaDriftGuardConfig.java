package io.bankingconnect.smt;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.bankingconnect.smt.drift.PinnedSchemas;
import io.bankingconnect.smt.drift.SchemaChange.Kind;
import io.bankingconnect.smt.drift.TopicBaselines;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link SchemaDriftGuard}. */
final class SchemaDriftGuardConfig extends TransformConfig {

    static final String SCHEMAS = "schemas";
    static final String DRIFT_HEADER = "drift.header";

    /** What happens to records whose schema differs, from the mildest on. */
    enum Policy {
        ALLOW,
        WARN,
        DROP,
        FAIL
    }

    private static final Choices POLICIES = Choices.of(Policy.class);

    static final ConfigDef DEF = policies()
            .define(
                    SCHEMAS,
                    Type.STRING,
                    "",
                    SchemaDriftGuardConfig::checkSchemas,
                    MEDIUM,
                    "The schemas that topics must have, as \"topic: field type, field type?; topic: …\", where ?"
                            + " allows null. Topics that are not named must keep the schema that their first record has,"
                            + " which a restart forgets: pin what matters.",
                    "Drift",
                    5,
                    Width.LONG,
                    "Pinned schemas")
            .define(
                    DRIFT_HEADER,
                    Type.STRING,
                    "__schema_drift",
                    new ConfigDef.NonEmptyString(),
                    LOW,
                    "Header that tells the differences, on records that pass with a warning.",
                    "Drift",
                    6,
                    Width.MEDIUM,
                    "Drift header");

    SchemaDriftGuardConfig(Map<String, ?> props) {
        super(DEF, props);
    }

    Map<Kind, Policy> byKind() {
        Map<Kind, Policy> policies = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            policies.put(kind, Policy.valueOf(getString(key(kind)).toUpperCase(Locale.ROOT)));
        }
        return policies;
    }

    TopicBaselines baselines() {
        return new TopicBaselines(getString(SCHEMAS));
    }

    String driftHeader() {
        return getString(DRIFT_HEADER);
    }

    static String key(Kind kind) {
        return "on." + kind.name().toLowerCase(Locale.ROOT);
    }

    private static ConfigDef policies() {
        ConfigDef def = new ConfigDef();
        policy(def, Kind.ADDED, "warn", "a field is there that was not expected");
        policy(def, Kind.REMOVED, "fail", "an expected field is not there");
        policy(def, Kind.RETYPED, "fail", "a field has another type, or a decimal another scale");
        policy(def, Kind.NULLABLE, "warn", "a field may be null that might not be");
        return def;
    }

    private static void policy(ConfigDef def, Kind kind, String byDefault, String when) {
        def.define(
                key(kind),
                Type.STRING,
                byDefault,
                POLICIES,
                HIGH,
                "What to do when " + when + ": allow, warn (a header on every such record, a log line once for each"
                        + " schema), drop the record, or fail.",
                "Drift",
                kind.ordinal() + 1,
                Width.SHORT,
                "On " + kind.name().toLowerCase(Locale.ROOT),
                List.of(),
                POLICIES);
    }

    private static void checkSchemas(String key, Object value) {
        try {
            PinnedSchemas.check((String) value);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key, value, e.getMessage());
        }
    }
}
