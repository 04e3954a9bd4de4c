package io.bankingconnect.smt.rules;

/**
 * A condition with a name.
 *
 * @param name what violations are reported as
 */
public record Rule(String name, Severity severity, Condition condition) {

    /** How bad a violation is. */
    public enum Severity {
        /** The record is only marked. */
        WARN,
        /** The configured action is taken. */
        ERROR
    }

    /**
     * As a CHECK constraint does, a rule takes "unknown", which comparing with null gives, for good. A rule that reads a
     * field which the record does not have says nothing about it.
     */
    public boolean isViolatedBy(RuleInput input) {
        boolean violated = Boolean.FALSE.equals(condition.holds(input));
        return !input.takeLacksField() && violated;
    }
}
