package io.bankingconnect.emulator;

/** A statement's failure as clients of the service see it: six-digit code, SQL state and message. */
final class SqlFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    static final String SYNTAX = "001003";

    private final String code;
    private final String sqlState;

    SqlFailure(String code, String sqlState, String message) {
        super(message);
        this.code = code;
        this.sqlState = sqlState;
    }

    static SqlFailure unsupported(String feature) {
        return new SqlFailure(
                "000002", "0A000", "Unsupported feature '" + feature + "' (the emulator does not have it).");
    }

    static SqlFailure syntax(String message) {
        return new SqlFailure(SYNTAX, "42000", "SQL compilation error:\n" + message);
    }

    static SqlFailure unknown(String kind, String name) {
        return new SqlFailure(
                "002003",
                "02000",
                "SQL compilation error:\n" + kind + " '" + name + "' does not exist or not authorized.");
    }

    static SqlFailure canceled() {
        return new SqlFailure("000604", "57014", "SQL execution canceled");
    }

    static SqlFailure exists(String name) {
        return new SqlFailure("002002", "42710", "SQL compilation error:\nObject '" + name + "' already exists.");
    }

    String code() {
        return code;
    }

    String sqlState() {
        return sqlState;
    }
}
