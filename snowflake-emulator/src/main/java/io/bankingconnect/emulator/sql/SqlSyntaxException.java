package io.bankingconnect.emulator.sql;

/** A statement that cannot be read; the message says where, and carries no literal of the statement. */
public final class SqlSyntaxException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SqlSyntaxException(String sql, int offset, String reason) {
        super("syntax error line " + line(sql, offset) + " at position " + column(sql, offset) + " " + reason + ".");
    }

    SqlSyntaxException(String reason) {
        super("syntax error: " + reason + ".");
    }

    private static long line(String sql, int offset) {
        return 1 + sql.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    private static int column(String sql, int offset) {
        return offset - (sql.lastIndexOf('\n', offset - 1) + 1);
    }
}
