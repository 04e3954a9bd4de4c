package io.bankingconnect.smt;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Settings whose rules across keys hold when a transform is configured, too, and not only when Connect validates it. */
abstract class TransformConfig extends AbstractConfig {

    TransformConfig(ConfigDef def, Map<String, ?> props) {
        super(def, props);
        Map<String, Object> parsed = new HashMap<>(values());
        def.configKeys().forEach((name, key) -> {
            if (key.recommender instanceof AcrossKeys rule) {
                rule.check(name, parsed);
            }
        });
    }
}
