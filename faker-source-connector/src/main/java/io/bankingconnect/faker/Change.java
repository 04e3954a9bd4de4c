package io.bankingconnect.faker;

/**
 * One change of one row, in the order in which the bank made it.
 *
 * @param row the row after the change; of a deletion, before it
 * @param micros when the bank made the change, in microseconds UTC
 */
record Change(Kind kind, Row row, long micros) {

    enum Kind {
        CREATE("c"),
        UPDATE("u"),
        DELETE("d");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        /** Debezium's name for it. */
        String code() {
            return code;
        }
    }

    boolean insertsTransaction() {
        return kind == Kind.CREATE && row.table() == Table.TRANSACTIONS;
    }

    /** The digest of a stream that ended in {@code digest} before this change. */
    long addTo(long digest) {
        long hash = Mix.of(digest, kind.ordinal(), row.table().ordinal());
        return Mix.of(hash, row.id(), row.version(), micros, row.updatedMicros(), row.fingerprint());
    }
}
