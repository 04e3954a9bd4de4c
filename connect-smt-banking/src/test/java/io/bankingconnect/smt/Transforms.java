package io.bankingconnect.smt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;

/** Configures transforms and predicates the way Connect does. */
final class Transforms {

    /** 32 bytes, in Base64. */
    static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    static final String OTHER_KEY = "YWJjZGVmZ2hpamFiY2RlZmdoaWphYmNkZWZnaGlqYWI=";

    private Transforms() {}

    static <T extends Transformation<SourceRecord>> T configured(T transform, String... settings) {
        transform.configure(map(settings));
        return transform;
    }

    static <T extends Predicate<SourceRecord>> T configured(T predicate, String... settings) {
        predicate.configure(map(settings));
        return predicate;
    }

    static Map<String, String> map(String... settings) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        return map;
    }

    /** What Connect's validation says, by key: it checks a transform through its definition alone. */
    static Map<String, List<String>> errors(ConfigDef def, Map<String, String> settings) {
        Map<String, List<String>> errors = new HashMap<>();
        String prefix = "transforms.t.";
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((key, value) -> prefixed.put(prefix + key, value));
        ConfigDef connector = new ConfigDef();
        connector.embed(prefix, "Transforms: t", 0, def);
        for (ConfigValue value : connector.validate(prefixed)) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name().substring(prefix.length()), value.errorMessages());
            }
        }
        return errors;
    }
}
