package io.bankingconnect.snowflake.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Runs single statements on a JDBC connection; without binds they are not prepared, which saves a round trip. */
final class Statements {

    private Statements() {}

    static void execute(Connection connection, String sql, Object... binds) throws SQLException {
        if (binds.length > 0) {
            try (PreparedStatement statement = prepared(connection, sql, binds)) {
                statement.execute();
            }
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long update(Connection connection, String sql, Object... binds) throws SQLException {
        if (binds.length > 0) {
            try (PreparedStatement statement = prepared(connection, sql, binds)) {
                return statement.executeLargeUpdate();
            }
        }
        try (Statement statement = connection.createStatement()) {
            return statement.executeLargeUpdate(sql);
        }
    }

    static List<Row> query(Connection connection, String sql, Object... binds) throws SQLException {
        if (binds.length > 0) {
            try (PreparedStatement statement = prepared(connection, sql, binds);
                    ResultSet result = statement.executeQuery()) {
                return rows(result);
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return rows(result);
        }
    }

    static List<ColumnInfo> columnsOf(Connection connection, String relation) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT * FROM " + relation + " WHERE 1 = 0")) {
            ResultSetMetaData columns = result.getMetaData();
            List<ColumnInfo> found = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                found.add(new ColumnInfo(
                        columns.getColumnLabel(i),
                        columns.getColumnTypeName(i),
                        columns.getPrecision(i),
                        columns.getScale(i)));
            }
            return found;
        }
    }

    static long updateBatch(Connection connection, String sql, List<Object[]> bindsOfEach) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] binds : bindsOfEach) {
                bind(statement, binds);
                statement.addBatch();
            }
            long changed = 0;
            for (int count : statement.executeBatch()) {
                changed += Math.max(count, 0);
            }
            return changed;
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object[] binds) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            bind(statement, binds);
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement statement, Object[] binds) throws SQLException {
        for (int i = 0; i < binds.length; i++) {
            statement.setObject(i + 1, binds[i]);
        }
    }

    private static List<Row> rows(ResultSet result) throws SQLException {
        ResultSetMetaData columns = result.getMetaData();
        List<Row> rows = new ArrayList<>();
        while (result.next()) {
            Row row = new Row();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.add(columns.getColumnLabel(i), result.getObject(i));
            }
            rows.add(row);
        }
        return rows;
    }
}
