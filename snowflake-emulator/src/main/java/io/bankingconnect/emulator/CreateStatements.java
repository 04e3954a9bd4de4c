package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.Cursor;
import io.bankingconnect.emulator.sql.Token;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** CREATE, for every kind of object. */
final class CreateStatements {

    private final StatementContext context;
    private final Session session;

    CreateStatements(StatementContext context) {
        this.context = context;
        this.session = context.session();
    }

    byte[] run(Cursor cursor) {
        cursor.expect("CREATE");
        boolean replace = cursor.skip("OR", "REPLACE");
        boolean temporary = false;
        while (cursor.peek().filter(CreateStatements::isModifier).isPresent()) {
            String word = cursor.next().value();
            temporary |= word.equals("TEMPORARY") || word.equals("TEMP") || word.equals("VOLATILE");
        }
        if (cursor.skip("TABLE")) {
            return new CreateTable(context).run(cursor, replace, temporary);
        }
        if (cursor.skip("VIEW")) {
            return view(cursor, replace);
        }
        if (cursor.skip("SCHEMA")) {
            return schema(cursor, replace);
        }
        if (cursor.skip("DATABASE")) {
            return database(cursor, replace);
        }
        if (cursor.skip("SEQUENCE")) {
            return sequence(cursor, replace);
        }
        if (cursor.skip("STAGE")) {
            return new StageCatalog(context).createStage(cursor, replace);
        }
        if (cursor.skip("FILE", "FORMAT")) {
            return new StageCatalog(context).createFileFormat(cursor, replace);
        }
        if (cursor.skip("WAREHOUSE")) {
            return new AccountStatements(context).createWarehouse(cursor, replace);
        }
        if (cursor.skip("ROLE")) {
            return new AccountStatements(context).createRole(cursor, replace);
        }
        throw SqlFailure.unsupported("CREATE " + cursor.next().value());
    }

    private static boolean isModifier(Token token) {
        return List.of("TRANSIENT", "TEMPORARY", "TEMP", "VOLATILE", "LOCAL", "GLOBAL", "SECURE", "RECURSIVE").stream()
                .anyMatch(token::isWord);
    }

    private byte[] view(Cursor cursor, boolean replace) {
        boolean ifNotExists = cursor.skip("IF", "NOT", "EXISTS");
        ObjectName name = session.resolve(cursor.name());
        List<String> columns = new ArrayList<>();
        if (cursor.seesSymbol("(")) {
            for (List<Token> column : Cursor.split(cursor.parenthesised())) {
                columns.add(Sql.quoted(new Cursor(column).identifier()));
            }
        }
        String comment = null;
        while (!cursor.skip("AS")) {
            if (cursor.skip("COMMENT")) {
                cursor.expectSymbol("=");
                comment = cursor.string();
            } else if (!cursor.skip("COPY", "GRANTS")) {
                throw SqlFailure.unsupported("view property " + cursor.next().value());
            }
        }
        String sql = "CREATE " + (replace ? "OR REPLACE " : "") + "VIEW " + (ifNotExists ? "IF NOT EXISTS " : "")
                + name.sql() + (columns.isEmpty() ? "" : " (" + String.join(", ", columns) + ")") + " AS "
                + session.translator().sql(cursor.rest());
        String remark = comment == null ? null : "COMMENT ON VIEW " + name.sql() + " IS " + Sql.string(comment);
        return define("View " + name.name() + " successfully created.", () -> {
            context.update(sql);
            if (remark != null) {
                context.update(remark);
            }
        });
    }

