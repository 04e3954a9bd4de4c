package io.bankingconnect.smt;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** The values of a key that takes one of an enum's constants, in lower case. Checks them and offers them to user interfaces. */
record Choices(List<Object> values) implements ConfigDef.Validator, ConfigDef.Recommender {

    static Choices of(Class<? extends Enum<?>> constants) {
        return new Choices(Arrays.stream(constants.getEnumConstants())
                .map(constant -> (Object) constant.name().toLowerCase(Locale.ROOT))
                .toList());
    }

    @Override
    public void ensureValid(String key, Object value) {
        for (Object each : value instanceof List<?> list ? list : List.of(value)) {
            if (!values.contains(each)) {
                throw new ConfigException(key, each, "must be one of " + this);
            }
        }
    }

    @Override
    public List<Object> validValues(String key, Map<String, Object> parsed) {
        return values;
    }

    @Override
    public boolean visible(String key, Map<String, Object> parsed) {
        return true;
    }

    @Override
    public String toString() {
        return String.join(", ", values.stream().map(Object::toString).toList());
    }
}
