package io.bankingconnect.local.stack;

/** The stack cannot run; the message is one sentence for its user, with the cause and the remedy. */
public final class StartupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartupException(String message) {
        super(message);
    }

    public StartupException(String message, Throwable cause) {
        super(message, cause);
    }
}
