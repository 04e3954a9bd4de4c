package io.bankingconnect.faker;

import java.util.Locale;

/** The tables of the bank's database, parents first. */
enum Table {
    CUSTOMERS,
    ACCOUNTS,
    TRANSACTIONS;

    private final String sqlName = name().toLowerCase(Locale.ROOT);

    String sqlName() {
        return sqlName;
    }
}
