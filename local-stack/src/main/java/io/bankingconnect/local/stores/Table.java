package io.bankingconnect.local.stores;

import java.util.Locale;

/** A table of the bank, and what it is called at each stage. */
public enum Table {
    CUSTOMERS,
    ACCOUNTS,
    TRANSACTIONS;

    /** Its name in PostgreSQL and in the lake. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The topic of its change events. */
    public String topic() {
        return "banking.public." + label();
    }

    /** Its raw table in the warehouse. */
    public String bronze() {
        return "BRONZE.RAW_" + name();
    }
}