    private byte[] schema(Cursor cursor, boolean replace) {
        boolean ifNotExists = cursor.skip("IF", "NOT", "EXISTS");
        ObjectName name = session.resolveSchema(cursor.name());
        properties("schema", cursor);
        if (context.request().describeOnly()) {
            return context.reply().status(StatementType.DDL, "");
        }
        if (!session.storage().exists(name.database())) {
            throw SqlFailure.unknown("Database", name.database());
        }
        if (name.schema().equalsIgnoreCase("main") || name.schema().equals(Storage.HIDDEN)) {
            throw SqlFailure.unsupported("schema name " + name.schema());
        }
        boolean exists = session.schemaExists(name.database(), name.schema());
        if (exists && !replace && !ifNotExists) {
            throw SqlFailure.exists(name.schema());
        }
        String qualified = Sql.quoted(name.database()) + "." + Sql.quoted(name.schema());
        byte[] answer = define("Schema " + name.schema() + " successfully created.", () -> {
            if (exists && replace) {
                Removal.dropSchema(context, name.database(), name.schema(), "CASCADE");
            }
            context.update("CREATE SCHEMA IF NOT EXISTS " + qualified);
        });
        session.useSchema(name.database(), name.schema());
        return answer;
    }

    private byte[] database(Cursor cursor, boolean replace) {
        boolean ifNotExists = cursor.skip("IF", "NOT", "EXISTS");
        String name = cursor.name().last();
        properties("database", cursor);
        if (context.request().describeOnly()) {
            return context.reply().status(StatementType.DDL, "");
        }
        boolean exists = session.storage().exists(name);
        if (exists && replace) {
            throw SqlFailure.unsupported("CREATE OR REPLACE DATABASE over an existing database");
        }
        if (exists && !ifNotExists) {
            throw SqlFailure.exists(name);
        }
        session.transaction().checkAlive();
        session.transaction().commit();
        if (!exists) {
            try {
                session.storage().create(name);
            } catch (SQLException e) {
                throw DuckFailures.translate(e);
            }
        }
        session.useDatabase(name);
        return context.reply()
                .status(
                        StatementType.DDL,
                        exists
                                ? name + " already exists, statement succeeded."
                                : "Database " + name + " successfully created.");
    }

    private byte[] sequence(Cursor cursor, boolean replace) {
        boolean ifNotExists = cursor.skip("IF", "NOT", "EXISTS");
        ObjectName name = session.resolve(cursor.name());
        String start = "1";
        String step = "1";
        while (!cursor.atEnd()) {
            if (cursor.skip("START")) {
                cursor.skip("WITH");
                cursor.skipSymbol("=");
                start = cursor.next().value();
            } else if (cursor.skip("INCREMENT")) {
                cursor.skip("BY");
                cursor.skipSymbol("=");
                step = cursor.next().value();
            } else if (!cursor.skip("ORDER") && !cursor.skip("NOORDER")) {
                throw SqlFailure.unsupported(
                        "sequence property " + cursor.next().value());
            }
        }
        String sql = "CREATE " + (replace ? "OR REPLACE " : "") + "SEQUENCE " + (ifNotExists ? "IF NOT EXISTS " : "")
                + name.sql() + " START WITH " + start + " INCREMENT BY " + step;
        return define("Sequence " + name.name() + " successfully created.", () -> context.update(sql));
    }

    /** Properties of databases and schemas: comments and retention, which have no effect here. */
    private static void properties(String kind, Cursor cursor) {
        while (!cursor.atEnd()) {
            Token property = cursor.next();
            if (property.isWord("WITH") && cursor.skip("MANAGED", "ACCESS")) {
                continue;
            }
            if (!property.isWord("COMMENT")
                    && !property.isWord("DATA_RETENTION_TIME_IN_DAYS")
                    && !property.isWord("MAX_DATA_EXTENSION_TIME_IN_DAYS")) {
                throw SqlFailure.unsupported(kind + " property " + property.value());
            }
            cursor.expectSymbol("=");
            cursor.next();
        }
    }

    private byte[] define(String message, Runnable work) {
        if (!context.request().describeOnly()) {
            context.define(() -> {
                work.run();
                return null;
            });
        }
        return context.reply().status(StatementType.DDL, message);
    }
}
