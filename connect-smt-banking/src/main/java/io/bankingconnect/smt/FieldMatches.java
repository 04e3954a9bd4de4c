package io.bankingconnect.smt;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.ConnectRecord;

/** True of records whose field matches a regular expression as a whole. */
public final class FieldMatches<R extends ConnectRecord<R>> extends BankingPredicate<R> {

    static final String PATTERN = "pattern";

    private static final ConfigDef DEF = RowField.define(
                    new ConfigDef(), "The field to look at; numbers count as text.")
            .define(
                    PATTERN,
                    Type.STRING,
                    NO_DEFAULT_VALUE,
                    FieldMatches::check,
                    Importance.HIGH,
                    "Regular expression that the whole value must match. Null matches nothing.",
                    "Match",
                    1,
                    Width.LONG,
                    "Pattern");

    private RowField field;
    private Pattern pattern;

    @Override
    public ConfigDef config() {
        return DEF;
    }

    @Override
    public void configure(Map<String, ?> props) {
        SimpleConfig config = new SimpleConfig(DEF, props);
        field = new RowField(config, "FieldMatches");
        pattern = Pattern.compile(config.getString(PATTERN));
    }

    @Override
    public boolean test(R record) {
        Object value = field.read(record);
        return value != null && pattern.matcher(value.toString()).matches();
    }

    private static void check(String key, Object value) {
        try {
            if (value != null) {
                Pattern.compile((String) value);
            }
        } catch (PatternSyntaxException e) {
            throw new ConfigException(key, value, "is not a regular expression: " + e.getDescription());
        }
    }
}
