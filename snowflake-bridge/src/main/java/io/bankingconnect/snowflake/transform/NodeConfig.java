package io.bankingconnect.snowflake.transform;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node's settings, merged from dbt_project.yml, its properties file and its own {@code config()}, later ones first. */
final class NodeConfig {

    private final Map<String, Object> values;

    NodeConfig(Map<String, Object> values) {
        this.values = new HashMap<>(values);
    }

    /** These settings, overridden by others. */
    NodeConfig overriddenBy(Map<String, Object> others) {
        Map<String, Object> merged = new HashMap<>(values);
        merged.putAll(others);
        return new NodeConfig(merged);
    }

    boolean has(String key) {
        return values.get(key) != null;
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key)).map(Object::toString);
    }

    String text(String key, String fallback) {
        return text(key).orElse(fallback);
    }

    /** A list of names; a single name counts as a list of one, nothing as an empty list. */
    List<String> names(String key) {
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        }
        return value instanceof Collection<?> many
                ? many.stream().map(Object::toString).toList()
                : List.of(value.toString());
    }

    boolean flag(String key, boolean fallback) {
        return text(key).map(Boolean::parseBoolean).orElse(fallback);
    }
}
