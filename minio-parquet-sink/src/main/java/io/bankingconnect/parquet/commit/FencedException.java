package io.bankingconnect.parquet.commit;

import org.apache.kafka.connect.errors.ConnectException;

/** Another writer took the topic partition over: this one must forget what it holds of it. */
public final class FencedException extends ConnectException {

    private static final long serialVersionUID = 1L;

    FencedException(String message) {
        super(message);
    }
}
