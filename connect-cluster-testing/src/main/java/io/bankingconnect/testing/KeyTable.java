package io.bankingconnect.testing;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;

/** A connector's keys as Markdown: one table for each group. */
final class KeyTable {

    private KeyTable() {}

    static String of(ConfigDef def) {
        StringBuilder text = new StringBuilder();
        Map<String, String> groups = new LinkedHashMap<>();
        def.configKeys().values().stream()
                .sorted(Comparator.comparingInt(key -> key.orderInGroup))
                .forEach(key -> groups.merge(key.group, row(key), String::concat));
        def.groups()
                .forEach(group -> text.append("\n**")
                        .append(group)
                        .append("**\n\n| key | type | default | what it does |\n|---|---|---|---|\n")
                        .append(groups.get(group)));
        return text.append('\n').toString();
    }

    private static String row(ConfigKey key) {
        return "| `" + key.name + "` | " + key.type.name().toLowerCase(Locale.ROOT) + " | " + byDefault(key) + " | "
                + key.documentation.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ") + " |\n";
    }

    private static String byDefault(ConfigKey key) {
        if (!key.hasDefault()) {
            return "required";
        }
        String value = ConfigDef.convertToString(key.defaultValue, key.type);
        if (value == null || value.isEmpty() || key.type == Type.PASSWORD) {
            return "empty";
        }
        return "`" + value + "`";
    }
}
