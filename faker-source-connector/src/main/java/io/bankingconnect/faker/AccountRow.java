package io.bankingconnect.faker;

/** An account without its balance, which the database keeps itself. */
record AccountRow(
        long id,
        long customerId,
        Type type,
        String currency,
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
        CLOSED
    }

    @Override
    public Table table() {
        return Table.ACCOUNTS;
    }

    @Override
    public long fingerprint() {
        return Mix.of(customerId, type.ordinal(), limitCents, status.ordinal());
    }
}
