package io.bankingconnect.snowflake.transform;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * dbt's snapshots: a row that changed is closed and follows itself in a new version; one that vanished is closed if
 * {@code hard_deletes} says so.
 */
final class SnapshotSql {

    private static final List<String> META = List.of("dbt_scd_id", "dbt_updated_at", "dbt_valid_from", "dbt_valid_to");
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final ProjectNode node;
    private final String sql;
    private final String now;
    private final String key;
    private final boolean byTimestamp;

    SnapshotSql(ProjectNode node, String sql, Instant now) {
        this.node = node;
        this.sql = sql;
        this.now = "cast('" + TIMESTAMP.format(now) + "' as timestamp_ntz)";
        key = node.config().names("unique_key").get(0);
        byTimestamp = node.config().text("strategy", "").equals("timestamp");
    }

    /** The query whose rows are the snapshot's first. */
    String first() {
        return "select current_rows.*,\n    " + scdId() + " as dbt_scd_id,\n    " + updatedAt()
                + " as dbt_updated_at,\n    " + updatedAt() + " as dbt_valid_from,\n"
                + "    cast(null as timestamp_ntz) as dbt_valid_to\nfrom (\n" + sql + "\n) as current_rows";
    }

    /**
     * The statement that brings the snapshot up to date.
     *
     * @param tableColumns the columns of the snapshot's table
     */
    String merge(List<String> tableColumns) {
        List<String> columns =
                tableColumns.stream().filter(column -> !META.contains(column)).toList();
        String names = String.join(", ", columns);
        String current =
                columns.stream().map(column -> "current_rows." + column).collect(Collectors.joining(", "));
        String open = columns.stream().map(column -> "open_rows." + column).collect(Collectors.joining(", "));
        String changed = changed(columns);
        return """
                merge into %1$s as target
                using (
                with current_rows as (
                %2$s
                ),
                open_rows as (
                    select * from %1$s where dbt_valid_to is null
                ),
                changes as (
                    select 'insert' as dbt_change_type, %3$s,
                        %4$s as dbt_scd_id, %5$s as dbt_updated_at, cast(null as timestamp_ntz) as dbt_closed_at
                    from current_rows left join open_rows on open_rows.%6$s = current_rows.%6$s
                    where open_rows.%6$s is null or %7$s
                    union all
                    select 'update' as dbt_change_type, %8$s,
                        open_rows.dbt_scd_id, open_rows.dbt_updated_at, %5$s as dbt_closed_at
                    from current_rows inner join open_rows on open_rows.%6$s = current_rows.%6$s
                    where %7$s%9$s
                )
                select * from changes
                ) as source
                on target.dbt_scd_id = source.dbt_scd_id
                when matched and target.dbt_valid_to is null and source.dbt_change_type = 'update'
                    then update set dbt_valid_to = source.dbt_closed_at
                when not matched and source.dbt_change_type = 'insert'
                    then insert (%10$s, dbt_scd_id, dbt_updated_at, dbt_valid_from, dbt_valid_to)
                    values (%11$s, source.dbt_scd_id, source.dbt_updated_at, source.dbt_updated_at, null)""".formatted(
                        node.relation(),
                        sql,
                        current,
                        scdId(),
                        updatedAt(),
                        key,
                        changed,
                        open,
                        deletions(open),
                        names,
                        columns.stream().map(column -> "source." + column).collect(Collectors.joining(", ")));
    }

    private String deletions(String open) {
        if (!node.config().text("hard_deletes", "ignore").equals("invalidate")) {
            return "";
        }
        return """

                    union all
                    select 'update' as dbt_change_type, %1$s,
                        open_rows.dbt_scd_id, open_rows.dbt_updated_at, %2$s as dbt_closed_at
                    from open_rows left join current_rows on open_rows.%3$s = current_rows.%3$s
                    where current_rows.%3$s is null""".formatted(open, now, key);
    }

    private String changed(List<String> columns) {
        if (byTimestamp) {
            return "open_rows.dbt_valid_from < " + updatedAt();
        }
        List<String> checked = node.config().names("check_cols");
        return (checked.equals(List.of("all")) ? columns : checked)
                .stream()
                        .map(column -> "open_rows." + column + " is distinct from current_rows." + column)
                        .collect(Collectors.joining(" or ", "(", ")"));
    }

    private String updatedAt() {
        return byTimestamp ? "current_rows." + node.config().text("updated_at", "") : now;
    }

    private String scdId() {
        return "md5(coalesce(cast(current_rows." + key + " as varchar), '') || '|' || coalesce(cast(" + updatedAt()
                + " as varchar), ''))";
    }
}
