package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.Cursor;
import io.bankingconnect.emulator.sql.QualifiedName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** SHOW and DESCRIBE, as far as drivers and people ask. */
final class ShowStatements {

    private static final String CREATED = "strftime(TIMESTAMP '2000-01-01 00:00:00', '%Y-%m-%d %H:%M:%S') ";

    private static final String VISIBLE = "schema_name NOT IN ('main', '_emulator')";

    /** Where SHOW looks: a pattern for names, and a database, schema or table. */
    private record Filter(Optional<String> like, String database, String schema, String table, long limit) {

        String condition(String nameColumn) {
            List<String> parts = new ArrayList<>();
            like.ifPresent(pattern -> parts.add(nameColumn + " ILIKE " + Sql.string(pattern) + " ESCAPE '\\'"));
            if (database != null) {
                parts.add("database_name = " + Sql.string(database));
            }
            if (schema != null) {
                parts.add("schema_name = " + Sql.string(schema));
            }
            if (table != null) {
                parts.add("table_name = " + Sql.string(table));
            }
            parts.add("database_name NOT IN ('memory', 'system', 'temp')");
            return String.join(" AND ", parts);
        }

        String end() {
            return limit < 0 ? "" : " LIMIT " + limit;
        }
    }

    private final StatementContext context;
    private final Session session;

    ShowStatements(StatementContext context) {
        this.context = context;
        this.session = context.session();
    }

    byte[] show(Cursor cursor) {
        cursor.expect("SHOW");
        cursor.skip("TERSE");
        if (cursor.skip("PRIMARY", "KEYS")) {
            return primaryKeys(filter(cursor, true));
        }
        if (cursor.skip("UNIQUE", "KEYS") || cursor.skip("IMPORTED", "KEYS") || cursor.skip("EXPORTED", "KEYS")) {
            filter(cursor, true);
            return texts("created_on", "database_name", "schema_name", "table_name", "column_name");
        }
        String kind = cursor.next().value();
        return switch (kind) {
            case "DATABASES" -> databases(filter(cursor, false));
            case "SCHEMAS" -> schemas(filter(cursor, false));
            case "OBJECTS" -> tables(filter(cursor, false), true);
            case "TABLES" -> tables(filter(cursor, false), false);
            case "VIEWS" -> views(filter(cursor, false));
            case "COLUMNS" -> columns(filter(cursor, true));
            case "STAGES" -> stages(filter(cursor, false));
            case "WAREHOUSES" -> names(cursor, context.accounts().warehouses(), "name");
            case "ROLES" -> names(cursor, context.accounts().roles(), "name");
            case "GRANTS" -> names(new Cursor(List.of()), context.accounts().grants(), "grant");
            case "PARAMETERS" -> parameters(cursor);
            case "TRANSACTIONS" -> texts("id", "user", "session");
            case "PROCEDURES", "FUNCTIONS", "USER" -> texts("name", "schema_name", "catalog_name");
            default -> throw SqlFailure.unsupported("SHOW " + kind);
        };
    }

    private Filter filter(Cursor cursor, boolean ofTable) {
        Optional<String> like = cursor.skip("LIKE") ? Optional.of(cursor.string()) : Optional.empty();
        String database = session.database().orElse(null);
        String schema = session.schema().orElse(null);
        String table = null;
        if (cursor.skip("IN") || cursor.skip("FROM")) {
            if (cursor.skip("ACCOUNT")) {
                database = null;
                schema = null;
            } else if (cursor.skip("DATABASE")) {
                database = cursor.atEnd() ? database : cursor.name().last();
                schema = null;
            } else if (cursor.skip("SCHEMA")) {
                ObjectName name = session.resolveSchema(cursor.name());
                database = name.database();
                schema = name.schema();
            } else if (cursor.skip("TABLE") || cursor.skip("VIEW") || ofTable) {
                ObjectName name = session.resolve(cursor.name());
                database = name.database();
                schema = name.schema();
                table = name.name();
            } else {
                QualifiedName name = cursor.name();
                boolean isSchema = name.qualifier().isPresent();
                database = isSchema ? name.qualifier().get() : name.last();
                schema = isSchema ? name.last() : null;
            }
        }
        if (cursor.skip("STARTS", "WITH")) {
            like = Optional.of(cursor.string().replace("_", "\\_").replace("%", "\\%") + "%");
        }
        long limit = cursor.skip("LIMIT") ? Long.parseLong(cursor.next().value()) : -1;
        cursor.expectEnd();
        return new Filter(like, database, schema, table, limit);
    }

