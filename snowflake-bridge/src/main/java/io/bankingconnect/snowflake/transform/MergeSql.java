package io.bankingconnect.snowflake.transform;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The statements by which an incremental model takes in new rows. */
final class MergeSql {

    private MergeSql() {}

    /** Rows of known keys replace the old ones, others are added. Columns come by name, in any order. */
    static String merge(ProjectNode node, String sql, List<String> columns) {
        List<String> key = node.config().names("unique_key");
        List<String> updated = updated(node.config(), columns);
        String matched = updated.isEmpty()
                ? ""
                : "when matched then update set\n    " + list(updated, column -> column + " = source." + column) + "\n";
        return "merge into " + node.relation() + " as target\nusing (\n" + sql + "\n) as source\non "
                + key.stream()
                        .map(column -> "target." + column + " = source." + column)
                        .collect(Collectors.joining(" and "))
                + "\n" + matched
                + "when not matched then insert (" + list(columns, column -> column) + ")\nvalues ("
                + list(columns, column -> "source." + column) + ")";
    }

    /** Adds all rows. */
    static String append(Relation relation, String sql, List<String> columns) {
        String names = list(columns, column -> column);
        return "insert into " + relation + " (" + names + ")\nselect " + names + " from (\n" + sql + "\n) as source";
    }

    /** Removes the rows whose key is among those of another table. */
    static String deleteMatching(Relation relation, Relation keys, List<String> key) {
        String names = list(key, column -> column);
        return "delete from " + relation + " using (select distinct " + names + " from " + keys + ") as source where "
                + key.stream()
                        .map(column -> relation + "." + column + " = source." + column)
                        .collect(Collectors.joining(" and "));
    }

    private static List<String> updated(NodeConfig config, List<String> columns) {
        List<String> only = lower(config.names("merge_update_columns"));
        List<String> not = lower(config.names("merge_exclude_columns"));
        return columns.stream()
                .filter(column -> (only.isEmpty() || only.contains(column)) && !not.contains(column))
                .toList();
    }

    private static List<String> lower(List<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    private static String list(List<String> columns, UnaryOperator<String> each) {
        return columns.stream().map(each).collect(Collectors.joining(", "));
    }
}
