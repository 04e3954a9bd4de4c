package io.bankingconnect.emulator;

import java.util.List;

/** What the hidden schema keeps about a table, in the same transaction as the table itself. */
final class TableRecords {

    private static final List<String> ALL = List.of("primary_keys", "notes", "temporary_tables", "loads");

    private TableRecords() {}

    static void insert(StatementContext context, ObjectName table, String registry, String values) {
        context.update("INSERT INTO " + Storage.hidden(table.database()) + "." + registry + " VALUES ("
                + Sql.string(table.schema()) + ", " + Sql.string(table.name()) + ", " + values + ")");
    }

    /** Drops everything known about a table. */
    static void forget(StatementContext context, ObjectName table) {
        ALL.forEach(registry -> delete(context, table, registry));
    }

    /** Forgets which files a table has loaded, as TRUNCATE does. */
    static void forgetLoads(StatementContext context, ObjectName table) {
        delete(context, table, "loads");
    }

    private static void delete(StatementContext context, ObjectName table, String registry) {
        context.update("DELETE FROM " + Storage.hidden(table.database()) + "." + registry + " WHERE "
                + table.where("table_name"));
    }

    static void rename(StatementContext context, ObjectName from, ObjectName to) {
        for (String registry : ALL) {
            context.update("UPDATE " + Storage.hidden(from.database()) + "." + registry + " SET table_name = "
                    + Sql.string(to.name()) + " WHERE " + from.where("table_name"));
        }
    }
}
