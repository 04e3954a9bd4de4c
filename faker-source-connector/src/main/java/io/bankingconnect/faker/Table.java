package io.bankingconnect.faker;

import java.util.List;
import java.util.Locale;

/** What the simulator writes rows of: the tables of the bank's database, parents first, and the truth about fraud. */
enum Table {
    CUSTOMERS,
    ACCOUNTS,
    TRANSACTIONS,
    FRAUD;

    private final String sqlName = name().toLowerCase(Locale.ROOT);

    /** The tables of the bank's database. */
    static List<Table> ofDatabase() {
        return List.of(CUSTOMERS, ACCOUNTS, TRANSACTIONS);
    }

    String sqlName() {
        return sqlName;
    }
}
