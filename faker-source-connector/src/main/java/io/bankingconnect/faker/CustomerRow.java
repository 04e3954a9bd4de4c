package io.bankingconnect.faker;

/**
 * A customer. Names and addresses are not here: {@link Identities} derives them from the id and the revisions.
 *
 * @param emailRevision how often the customer changed the address, from 0
 */
record CustomerRow(
        long id,
        Status status,
        int emailRevision,
        int phoneRevision,
        int addressRevision,
        int nameRevision,
        int version,
        String updatedBy,
        long createdMicros,
        long updatedMicros)
        implements Row {

    enum Status {
        ACTIVE,
        CLOSED,
        /** Anonymised: only the id and the dates are left. */
        ERASED
    }

    @Override
    public Table table() {
        return Table.CUSTOMERS;
    }

    @Override
    public long fingerprint() {
        return Mix.of(status.ordinal(), emailRevision, phoneRevision, addressRevision, nameRevision);
    }
}
