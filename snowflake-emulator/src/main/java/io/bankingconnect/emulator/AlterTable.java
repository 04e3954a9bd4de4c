package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.Cursor;
import io.bankingconnect.emulator.sql.TableDefinition;
import io.bankingconnect.emulator.sql.Token;
import java.util.ArrayList;
import java.util.List;

/** ALTER TABLE: columns, names, swap. */
final class AlterTable {

    private final StatementContext context;
    private final Session session;

    AlterTable(StatementContext context) {
        this.context = context;
        this.session = context.session();
    }

    /** Runs the statement behind its word TABLE. */
    byte[] run(Cursor cursor) {
        boolean ifExists = cursor.skip("IF", "EXISTS");
        ObjectName table = session.resolve(cursor.name());
        String head = "ALTER TABLE " + (ifExists ? "IF EXISTS " : "") + table.sql() + " ";
        List<String> statements = new ArrayList<>();
        List<Runnable> records = new ArrayList<>();
        if (cursor.skip("SWAP", "WITH")) {
            swap(table, session.resolve(cursor.name()), statements, records);
        } else if (cursor.skip("RENAME", "TO")) {
            ObjectName to = session.resolve(cursor.name());
            if (!to.database().equals(table.database()) || !to.schema().equals(table.schema())) {
                throw SqlFailure.unsupported("ALTER TABLE … RENAME TO another schema");
            }
            statements.add(head + "RENAME TO " + Sql.quoted(to.name()));
            records.add(() -> TableRecords.rename(context, table, to));
        } else if (cursor.skip("RENAME", "COLUMN")) {
            String from = Sql.quoted(cursor.identifier());
            cursor.expect("TO");
            statements.add(head + "RENAME COLUMN " + from + " TO " + Sql.quoted(cursor.identifier()));
        } else if (cursor.skip("ADD")) {
            add(cursor, head, statements);
        } else if (cursor.skip("DROP")) {
            dropColumns(cursor, head, statements);
        } else if (cursor.skip("ALTER") || cursor.skip("MODIFY")) {
            for (List<Token> part : Cursor.split(cursor.rest())) {
                statements.add(head + alterColumn(new Cursor(part)));
            }
        } else if (cursor.skip("SET", "COMMENT")) {
            cursor.expectSymbol("=");
            statements.add("COMMENT ON TABLE " + table.sql() + " IS " + Sql.string(cursor.string()));
        } else {
            throw SqlFailure.unsupported("ALTER TABLE … " + cursor.next().value());
        }
        cursor.expectEnd();
        if (!context.request().describeOnly()) {
            context.define(() -> {
                statements.forEach(context::update);
                records.forEach(Runnable::run);
                return null;
            });
        }
        return context.reply().status(StatementType.DDL, "Statement executed successfully.");
    }

    private void swap(ObjectName left, ObjectName right, List<String> statements, List<Runnable> records) {
        if (!left.schema().equals(right.schema()) || !left.database().equals(right.database())) {
            throw SqlFailure.unsupported("SWAP WITH a table in another schema");
        }
        ObjectName aside = new ObjectName(left.database(), left.schema(), left.name() + "$SWAP");
        List<List<ObjectName>> steps = List.of(List.of(left, aside), List.of(right, left), List.of(aside, right));
        for (List<ObjectName> step : steps) {
            statements.add("ALTER TABLE " + step.get(0).sql() + " RENAME TO "
                    + Sql.quoted(step.get(1).name()));
            records.add(() -> TableRecords.rename(context, step.get(0), step.get(1)));
        }
    }

    /** DuckDB adds one column without NOT NULL at a time. */
    private void add(Cursor cursor, String head, List<String> statements) {
        cursor.skip("COLUMN");
        boolean ifNotExists = cursor.skip("IF", "NOT", "EXISTS");
        List<Token> rest = cursor.rest();
        if (rest.stream().limit(1).anyMatch(token -> token.isWord("CONSTRAINT") || token.isWord("PRIMARY"))) {
            throw SqlFailure.unsupported("ALTER TABLE … ADD CONSTRAINT");
        }
        for (List<Token> part : Cursor.split(rest)) {
            Cursor column = new Cursor(part);
            boolean each = column.skip("COLUMN") | column.skip("IF", "NOT", "EXISTS");
            TableDefinition definition = TableDefinition.read(each ? column.rest() : part, session.translator());
            statements.add(head + "ADD COLUMN " + (ifNotExists || each ? "IF NOT EXISTS " : "")
                    + definition.columns().get(0));
        }
    }

    private static void dropColumns(Cursor cursor, String head, List<String> statements) {
        if (cursor.sees("PRIMARY") || cursor.sees("CONSTRAINT") || cursor.sees("CLUSTERING")) {
            throw SqlFailure.unsupported("ALTER TABLE … DROP " + cursor.next().value());
        }
        cursor.skip("COLUMN");
        boolean ifExists = cursor.skip("IF", "EXISTS");
        do {
            statements.add(head + "DROP COLUMN " + (ifExists ? "IF EXISTS " : "") + Sql.quoted(cursor.identifier()));
        } while (cursor.skipSymbol(","));
    }

    private String alterColumn(Cursor cursor) {
        cursor.skip("COLUMN");
        String column = Sql.quoted(cursor.identifier());
        if (cursor.skip("SET", "DATA", "TYPE") || cursor.skip("TYPE")) {
            List<Token> type = new ArrayList<>(List.of(Token.symbolOf("::")));
            type.addAll(cursor.rest());
            return "ALTER COLUMN " + column + " SET DATA TYPE "
                    + session.translator().sql(type).substring("::".length());
        }
        if (cursor.skip("DROP", "NOT", "NULL")) {
            return "ALTER COLUMN " + column + " DROP NOT NULL";
        }
        if (cursor.skip("SET", "NOT", "NULL")) {
            return "ALTER COLUMN " + column + " SET NOT NULL";
        }
        if (cursor.skip("DROP", "DEFAULT")) {
            return "ALTER COLUMN " + column + " DROP DEFAULT";
        }
        throw SqlFailure.unsupported("ALTER TABLE … ALTER COLUMN … "
                + cursor.peek().map(Token::value).orElse(""));
    }
}
