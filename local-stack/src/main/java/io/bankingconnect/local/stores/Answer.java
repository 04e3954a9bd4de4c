package io.bankingconnect.local.stores;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a statement answers, as text.
 *
 * @param columns the column labels
 * @param rows the rows, a null as empty text
 */
public record Answer(List<String> columns, List<List<String>> rows) {

    public Answer {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** Runs any statement; one that changes rows answers how many. */
    public static Answer to(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return new Answer(List.of("rows"), List.of(List.of(String.valueOf(statement.getUpdateCount()))));
            }
            try (ResultSet rows = statement.getResultSet()) {
                return of(rows);
            }
        }
    }

    private static Answer of(ResultSet rows) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(meta.getColumnLabel(i));
        }
        List<List<String>> all = new ArrayList<>();
        while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                String value = rows.getString(i);
                row.add(value == null ? "" : value);
            }
            all.add(row);
        }
        return new Answer(columns, all);
    }
}
