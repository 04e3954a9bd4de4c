package io.bankingconnect.smt;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import io.bankingconnect.smt.record.FieldPath;
import io.bankingconnect.smt.record.MissingFields;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys that say which fields a transform works on; every transform that has them means the same by them. */
final class FieldKeys {

    static final String FIELDS = "fields";
    static final String GROUP = "Fields";

    private static final String PATHS = " A plain name means the field in a flat record, and in both images of an"
            + " envelope; dots lead into nested structures.";

    private FieldKeys() {}

    /** Adds {@code fields}, of which at least one is required, and {@code on.missing}. */
    static ConfigDef define(ConfigDef def, String what) {
        return onMissing(fields(def, what + PATHS, NO_DEFAULT_VALUE));
    }

    /** Adds {@code fields}, where none has a meaning of its own, and {@code on.missing}. */
    static ConfigDef defineOptional(ConfigDef def, String what) {
        return onMissing(fields(def, what + PATHS, List.of()));
    }

    private static ConfigDef fields(ConfigDef def, String documentation, Object defaultValue) {
        return def.define(
                FIELDS,
                Type.LIST,
                defaultValue,
                (key, value) -> checkFields(key, value, defaultValue == NO_DEFAULT_VALUE),
                Importance.HIGH,
                documentation,
                GROUP,
                1,
                Width.LONG,
                "Fields");
    }

    static ConfigDef onMissing(ConfigDef def) {
        Choices policies = Choices.of(MissingFields.Policy.class);
        return def.define(
                MissingFields.KEY,
                Type.STRING,
                "fail",
                policies,
                Importance.MEDIUM,
                "What to do when a record has no such field: fail, which shows a misspelt name at once; warn, once for"
                        + " each topic and field; or ignore, for connectors whose tables have different columns.",
                GROUP,
                2,
                Width.SHORT,
                "On missing field",
                List.of(),
                policies);
    }

    static List<FieldPath> paths(AbstractConfig config) {
        return config.getList(FIELDS).stream().map(FieldPath::of).toList();
    }

    static MissingFields missingFields(AbstractConfig config, String transform) {
        return new MissingFields(MissingFields.Policy.of(config.getString(MissingFields.KEY)), transform);
    }

    private static void checkFields(String key, Object value, boolean required) {
        if (value == null) {
            return;
        }
        if (required && ((List<?>) value).isEmpty()) {
            throw new ConfigException(key, value, "must name at least one field");
        }
        FieldPath.checkList(key, value);
    }
}
