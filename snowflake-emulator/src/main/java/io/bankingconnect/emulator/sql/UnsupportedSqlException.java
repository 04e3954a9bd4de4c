package io.bankingconnect.emulator.sql;

/** Something that Snowflake has and the emulator does not; the message names it. */
public final class UnsupportedSqlException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnsupportedSqlException(String feature) {
        super(feature);
    }
}
