package io.bankingconnect.smt;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import io.bankingconnect.smt.record.ControlEvents;
import io.bankingconnect.smt.record.Envelope;
import io.bankingconnect.smt.record.FieldPath;
import io.bankingconnect.smt.record.MissingFields;
import io.bankingconnect.smt.record.Part;
import io.bankingconnect.smt.record.Values;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;

/** The one field of the row that a predicate looks at. Not thread-safe. */
final class RowField {

    static final String FIELD = "field";

    private final FieldPath path;
    private final MissingFields missingFields;

    RowField(AbstractConfig config, String predicate) {
        path = FieldPath.of(config.getString(FIELD));
        missingFields = FieldKeys.missingFields(config, predicate);
    }

    /** Adds {@code field} and {@code on.missing}. */
    static ConfigDef define(ConfigDef def, String what) {
        return FieldKeys.onMissing(def.define(
                FIELD,
                Type.STRING,
                NO_DEFAULT_VALUE,
                RowField::check,
                Importance.HIGH,
                what
                        + " Of an envelope: of the row after the change or, when it was deleted, before; dots lead"
                        + " into nested structures.",
                FieldKeys.GROUP,
                1,
                Width.MEDIUM,
                "Field"));
    }

    /** The field's value; null if the record has no row, or lacks the field and that is no failure. */
    Object read(ConnectRecord<?> record) {
        if (record.value() == null || ControlEvents.includes(record)) {
            return null;
        }
        Object value = Values.read(Envelope.row(record.value()), path);
        if (value == Values.MISSING) {
            missingFields.report(record.topic(), Part.VALUE, path);
        }
        return Values.orNull(value);
    }

    private static void check(String key, Object value) {
        if ("".equals(value)) {
            throw new ConfigException(key, value, "must name a field");
        }
        FieldPath.checkOne(key, value);
    }
}
