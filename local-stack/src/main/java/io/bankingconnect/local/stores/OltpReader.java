package io.bankingconnect.local.stores;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads PostgreSQL. Not thread-safe. */
public final class OltpReader implements AutoCloseable {

    private final Connection connection;

    /** Connects as the superuser. */
    public OltpReader(String url, String password) throws SQLException {
        connection = DriverManager.getConnection(url, "postgres", password);
    }

    /** Rows inserted, updated and deleted so far, by table. */
    public Map<Table, Long> rowChanges() throws SQLException {
        Map<Table, Long> changes = new EnumMap<>(Table.class);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT table_name, inserted + updated + deleted FROM stack.row_changes")) {
            while (rows.next()) {
                changes.put(Table.valueOf(rows.getString(1).toUpperCase(Locale.ROOT)), rows.getLong(2));
            }
        }
        return changes;
    }

    /** How many rows of a table were ever inserted. */
    public long inserted(Table table) throws SQLException {
        return count("SELECT inserted FROM stack.row_changes WHERE table_name = '" + table.label() + "'");
    }

    /** The rows of a table now. */
    public long rows(Table table) throws SQLException {
        return count("SELECT count(*) FROM public." + table.label());
    }

    /** Every account's balance. */
    public Map<Long, BigDecimal> balances() throws SQLException {
        Map<Long, BigDecimal> balances = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id, balance FROM public.accounts")) {
            while (rows.next()) {
                balances.put(rows.getLong(1), rows.getBigDecimal(2));
            }
        }
        return balances;
    }

    private long count(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
