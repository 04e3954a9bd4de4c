package io.bankingconnect.smt;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/**
 * A rule that needs the values of several keys. Connect checks a transform through its definition only, where a
 * recommender is what sees all values: what it throws is reported on its key.
 */
interface AcrossKeys extends ConfigDef.Recommender {

    /**
     * Checks the values of all keys, among which may be some that are not valid by themselves.
     *
     * @throws org.apache.kafka.common.config.ConfigException if they do not go together
     */
    void check(String key, Map<String, Object> parsed);

    @Override
    default List<Object> validValues(String key, Map<String, Object> parsed) {
        check(key, parsed);
        return List.of();
    }

    @Override
    default boolean visible(String key, Map<String, Object> parsed) {
        return true;
    }
}
