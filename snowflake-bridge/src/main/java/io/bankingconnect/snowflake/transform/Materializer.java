package io.bankingconnect.snowflake.transform;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Brings one model or snapshot up to date. Each way leaves the old rows or the new ones, never a mixture. */
final class Materializer {

    private static final String SCRATCH = "__dbt_tmp";

    private final Warehouse warehouse;
    private final Catalog catalog;

    Materializer(Warehouse warehouse, Catalog catalog) {
        this.warehouse = warehouse;
        this.catalog = catalog;
    }

    /** Whether the node's SQL is to select only what is new. */
    boolean incremental(ProjectNode node) {
        return node.type() == ProjectNode.Type.MODEL
                && materialization(node).equals("incremental")
                && exists(node.relation(), Catalog.Kind.TABLE);
    }

    /**
     * Runs the node's SQL.
     *
     * @param sql compiled as {@link #incremental} says
     * @param now the time that a snapshot's new versions begin
     * @return the rows it changed, where the warehouse tells
     */
    OptionalLong run(ProjectNode node, String sql, Instant now) {
        if (node.type() == ProjectNode.Type.SNAPSHOT) {
            return snapshot(node, sql, now);
        }
        return switch (materialization(node)) {
            case "table" -> make(node.relation(), Catalog.Kind.TABLE, sql);
            case "incremental" ->
                exists(node.relation(), Catalog.Kind.TABLE)
                        ? add(node, sql)
                        : make(node.relation(), Catalog.Kind.TABLE, sql);
            default -> make(node.relation(), Catalog.Kind.VIEW, sql);
        };
    }

    private OptionalLong make(Relation relation, Catalog.Kind kind, String sql) {
        Catalog.Kind other = kind == Catalog.Kind.TABLE ? Catalog.Kind.VIEW : Catalog.Kind.TABLE;
        if (exists(relation, other)) {
            warehouse.execute("drop " + word(other) + " " + relation);
        }
        warehouse.execute("create or replace " + word(kind) + " " + relation + " as (\n" + sql + "\n)");
        catalog.made(relation, kind);
        return OptionalLong.empty();
    }

    private OptionalLong add(ProjectNode node, String sql) {
        List<String> columns = catalog.columns(node.relation());
        String strategy = node.config().text("incremental_strategy", NodeRules.DEFAULT_INCREMENTAL_STRATEGY);
        List<String> key = node.config().names("unique_key");
        if (strategy.equals("delete+insert")) {
            return replaceKeys(node.relation(), sql, columns, key);
        }
        return OptionalLong.of(warehouse.update(
                strategy.equals("merge") && !key.isEmpty()
                        ? MergeSql.merge(node, sql, columns)
                        : MergeSql.append(node.relation(), sql, columns)));
    }

    /** The rows are computed first, because the SQL may read the table that they go into. */
    private OptionalLong replaceKeys(Relation relation, String sql, List<String> columns, List<String> key) {
        Relation scratch = relation.withSuffix(SCRATCH);
        warehouse.execute("create or replace table " + scratch + " as (\n" + sql + "\n)");
        long inserted = warehouse.updateTogether(List.of(
                MergeSql.deleteMatching(relation, scratch, key),
                MergeSql.append(relation, "select * from " + scratch, columns)));
        warehouse.execute("drop table " + scratch);
        return OptionalLong.of(inserted);
    }

    private OptionalLong snapshot(ProjectNode node, String sql, Instant now) {
        SnapshotSql snapshot = new SnapshotSql(node, sql, now);
        if (!exists(node.relation(), Catalog.Kind.TABLE)) {
            // Without "or replace": what a snapshot holds cannot be made again.
            warehouse.execute("create table " + node.relation() + " as (\n" + snapshot.first() + "\n)");
            catalog.made(node.relation(), Catalog.Kind.TABLE);
            return OptionalLong.empty();
        }
        return OptionalLong.of(warehouse.update(snapshot.merge(catalog.columns(node.relation()))));
    }

    private boolean exists(Relation relation, Catalog.Kind kind) {
        return catalog.kind(relation).filter(kind::equals).isPresent();
    }

    private static String materialization(ProjectNode node) {
        return node.config().text("materialized", NodeRules.DEFAULT_MATERIALIZATION);
    }

    private static String word(Catalog.Kind kind) {
        return kind == Catalog.Kind.TABLE ? "table" : "view";
    }
}
