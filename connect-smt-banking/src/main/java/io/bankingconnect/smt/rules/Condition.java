package io.bankingconnect.smt.rules;

/** Something that is true or false of a record, or unknown because a value is null. */
interface Condition {

    /** True, false, or null for unknown. */
    Boolean holds(RuleInput input);

    /** False as soon as one is false, else unknown if one is. */
    static Condition and(Condition left, Condition right) {
        return input -> {
            Boolean first = left.holds(input);
            if (Boolean.FALSE.equals(first)) {
                return false;
            }
            Boolean second = right.holds(input);
            return Boolean.FALSE.equals(second) ? Boolean.FALSE : first == null ? null : second;
        };
    }

    /** True as soon as one is true, else unknown if one is. */
    static Condition or(Condition left, Condition right) {
        return not(and(not(left), not(right)));
    }

    static Condition not(Condition condition) {
        return input -> {
            Boolean holds = condition.holds(input);
            return holds == null ? null : !holds;
        };
    }

    /** A premise that is unknown, as one that is false, demands nothing. */
    static Condition implies(Condition premise, Condition conclusion) {
        return input -> Boolean.TRUE.equals(premise.holds(input)) ? conclusion.holds(input) : Boolean.TRUE;
    }
}
