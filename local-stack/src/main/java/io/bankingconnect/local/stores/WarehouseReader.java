package io.bankingconnect.local.stores;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Reads the warehouse through the Snowflake driver. Not thread-safe. */
public final class WarehouseReader implements AutoCloseable {

    private static final Map<Table, String> CURRENT = Map.of(
            Table.CUSTOMERS, "GOLD.DIM_CUSTOMERS WHERE is_current AND NOT is_deleted",
            Table.ACCOUNTS, "GOLD.DIM_ACCOUNTS WHERE is_current AND NOT is_deleted",
            Table.TRANSACTIONS, "GOLD.FACT_TRANSACTIONS WHERE NOT is_deleted");

    private final Connection connection;
    private Set<String> tables = Set.of();

    /** Reads over a connection that it closes. */
    public WarehouseReader(Connection connection) {
        this.connection = connection;
    }

    /**
     * A fact and the run that first brought it in.
     *
     * @param committedAt when the bank's database committed the transaction
     * @param invocationId the run
     */
    public record FirstSeen(Instant committedAt, UUID invocationId) {}

    /** The rows of the raw tables; 0 for one that nothing has created yet. */
    public Map<Table, Long> bronzeRows() throws SQLException {
        Map<Table, Long> counts = new EnumMap<>(Table.class);
        for (Table table : Table.values()) {
            counts.put(table, countIfThere(table.bronze()));
        }
        return counts;
    }

    /** How many rows the raw tables hold more than once: the same topic, partition and offset. */
    public long duplicates() throws SQLException {
        long duplicates = 0;
        for (Table table : Table.values()) {
            if (there(table.bronze())) {
                duplicates += number(
                        "SELECT COUNT(*) - COUNT(DISTINCT __topic || '/' || __partition || '/' || __offset) FROM "
                                + table.bronze());
            }
        }
        return duplicates;
    }

    /** The customers, accounts and transactions that GOLD holds as existing now. */
    public Map<Table, Long> goldRows() throws SQLException {
        Map<Table, Long> counts = new EnumMap<>(Table.class);
        for (Map.Entry<Table, String> current : CURRENT.entrySet()) {
            counts.put(current.getKey(), countIfThere(current.getValue()));
        }
        return counts;
    }

    /** Every existing account's balance as GOLD has it; none before there is GOLD. */
    public Map<Long, BigDecimal> balances() throws SQLException {
        Map<Long, BigDecimal> balances = new TreeMap<>();
        if (!there("GOLD.DIM_ACCOUNTS")) {
            return balances;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT account_id, current_balance FROM " + CURRENT.get(Table.ACCOUNTS))) {
            while (rows.next()) {
                balances.put(rows.getLong(1), rows.getBigDecimal(2));
            }
        }
        return balances;
    }

    /** When each fact was committed in the bank, and the run that brought it in; none before there is GOLD. */
    public List<FirstSeen> facts() throws SQLException {
        return facts("");
    }

    /** The same for the facts that one run brought in. */
    public List<FirstSeen> facts(UUID run) throws SQLException {
        return facts(" WHERE invocation_id = '" + run + "'");
    }

    private List<FirstSeen> facts(String where) throws SQLException {
        List<FirstSeen> facts = new ArrayList<>();
        if (!there("GOLD.FACT_TRANSACTIONS")) {
            return facts;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT committed_at, invocation_id FROM GOLD.FACT_TRANSACTIONS" + where)) {
            while (rows.next()) {
                facts.add(new FirstSeen(rows.getTimestamp(1).toInstant(), UUID.fromString(rows.getString(2))));
            }
        }
        return facts;
    }

    /** Every version of the customer who has the most, in order; none before there is GOLD. */
    public Answer longestHistory() throws SQLException {
        if (!there("GOLD.DIM_CUSTOMERS")) {
            return new Answer(List.of("(no such table)"), List.of());
        }
        return query("""
            SELECT customer_id, first_name || ' ' || last_name AS name, email, city, status, valid_from, valid_to
            FROM GOLD.DIM_CUSTOMERS
            WHERE customer_id = (
                SELECT customer_id FROM GOLD.DIM_CUSTOMERS WHERE NOT is_deleted
                GROUP BY customer_id ORDER BY COUNT(*) DESC, customer_id LIMIT 1)
            ORDER BY valid_from\
            """);
    }

    /** Runs any statement. */
    public Answer query(String sql) throws SQLException {
        return Answer.to(connection, sql);
    }

    private long countIfThere(String from) throws SQLException {
        return there(from.split(" ")[0]) ? number("SELECT COUNT(*) FROM " + from) : 0;
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(query(sql).rows().get(0).get(0));
    }

    private boolean there(String table) throws SQLException {
        if (!tables.contains(table)) {
            tables = Set.copyOf(existing());
        }
        return tables.contains(table);
    }

    private List<String> existing() throws SQLException {
        return query("SELECT table_schema || '.' || table_name FROM INFORMATION_SCHEMA.TABLES").rows().stream()
                .map(row -> row.get(0).toUpperCase(Locale.ROOT))
                .toList();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
