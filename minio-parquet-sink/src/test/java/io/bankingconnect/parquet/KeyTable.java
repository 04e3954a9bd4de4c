package io.bankingconnect.parquet;

import java.util.Comparator;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;

/** A connector's keys as a Markdown table, in the order of their groups. */
final class KeyTable {

    private KeyTable() {}

    static String of(ConfigDef def) {
        String head = "| Key | Default | Meaning |\n|---|---|---|\n";
        return def.configKeys().values().stream()
                .sorted(Comparator.comparing(
                                (ConfigDef.ConfigKey key) -> def.groups().indexOf(key.group))
                        .thenComparing(key -> key.orderInGroup))
                .map(KeyTable::row)
                .collect(Collectors.joining("", head, ""));
    }

    private static String row(ConfigDef.ConfigKey key) {
        String preset = "required";
        if (key.hasDefault()) {
            boolean empty =
                    key.defaultValue == null || "".equals(key.defaultValue) || key.type == ConfigDef.Type.PASSWORD;
            preset = empty ? "empty" : "`" + key.defaultValue + "`";
        }
        return "| `" + key.name + "` | " + preset + " | " + key.documentation.replace("|", "\\|") + " |\n";
    }
}
