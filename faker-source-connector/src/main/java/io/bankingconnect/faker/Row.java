package io.bankingconnect.faker;

/** A row as it was after one change. Amounts are in hundredths of the currency, times in microseconds UTC. */
sealed interface Row permits CustomerRow, AccountRow, TransactionRow, FraudRow {

    Table table();

    long id();

    /** 1 when the row was created, one more with every change. */
    int version();

    /** Who changed it last: a channel, a desk or a system of the bank. */
    String updatedBy();

    long createdMicros();

    long updatedMicros();

    /** What tells this row from a different one of the same id and version, the same on every machine. */
    long fingerprint();
}
