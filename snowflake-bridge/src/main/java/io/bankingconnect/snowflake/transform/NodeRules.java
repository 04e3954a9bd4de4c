package io.bankingconnect.snowflake.transform;

import java.util.List;
import java.util.Set;

/** Refuses settings that the runner would not follow, rather than running something else. */
final class NodeRules {

    static final String DEFAULT_MATERIALIZATION = "view";
    static final String DEFAULT_INCREMENTAL_STRATEGY = "merge";

    private static final List<String> UNSUPPORTED =
            List.of("pre_hook", "pre-hook", "post_hook", "post-hook", "contract");

    private NodeRules() {}

    /** @throws ProjectException if a setting is not known or a needed one is missing */
    static void check(ProjectNode node) {
        for (String key : UNSUPPORTED) {
            if (node.config().has(key)) {
                throw refused(node, key + " is not supported here");
            }
        }
        if (!node.config().flag("enabled", true)) {
            throw refused(node, "enabled=false is not supported here: move the file out of the project");
        }
        switch (node.type()) {
            case MODEL -> checkModel(node);
            case SNAPSHOT -> checkSnapshot(node);
            case TEST -> oneOf(node, "severity", "error", Set.of("error", "warn", "ERROR", "WARN"));
        }
    }

    private static void checkModel(ProjectNode node) {
        oneOf(node, "materialized", DEFAULT_MATERIALIZATION, Set.of("view", "table", "incremental"));
        oneOf(node, "on_schema_change", "ignore", Set.of("ignore"));
        if (node.config().text("materialized", "").equals("incremental")) {
            String strategy = oneOf(
                    node,
                    "incremental_strategy",
                    DEFAULT_INCREMENTAL_STRATEGY,
                    Set.of("merge", "append", "delete+insert"));
            if (strategy.equals("delete+insert")
                    && node.config().names("unique_key").isEmpty()) {
                throw refused(node, "incremental_strategy='delete+insert' needs unique_key");
            }
        }
    }

    private static void checkSnapshot(ProjectNode node) {
        if (node.config().names("unique_key").size() != 1) {
            throw refused(node, "a snapshot needs unique_key, one column");
        }
        String strategy = oneOf(node, "strategy", "", Set.of("check", "timestamp"));
        if (strategy.equals("timestamp") && !node.config().has("updated_at")) {
            throw refused(node, "strategy='timestamp' needs updated_at, a column");
        }
        if (strategy.equals("check") && node.config().names("check_cols").isEmpty()) {
            throw refused(node, "strategy='check' needs check_cols, a list of columns or 'all'");
        }
        oneOf(node, "hard_deletes", "ignore", Set.of("ignore", "invalidate"));
        if (node.config().has("dbt_valid_to_current") || node.config().has("snapshot_meta_column_names")) {
            throw refused(node, "dbt_valid_to_current and snapshot_meta_column_names are not supported here");
        }
    }

    private static String oneOf(ProjectNode node, String key, String fallback, Set<String> known) {
        String value = node.config().text(key, fallback);
        if (!known.contains(value)) {
            throw refused(
                    node,
                    key + "='" + value + "' is not one of "
                            + known.stream().sorted().toList());
        }
        return value;
    }

    private static ProjectException refused(ProjectNode node, String reason) {
        return new ProjectException(node.template().file(), lineOfConfig(node.template()), reason);
    }

    private static int lineOfConfig(Template template) {
        int at = template.text().indexOf("config(");
        long line = at < 0
                ? 1
                : template.text()
                                .substring(0, at)
                                .chars()
                                .filter(c -> c == '\n')
                                .count()
                        + 1;
        return template.lineOf((int) line);
    }
}
