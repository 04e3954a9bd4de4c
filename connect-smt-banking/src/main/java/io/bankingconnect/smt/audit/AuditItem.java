package io.bankingconnect.smt.audit;

import java.util.Locale;

/** Something that an audit trail says about a change. */
public enum AuditItem {
    /** What was done: c, u, d, r or t, as Debezium writes it. */
    OP,
    /** When the database committed it, in milliseconds since 1970. */
    COMMIT_TS_MS,
    /** Where in the database's log it is. */
    LSN,
    /** The database transaction that did it. */
    TX_ID,
    /** The names of the fields that an update changed, in the order of the schema, with commas between them. */
    CHANGED_FIELDS,
    /** When the record came to Kafka or, in a source connector, is on its way there, in milliseconds since 1970. */
    INGEST_TS_MS,
    /** The row before the change, as JSON. */
    BEFORE;

    /** The name in fields and headers, without the prefix. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
