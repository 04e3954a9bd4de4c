package io.bankingconnect.smt;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** The settings of what has so few that they need no names of their own. */
final class SimpleConfig extends TransformConfig {

    SimpleConfig(ConfigDef def, Map<String, ?> props) {
        super(def, props);
    }
}
