package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.Cursor;
import io.bankingconnect.emulator.sql.TableDefinition;
import io.bankingconnect.emulator.sql.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** CREATE TABLE: with columns, from a query, LIKE or CLONE. */
final class CreateTable {

    private final StatementContext context;
    private final Session session;

    CreateTable(StatementContext context) {
        this.context = context;
        this.session = context.session();
    }

    /** Runs the statement behind its word TABLE. */
    byte[] run(Cursor cursor, boolean replace, boolean temporary) {
        boolean ifNotExists = cursor.skip("IF", "NOT", "EXISTS");
        ObjectName name = session.resolve(cursor.name());
        TableDefinition definition =
                TableDefinition.read(cursor.seesSymbol("(") ? cursor.parenthesised() : List.of(), session.translator());
        TableDefinition.Properties properties = TableDefinition.properties(cursor);
        String body = body(cursor, definition);
        if (context.request().describeOnly()) {
            return context.reply().status(StatementType.DDL, "");
        }
        boolean existed = context.define(() -> {
            boolean exists = exists(name);
            if (exists && ifNotExists) {
                return true;
            }
            if (exists && !replace) {
                throw SqlFailure.exists(name.name());
            }
            if (replace) {
                TableRecords.forget(context, name);
            }
            context.update("CREATE " + (replace ? "OR REPLACE " : "") + "TABLE " + name.sql() + body);
            record(name, definition, properties, temporary);
            return false;
        });
        String message = existed
                ? name.name() + " already exists, statement succeeded."
                : "Table " + name.name() + " successfully created.";
        return context.reply().status(StatementType.DDL, message);
    }

    private boolean exists(ObjectName name) {
        return context.query(
                "SELECT 1 FROM duckdb_tables() WHERE database_name = " + Sql.string(name.database())
                        + " AND schema_name = " + Sql.string(name.schema()) + " AND table_name = "
                        + Sql.string(name.name()),
                result -> result.next());
    }

    private String body(Cursor cursor, TableDefinition definition) {
        if (cursor.skip("LIKE")) {
            return " AS SELECT * FROM " + session.resolve(cursor.name()).sql() + " LIMIT 0";
        }
        if (cursor.skip("CLONE")) {
            String source = session.resolve(cursor.name()).sql();
            if (!cursor.atEnd()) {
                throw SqlFailure.unsupported("CLONE of the past");
            }
            return " AS SELECT * FROM " + source;
        }
        if (cursor.skip("AS")) {
            return " AS " + selection(definition, cursor.rest());
        }
        cursor.expectEnd();
        if (definition.columns().isEmpty()
                || definition.columns().size() != definition.names().size()) {
            throw SqlFailure.syntax("syntax error: CREATE TABLE needs columns with types, or a query.");
        }
        return " (" + String.join(", ", definition.columns()) + ")";
    }

    /** With columns declared, the query's columns are named and cast to them. */
    private String selection(TableDefinition definition, List<Token> query) {
        String sql = session.translator().sql(query);
        if (definition.names().isEmpty()) {
            return sql;
        }
        List<String> quoted = definition.names().stream().map(Sql::quoted).toList();
        if (definition.types().isEmpty()) {
            return "SELECT * FROM (" + sql + ") AS q (" + String.join(", ", quoted) + ")";
        }
        String casts = IntStream.range(0, quoted.size())
                .mapToObj(i ->
                        "CAST(" + quoted.get(i) + " AS " + definition.types().get(i) + ") AS " + quoted.get(i))
                .collect(Collectors.joining(", "));
        return "SELECT " + casts + " FROM (" + sql + ") AS q (" + String.join(", ", quoted) + ")";
    }

    private void record(
            ObjectName name, TableDefinition definition, TableDefinition.Properties properties, boolean temporary) {
        properties
                .comment()
                .ifPresent(comment -> context.update("COMMENT ON TABLE " + name.sql() + " IS " + Sql.string(comment)));
        for (TableDefinition.Comment comment : definition.comments()) {
            context.update("COMMENT ON COLUMN " + name.sql() + "." + Sql.quoted(comment.column()) + " IS "
                    + Sql.string(comment.text()));
        }
        List<String> keys = new ArrayList<>(definition.primaryKey());
        for (int i = 0; i < keys.size(); i++) {
            TableRecords.insert(context, name, "primary_keys", Sql.string(keys.get(i)) + ", " + (i + 1));
        }
        for (String note : properties.notes()) {
            TableRecords.insert(context, name, "notes", Sql.string(note));
        }
        if (temporary) {
            TableRecords.insert(context, name, "temporary_tables", Sql.string(Long.toString(session.id())));
        }
    }
}
