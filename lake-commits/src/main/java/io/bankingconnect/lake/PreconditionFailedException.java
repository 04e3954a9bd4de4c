package io.bankingconnect.lake;

import org.apache.kafka.connect.errors.ConnectException;

/** Someone else wrote the object first: the condition of a conditional request did not hold. */
public final class PreconditionFailedException extends ConnectException {

    private static final long serialVersionUID = 1L;

    public PreconditionFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
