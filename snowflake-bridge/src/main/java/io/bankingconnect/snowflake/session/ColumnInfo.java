package io.bankingconnect.snowflake.session;

/**
 * A column of a table, as the driver describes it.
 *
 * @param name its name
 * @param type the driver's name of its type, such as NUMBER, VARCHAR or TIMESTAMPLTZ
 * @param precision its digits, or its length
 * @param scale its digits after the decimal point
 */
public record ColumnInfo(String name, String type, int precision, int scale) {}
