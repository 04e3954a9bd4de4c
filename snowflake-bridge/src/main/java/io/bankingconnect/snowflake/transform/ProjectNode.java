package io.bankingconnect.snowflake.transform;

import java.util.Locale;
import java.util.Set;

/**
 * A model, snapshot or test.
 *
 * @param id dbt's unique id, such as {@code model.banking.stg_customers}
 * @param type what it is
 * @param name the name that {@code ref} finds it by
 * @param template its SQL
 * @param relation the table or view that it makes; null for a test
 * @param config its settings
 * @param dependsOn the ids of the nodes that must run before
 */
record ProjectNode(
        String id,
        Type type,
        String name,
        Template template,
        Relation relation,
        NodeConfig config,
        Set<String> dependsOn) {

    enum Type {
        MODEL,
        SNAPSHOT,
        TEST;

        /** dbt's word for it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ProjectNode {
        dependsOn = Set.copyOf(dependsOn);
    }
}