    private byte[] query(String sql) {
        return context.query(sql, result -> {
            List<ResultColumn> columns = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                columns.add(ResultColumn.of(
                        result.getMetaData().getColumnName(i),
                        result.getMetaData().getColumnTypeName(i)));
            }
            return context.reply().result(StatementType.SHOW, columns, result);
        });
    }

    private byte[] texts(String... columns) {
        return context.reply()
                .rows(
                        StatementType.SHOW,
                        Stream.of(columns).map(ResultColumn::text).toList(),
                        List.of());
    }

    private byte[] names(Cursor cursor, List<String> names, String column) {
        if (cursor.skip("LIKE")) {
            String pattern = cursor.string().toUpperCase(Locale.ROOT);
            String regex = Pattern.quote(pattern).replace("%", "\\E.*\\Q").replace("_", "\\E.\\Q");
            return rows(
                    column, names.stream().filter(name -> name.matches(regex)).toList());
        }
        return rows(column, names);
    }

    private byte[] rows(String column, List<String> values) {
        return context.reply()
                .rows(
                        StatementType.SHOW,
                        List.of(ResultColumn.text(column)),
                        values.stream().map(List::of).toList());
    }

    private byte[] databases(Filter filter) {
        Filter everywhere = new Filter(filter.like(), null, null, null, filter.limit());
        return query("SELECT " + CREATED + "AS created_on, database_name AS \"name\", 'N' AS is_default,"
                + " 'N' AS is_current, '' AS origin, 'ACCOUNTADMIN' AS \"owner\", COALESCE(comment, '') AS \"comment\","
                + " '' AS options, '1' AS retention_time FROM duckdb_databases() WHERE "
                + everywhere.condition("database_name") + " ORDER BY database_name" + filter.end());
    }

    private byte[] schemas(Filter filter) {
        Filter ofDatabase = new Filter(filter.like(), filter.database(), null, null, filter.limit());
        return query("SELECT " + CREATED + "AS created_on, schema_name AS \"name\", 'N' AS is_default,"
                + " 'N' AS is_current, database_name, 'ACCOUNTADMIN' AS \"owner\", '' AS \"comment\", '' AS options,"
                + " '1' AS retention_time FROM duckdb_schemas() WHERE " + ofDatabase.condition("schema_name")
                + " AND " + VISIBLE + " AND NOT internal ORDER BY database_name, schema_name"
                + filter.end());
    }

    /** The driver reads these columns by position. */
    private byte[] tables(Filter filter, boolean withViews) {
        String place = "database_name, schema_name, ";
        String rest = ", COALESCE(comment, '') AS \"comment\", '' AS cluster_by, ";
        String sql = "SELECT " + CREATED + "AS created_on, table_name AS \"name\", " + place + "'TABLE' AS kind" + rest
                + "estimated_size AS \"rows\", 'ACCOUNTADMIN' AS \"owner\" FROM duckdb_tables() WHERE "
                + filter.condition("table_name");
        if (withViews) {
            sql += " UNION ALL SELECT " + CREATED + ", view_name, " + place + "'VIEW'" + rest
                    + "CAST(NULL AS BIGINT), 'ACCOUNTADMIN' FROM duckdb_views() WHERE NOT internal AND "
                    + filter.condition("view_name");
        }
        return query("SELECT * FROM (" + sql + ") WHERE " + VISIBLE + " ORDER BY database_name, schema_name, \"name\""
                + filter.end());
    }

    private byte[] views(Filter filter) {
        return query("SELECT " + CREATED + "AS created_on, view_name AS \"name\", '' AS reserved, database_name,"
                + " schema_name, 'ACCOUNTADMIN' AS \"owner\", COALESCE(comment, '') AS \"comment\", sql AS \"text\""
                + " FROM duckdb_views() WHERE NOT internal AND " + VISIBLE + " AND " + filter.condition("view_name")
                + " ORDER BY database_name, schema_name, view_name" + filter.end());
    }

    private byte[] columns(Filter filter) {
        Filter all = new Filter(Optional.empty(), filter.database(), filter.schema(), filter.table(), filter.limit());
        String like = filter.like()
                .map(pattern -> " AND column_name ILIKE " + Sql.string(pattern) + " ESCAPE '\\'")
                .orElse("");
        String sql = "SELECT table_name, schema_name, column_name, data_type, is_nullable, column_default,"
                + " COALESCE(comment, ''), database_name FROM duckdb_columns() WHERE " + all.condition("column_name")
                + like + " AND NOT internal AND " + VISIBLE
                + " ORDER BY database_name, schema_name, table_name, column_index" + filter.end();
        List<List<String>> rows = context.query(sql, result -> {
            List<List<String>> found = new ArrayList<>();
            while (result.next()) {
                found.add(Arrays.asList(
                        result.getString(1),
                        result.getString(2),
                        result.getString(3),
                        json(ResultColumn.of("", result.getString(4)), result.getBoolean(5)),
                        result.getBoolean(5) ? "true" : "NOT_NULL",
                        Optional.ofNullable(result.getString(6)).orElse(""),
                        "COLUMN",
                        "",
                        result.getString(7),
                        result.getString(8),
                        ""));
            }
            return found;
        });
        return context.reply()
                .rows(
                        StatementType.SHOW,
                        Stream.of(
                                        "table_name",
                                        "schema_name",
                                        "column_name",
                                        "data_type",
                                        "null?",
                                        "default",
                                        "kind",
                                        "expression",
                                        "comment",
                                        "database_name",
                                        "autoincrement")
                                .map(ResultColumn::text)
                                .toList(),
                        rows);
    }

    private static String json(ResultColumn column, boolean nullable) {
        StringBuilder json = new StringBuilder("{\"type\":\"")
                .append(column.type().toUpperCase(Locale.ROOT))
                .append('"');
        if (column.precision() != null) {
            json.append(",\"precision\":").append(column.precision());
        }
        if (column.scale() != null) {
            json.append(",\"scale\":").append(column.scale());
        }
        if (column.length() != null) {
            json.append(",\"length\":")
                    .append(column.length())
                    .append(",\"byteLength\":")
                    .append(column.length());
        }
        return json.append(",\"nullable\":").append(nullable).append('}').toString();
    }

    private byte[] primaryKeys(Filter filter) {
        if (filter.database() == null) {
            return texts("created_on", "database_name", "schema_name", "table_name", "column_name");
        }
        String where = (filter.schema() == null ? "" : " AND schema_name = " + Sql.string(filter.schema()))
                + (filter.table() == null ? "" : " AND table_name = " + Sql.string(filter.table()));
        return query("SELECT " + CREATED + "AS created_on, " + Sql.string(filter.database())
                + " AS database_name, schema_name, table_name, column_name, position AS key_sequence,"
                + " 'SYS_CONSTRAINT_' || table_name AS constraint_name, '' AS rely, '' AS \"comment\" FROM "
                + Storage.hidden(filter.database()) + ".primary_keys WHERE TRUE" + where
                + " ORDER BY schema_name, table_name, position");
    }

    private byte[] stages(Filter filter) {
        if (filter.database() == null) {
            throw SqlFailure.unsupported("SHOW STAGES IN ACCOUNT");
        }
        String where = (filter.schema() == null ? "" : " AND schema_name = " + Sql.string(filter.schema()))
                + filter.like()
                        .map(pattern -> " AND name ILIKE " + Sql.string(pattern) + " ESCAPE '\\'")
                        .orElse("");
        return query("SELECT strftime(created, '%Y-%m-%d %H:%M:%S') AS created_on, name AS \"name\", "
                + Sql.string(filter.database()) + " AS database_name, schema_name, '' AS url, 'INTERNAL' AS \"type\""
                + " FROM " + Storage.hidden(filter.database()) + ".stages WHERE TRUE" + where
                + " ORDER BY schema_name, name" + filter.end());
    }

    private byte[] parameters(Cursor cursor) {
        String pattern = cursor.skip("LIKE") ? cursor.string() : "%";
        String regex = Pattern.quote(pattern.toUpperCase(Locale.ROOT))
                .replace("%", "\\E.*\\Q")
                .replace("_", "\\E.\\Q");
        List<List<String>> rows = session.parameters().all().entrySet().stream()
                .filter(parameter -> parameter.getKey().matches(regex))
                .map(parameter -> List.of(parameter.getKey(), String.valueOf(parameter.getValue())))
                .toList();
        return context.reply()
                .rows(StatementType.SHOW, List.of(ResultColumn.text("key"), ResultColumn.text("value")), rows);
    }

    byte[] describe(Cursor cursor) {
        cursor.next();
        if (!cursor.skip("TABLE") && !cursor.skip("VIEW")) {
            throw SqlFailure.unsupported("DESCRIBE " + cursor.next().value());
        }
        ObjectName name = session.resolve(cursor.name());
        String sql = "SELECT c.column_name, c.data_type, c.is_nullable, c.column_default, c.comment, k.position"
                + " FROM duckdb_columns() c LEFT JOIN " + Storage.hidden(name.database())
                + ".primary_keys k ON k.schema_name = c.schema_name AND k.table_name = c.table_name"
                + " AND k.column_name = c.column_name WHERE c.database_name = " + Sql.string(name.database())
                + " AND c.schema_name = " + Sql.string(name.schema()) + " AND c.table_name = "
                + Sql.string(name.name()) + " ORDER BY c.column_index";
        List<List<String>> rows = context.query(sql, result -> {
            List<List<String>> found = new ArrayList<>();
            while (result.next()) {
                found.add(Arrays.asList(
                        result.getString(1),
                        TypeNames.snowflake(result.getString(2)),
                        "COLUMN",
                        result.getBoolean(3) ? "Y" : "N",
                        result.getString(4),
                        result.getObject(6) == null ? "N" : "Y",
                        "N",
                        null,
                        null,
                        result.getString(5)));
            }
            return found;
        });
        if (rows.isEmpty()) {
            throw SqlFailure.unknown("Table", name.toString());
        }
        return context.reply()
                .rows(
                        StatementType.DESCRIBE,
                        Stream.of(
                                        "name",
                                        "type",
                                        "kind",
                                        "null?",
                                        "default",
                                        "primary key",
                                        "unique key",
                                        "check",
                                        "expression",
                                        "comment")
                                .map(ResultColumn::text)
                                .toList(),
                        rows);
    }
}
