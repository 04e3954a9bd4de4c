package io.bankingconnect.snowflake;

import io.bankingconnect.lake.CommitEvent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;

/** Which table receives the files of which topic. */
final class TopicTables {

    private static final String DEFAULT_PREFIX = "RAW_";

    private final Map<String, String> tables;

    private TopicTables(Map<String, String> tables) {
        this.tables = Map.copyOf(tables);
    }

    /** @throws ConfigException if the text is not {@code <topic>:<table>,…} */
    static TopicTables parse(String key, String text) {
        Map<String, String> tables = new LinkedHashMap<>();
        for (String entry : text.split(",")) {
            if (entry.isBlank()) {
                continue;
            }
            // Table names hold no colon, topic names neither.
            String[] parts = entry.strip().split(":");
            if (parts.length != 2
                    || !StageSinkConfig.IDENTIFIER.matcher(parts[1].strip()).matches()) {
                throw new ConfigException(key, text, "\"" + entry.strip() + "\" is not <topic>:<table>");
            }
            String topic = parts[0].strip();
            if (tables.put(topic, parts[1].strip().toUpperCase(Locale.ROOT)) != null) {
                throw new ConfigException(key, text, "topic " + topic + " is listed twice");
            }
        }
        return new TopicTables(tables);
    }

    /** The table's name in upper case. */
    String tableOf(CommitEvent event) {
        String table = tables.get(event.topic());
        if (table != null) {
            return table;
        }
        return DEFAULT_PREFIX + event.table().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_$]", "_");
    }
}
