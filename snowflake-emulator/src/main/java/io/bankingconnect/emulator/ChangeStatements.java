package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.Cursor;
import io.bankingconnect.emulator.sql.QualifiedName;
import io.bankingconnect.emulator.sql.Token;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** DROP, TRUNCATE, ALTER and COMMENT. */
final class ChangeStatements {

    private final StatementContext context;
    private final Session session;

    ChangeStatements(StatementContext context) {
        this.context = context;
        this.session = context.session();
    }

    byte[] run(Cursor cursor) {
        String verb = cursor.next().value();
        return switch (verb) {
            case "DROP" -> drop(cursor);
            case "TRUNCATE" -> truncate(cursor);
            case "ALTER" -> alter(cursor);
            case "COMMENT" -> comment(cursor);
            default -> throw SqlFailure.unsupported(verb);
        };
    }

    private byte[] drop(Cursor cursor) {
        if (cursor.skip("TABLE")) {
            return dropObject(cursor, "TABLE");
        }
        if (cursor.skip("VIEW")) {
            return dropObject(cursor, "VIEW");
        }
        if (cursor.skip("SEQUENCE")) {
            return dropObject(cursor, "SEQUENCE");
        }
        if (cursor.skip("SCHEMA")) {
            return dropSchema(cursor);
        }
        if (cursor.skip("DATABASE")) {
            return dropDatabase(cursor);
        }
        if (cursor.skip("STAGE")) {
            return new StageCatalog(context).dropStage(cursor);
        }
        if (cursor.skip("FILE", "FORMAT")) {
            return new StageCatalog(context).dropFileFormat(cursor);
        }
        if (cursor.sees("WAREHOUSE") || cursor.sees("ROLE")) {
            return new AccountStatements(context).drop(cursor.next().value(), cursor);
        }
        throw SqlFailure.unsupported("DROP " + cursor.next().value());
    }

    private byte[] dropObject(Cursor cursor, String kind) {
        boolean ifExists = cursor.skip("IF", "EXISTS");
        ObjectName name = session.resolve(cursor.name());
        if (!cursor.skip("CASCADE")) {
            cursor.skip("RESTRICT");
        }
        cursor.expectEnd();
        boolean away = ifExists && !session.schemaExists(name.database(), name.schema());
        return define(name.name() + " successfully dropped.", () -> {
            if (!away) {
                context.update("DROP " + kind + " " + (ifExists ? "IF EXISTS " : "") + name.sql());
                if (kind.equals("TABLE")) {
                    TableRecords.forget(context, name);
                    Removal.files(context, Path.of(name.database(), name.schema(), "%" + name.name()));
                }
            }
        });
    }

    private byte[] dropSchema(Cursor cursor) {
        boolean ifExists = cursor.skip("IF", "EXISTS");
        ObjectName name = session.resolveSchema(cursor.name());
        boolean restrict = !cursor.skip("CASCADE") && cursor.skip("RESTRICT");
        cursor.expectEnd();
        String done = name.schema() + " successfully dropped.";
        if (!session.schemaExists(name.database(), name.schema())) {
            if (ifExists) {
                return context.reply().status(StatementType.DDL, done);
            }
            throw SqlFailure.unknown("Schema", name.database() + "." + name.schema());
        }
        return define(done, () -> {
            session.leave(name.database(), Optional.of(name.schema()));
            Removal.dropSchema(context, name.database(), name.schema(), restrict ? "RESTRICT" : "CASCADE");
        });
    }

    private byte[] dropDatabase(Cursor cursor) {
        boolean ifExists = cursor.skip("IF", "EXISTS");
        String name = cursor.name().last();
        if (!cursor.skip("CASCADE")) {
            cursor.skip("RESTRICT");
        }
        cursor.expectEnd();
        if (!session.storage().exists(name) && !ifExists) {
            throw SqlFailure.unknown("Database", name);
        }
        return define(name + " successfully dropped.", () -> {
            if (session.storage().exists(name)) {
                session.leave(name, Optional.empty());
                Removal.files(context, Path.of(name));
                try {
                    session.storage().drop(name);
                } catch (SQLException e) {
                    throw DuckFailures.translate(e);
                } catch (IOException e) {
                    throw new SqlFailure("000603", "XX000", "Cannot delete the file of database " + name + ".");
                }
            }
        });
    }

    private byte[] truncate(Cursor cursor) {
        cursor.skip("TABLE");
        boolean ifExists = cursor.skip("IF", "EXISTS");
        ObjectName name = session.resolve(cursor.name());
        cursor.expectEnd();
        return define("Statement executed successfully.", () -> {
            if (!ifExists || isTable(name)) {
                context.update("TRUNCATE TABLE " + name.sql());
                TableRecords.forgetLoads(context, name);
            }
        });
    }

    private boolean isTable(ObjectName name) {
        return context.query(
                "SELECT 1 FROM duckdb_tables() WHERE database_name = " + Sql.string(name.database()) + " AND "
                        + name.where("table_name"),
                result -> result.next());
    }

    private byte[] comment(Cursor cursor) {
        boolean ifExists = cursor.skip("IF", "EXISTS");
        cursor.expect("ON");
        String kind = cursor.next().value();
        if (!List.of("TABLE", "VIEW", "COLUMN").contains(kind)) {
            throw SqlFailure.unsupported("COMMENT ON " + kind);
        }
        String target = kind.equals("COLUMN")
                ? column(cursor)
                : session.resolve(cursor.name()).sql();
        cursor.expect("IS");
        String text = cursor.string();
        cursor.expectEnd();
        return define("Statement executed successfully.", () -> {
            try {
                context.update("COMMENT ON " + kind + " " + target + " IS " + Sql.string(text));
            } catch (SqlFailure e) {
                if (!ifExists || !e.code().equals("002003")) {
                    throw e;
                }
            }
        });
    }

    private String column(Cursor cursor) {
        List<String> parts = new ArrayList<>(List.of(cursor.identifier()));
        while (cursor.skipSymbol(".")) {
            parts.add(cursor.identifier());
        }
        if (parts.size() < 2) {
            throw cursor.unexpected("expected a table and a column");
        }
        ObjectName table = session.resolve(QualifiedName.of(parts.subList(0, parts.size() - 1)));
        return table.sql() + "." + Sql.quoted(parts.get(parts.size() - 1));
    }

    private byte[] alter(Cursor cursor) {
        if (cursor.skip("SESSION")) {
            return new SessionStatements(context).alterSession(cursor);
        }
        if (cursor.skip("TABLE")) {
            return new AlterTable(context).run(cursor);
        }
        if (cursor.skip("VIEW")) {
            return renameView(cursor);
        }
        if (cursor.skip("WAREHOUSE")) {
            context.accounts().requireWarehouse(cursor.name().last());
            List<Token> rest = cursor.rest();
            if (rest.stream().noneMatch(token -> token.isWord("RESUME") || token.isWord("SUSPEND"))) {
                throw SqlFailure.unsupported("ALTER WAREHOUSE but for RESUME and SUSPEND");
            }
            return context.reply().status(StatementType.DDL, "Statement executed successfully.");
        }
        throw SqlFailure.unsupported("ALTER " + cursor.next().value());
    }

    private byte[] renameView(Cursor cursor) {
        ObjectName name = session.resolve(cursor.name());
        cursor.expect("RENAME");
        cursor.expect("TO");
        ObjectName to = session.resolve(cursor.name());
        cursor.expectEnd();
        return define(
                "Statement executed successfully.",
                () -> context.update("ALTER VIEW " + name.sql() + " RENAME TO " + Sql.quoted(to.name())));
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
