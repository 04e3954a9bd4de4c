package io.bankingconnect.smt.rules;

/** A rule that cannot be read. The message says where and why. */
public final class RuleSyntaxException extends IllegalArgumentException {

    RuleSyntaxException(String message) {
        super(message);
    }
}
