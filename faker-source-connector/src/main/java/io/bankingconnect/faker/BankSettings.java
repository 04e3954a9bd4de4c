package io.bankingconnect.faker;

/**
 * What shapes the stream, apart from time.
 *
 * @param customers how many customers come
 * @param transactions how many rows are inserted into {@code transactions}
 * @param settlingGap more than how many records lie between a change of a row and the first one that depends on it
 */
record BankSettings(long seed, Country country, int customers, long transactions, int settlingGap) {}
