package io.bankingconnect.smt.record;

import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.header.Header;

/** Finds out what a change event did, before Debezium's flattening and after it. */
public final class Operation {

    public static final String SNAPSHOT_READ = "r";

    private static final String FLAT = "__op";
    private static final String DELETED = "__deleted";

    private Operation() {}

    /** Debezium's letter: c, u, d, r or t; null if the record does not say. */
    public static String of(ConnectRecord<?> record) {
        return of(record, Envelope.is(record.value()));
    }

    public static String of(ConnectRecord<?> record, boolean isEnvelope) {
        if (isEnvelope) {
            return text(Values.read(record.value(), Envelope.OPERATION));
        }
        String operation = text(fieldOrHeader(record, FLAT));
        if (operation != null) {
            return operation;
        }
        Object deleted = fieldOrHeader(record, DELETED);
        return "true".equals(deleted) || Boolean.TRUE.equals(deleted) ? "d" : null;
    }

    /** What Debezium's flattening put into a field or, if it was told to, into a header; null if into neither. */
    public static Object fieldOrHeader(ConnectRecord<?> record, String name) {
        Object value = Values.read(record.value(), name);
        if (value != Values.MISSING) {
            return value;
        }
        Header header = record.headers().lastWithName(name);
        return header == null ? null : header.value();
    }

    private static String text(Object value) {
        return value instanceof String text ? text : null;
    }
}
