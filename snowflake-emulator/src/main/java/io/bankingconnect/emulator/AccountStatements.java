package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.Cursor;
import io.bankingconnect.emulator.sql.Token;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** GRANT and REVOKE, warehouses and roles: recorded, not enforced. */
final class AccountStatements {

    private final StatementContext context;

    AccountStatements(StatementContext context) {
        this.context = context;
    }

    byte[] grant(Cursor cursor) {
        String verb = cursor.next().value();
        List<Token> rest = cursor.rest();
        String text = rest.stream().map(Token::rendered).collect(Collectors.joining(" "));
        String subject = verb.equals("GRANT") ? " TO " : " FROM ";
        int at = text.lastIndexOf(subject);
        if (at < 0) {
            throw SqlFailure.syntax("syntax error: expected" + subject.stripTrailing() + " and a role.");
        }
        String target = text.substring(at + subject.length()).replace(" WITH GRANT OPTION", "");
        String role = target.startsWith("ROLE ") ? target.substring("ROLE ".length()) : target;
        if (!role.startsWith("USER ")) {
            context.accounts().requireRole(unquoted(role));
        }
        String what = text.substring(0, at) + " TO " + (role.startsWith("USER ") ? role : "ROLE " + unquoted(role));
        return change(() -> {
            if (verb.equals("GRANT")) {
                context.accounts().grant(what);
            } else {
                context.accounts().revoke(what);
            }
            return "Statement executed successfully.";
        });
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1) : name;
    }

    /** CREATE WAREHOUSE, behind these words. Its settings have no effect and are not kept. */
    byte[] createWarehouse(Cursor cursor, boolean replace) {
        boolean ifNotExists = cursor.skip("IF", "NOT", "EXISTS");
        String name = cursor.name().last();
        cursor.rest();
        return change(() -> {
            if (context.accounts().hasWarehouse(name) && !replace) {
                return existing(name, ifNotExists);
            }
            context.accounts().addWarehouse(name);
            context.session().useWarehouse(name);
            return "Warehouse " + name + " successfully created.";
        });
    }

    byte[] createRole(Cursor cursor, boolean replace) {
        boolean ifNotExists = cursor.skip("IF", "NOT", "EXISTS");
        String name = cursor.name().last();
        cursor.rest();
        return change(() -> {
            if (context.accounts().hasRole(name) && !replace) {
                return existing(name, ifNotExists);
            }
            context.accounts().addRole(name);
            return "Role " + name + " successfully created.";
        });
    }

    byte[] drop(String kind, Cursor cursor) {
        boolean ifExists = cursor.skip("IF", "EXISTS");
        String name = cursor.name().last();
        cursor.expectEnd();
        boolean warehouse = kind.equals("WAREHOUSE");
        return change(() -> {
            boolean known = warehouse
                    ? context.accounts().hasWarehouse(name)
                    : context.accounts().hasRole(name);
            if (!known && !ifExists) {
                throw SqlFailure.unknown(warehouse ? "Warehouse" : "Role", name);
            }
            if (warehouse) {
                context.accounts().dropWarehouse(name);
            } else {
                context.accounts().dropRole(name);
            }
            return name + " successfully dropped.";
        });
    }

    private static String existing(String name, boolean ifNotExists) {
        if (!ifNotExists) {
            throw SqlFailure.exists(name);
        }
        return name + " already exists, statement succeeded.";
    }

    private byte[] change(Supplier<String> work) {
        String message = context.request().describeOnly() ? "" : context.define(work);
        return context.reply().status(StatementType.DDL, message);
    }
}
