package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.Cursor;
import io.bankingconnect.emulator.sql.QualifiedName;
import io.bankingconnect.emulator.sql.Token;
import java.util.Optional;

/** Statements about the session itself: transactions, where it is, its parameters. */
final class SessionStatements {

    private static final String DONE = "Statement executed successfully.";

    private final StatementContext context;
    private final Session session;

    SessionStatements(StatementContext context) {
        this.context = context;
        this.session = context.session();
    }

    byte[] transaction(Cursor cursor) {
        String verb = cursor.next().value();
        if (verb.equals("START")) {
            cursor.expect("TRANSACTION");
        } else if (!cursor.skip("WORK")) {
            cursor.skip("TRANSACTION");
        }
        if (verb.equals("BEGIN") || verb.equals("START")) {
            if (cursor.skip("NAME")) {
                cursor.identifier();
            }
            if (!cursor.atEnd()) {
                throw SqlFailure.unsupported("Snowflake Scripting blocks");
            }
        }
        cursor.expectEnd();
        if (!context.request().describeOnly()) {
            switch (verb) {
                case "COMMIT" -> session.transaction().commit();
                case "ROLLBACK" -> session.transaction().rollback();
                default -> {
                    session.transaction().checkAlive();
                    session.transaction().begin();
                }
            }
        }
        return context.reply().status(StatementType.TCL, DONE);
    }

    byte[] use(Cursor cursor) {
        cursor.expect("USE");
        if (context.request().describeOnly()) {
            return context.reply().status(StatementType.USE, DONE);
        }
        if (cursor.skip("WAREHOUSE")) {
            String name = cursor.name().last();
            context.accounts().requireWarehouse(name);
            session.useWarehouse(name);
        } else if (cursor.skip("SECONDARY", "ROLES")) {
            cursor.identifier();
        } else if (cursor.skip("ROLE")) {
            String name = cursor.name().last();
            context.accounts().requireRole(name);
            session.useRole(name);
        } else if (cursor.skip("SCHEMA")) {
            ObjectName schema = session.resolveSchema(cursor.name());
            session.useSchema(schema.database(), schema.schema());
        } else {
            cursor.skip("DATABASE");
            QualifiedName name = cursor.name();
            if (name.qualifier().isPresent()) {
                session.useSchema(name.qualifier().get(), name.last());
            } else {
                session.useDatabase(name.last());
            }
        }
        cursor.expectEnd();
        return context.reply().status(StatementType.USE, DONE);
    }

    /** ALTER SESSION, with the cursor behind these two words. */
    byte[] alterSession(Cursor cursor) {
        boolean set = cursor.skip("SET");
        if (!set) {
            cursor.expect("UNSET");
        }
        while (!cursor.atEnd()) {
            String name = cursor.identifier();
            if (set) {
                cursor.expectSymbol("=");
                apply(name, Optional.of(value(cursor)));
            } else {
                apply(name, Optional.empty());
            }
            cursor.skipSymbol(",");
        }
        return context.reply().status(StatementType.ALTER_SESSION, DONE);
    }

    private static String value(Cursor cursor) {
        String sign = cursor.skipSymbol("-") ? "-" : "";
        Token value = cursor.next();
        return sign + (value.isIdentifier() ? value.text() : value.value());
    }

    private void apply(String name, Optional<String> value) {
        if (context.request().describeOnly()) {
            return;
        }
        boolean before = session.autocommit();
        if (name.equals("TIMEZONE")) {
            session.moveToTimeZone(value.orElse("UTC"));
        }
        value.ifPresentOrElse(
                text -> session.parameters().set(name, text),
                () -> session.parameters().unset(name));
        if (!before && session.autocommit()) {
            session.transaction().commit();
        }
    }
}
