package io.bankingconnect.faker;

/** An account without its balance, which the database keeps itself. */
record AccountRow(
        long id,
        long customerId,
        Type type,
        BankCurrency currency,
        long limitCents,
        Status status,
        int version,
        String updatedBy,
        long createdMicros,
        long updatedMicros)
        implements Row {

    enum Type {
        CHECKING,
        SAVINGS,
        CREDIT
    }

    enum Status {
        ACTIVE,
        /** Every payment is declined, until the account is active again. */
        FROZEN,
        CLOSED
    }

    @Override
    public Table table() {
        return Table.ACCOUNTS;
    }

    @Override
    public long fingerprint() {
        return Mix.of(customerId, type.ordinal(), currency.ordinal(), limitCents, status.ordinal());
    }
}
