package io.bankingconnect.snowflake.transform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the warehouse holds in the project's schemas: read once for a run, then kept up by what the run does.
 *
 * <p>Names are compared in upper case, as Snowflake stores those that are not quoted.
 */
final class Catalog {

    /** A table or a view. */
    enum Kind {
        TABLE,
        VIEW
    }

    private final Warehouse warehouse;
    private final String schemas;
    private final Map<String, Kind> kinds = new HashMap<>();
    private final Map<String, List<String>> columns = new HashMap<>();

    private Catalog(Warehouse warehouse, String schemas) {
        this.warehouse = warehouse;
        this.schemas = schemas;
    }

    /** Reads what is in some schemas. */
    static Catalog read(Warehouse warehouse, Collection<Relation> relations) {
        Catalog catalog = new Catalog(warehouse, in(relations));
        String sql = "select upper(table_schema) as table_schema, upper(table_name) as table_name, table_type"
                + " from information_schema.tables where " + catalog.schemas;
        for (List<String> row : warehouse.query(sql)) {
            Kind kind = row.get(2).toUpperCase(Locale.ROOT).contains("VIEW") ? Kind.VIEW : Kind.TABLE;
            catalog.kinds.put(row.get(0) + "." + row.get(1), kind);
        }
        return catalog;
    }

    /** Makes the schemas of some relations that are not there. */
    static void createSchemas(Warehouse warehouse, Collection<Relation> relations) {
        Set<String> missing = relations.stream().map(Catalog::schema).collect(Collectors.toCollection(TreeSet::new));
        String sql = "select upper(schema_name) as schema_name from information_schema.schemata";
        // Asking first: CREATE SCHEMA IF NOT EXISTS needs the privilege even where there is nothing to do.
        warehouse.query(sql).forEach(row -> missing.remove(row.get(0)));
        for (String schema : missing) {
            warehouse.execute("create schema if not exists " + schema);
        }
    }

    Optional<Kind> kind(Relation relation) {
        return Optional.ofNullable(kinds.get(relation.key()));
    }

    /** The columns of a table that exists, in order. */
    List<String> columns(Relation relation) {
        if (!columns.containsKey(relation.key())) {
            columns.clear();
            readColumns();
        }
        return columns.getOrDefault(relation.key(), List.of());
    }

    /** Notes that a statement has made the relation anew. */
    void made(Relation relation, Kind kind) {
        kinds.put(relation.key(), kind);
        columns.remove(relation.key());
    }

    /** Those of all tables at once, because a run needs most of them. */
    private void readColumns() {
        String sql = "select upper(table_schema) as table_schema, upper(table_name) as table_name,"
                + " lower(column_name) as column_name from information_schema.columns where " + schemas
                + " order by 1, 2, ordinal_position";
        for (List<String> row : warehouse.query(sql)) {
            columns.computeIfAbsent(row.get(0) + "." + row.get(1), table -> new ArrayList<>())
                    .add(row.get(2));
        }
    }

    private static String in(Collection<Relation> relations) {
        String catalog = relations.stream()
                .map(relation -> "'" + upper(relation.database()) + "'")
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        String schemas = relations.stream()
                .map(relation -> "'" + schema(relation) + "'")
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return "upper(table_catalog) in (" + catalog + ") and upper(table_schema) in (" + schemas + ")";
    }

    private static String schema(Relation relation) {
        return upper(relation.schema());
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
