package io.bankingconnect.smt.rules;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.apache.kafka.connect.errors.DataException;

/** The conditions that look at values; each is unknown of null. */
final class ValueTests {

    private static final Map<String, IntPredicate> COMPARISONS = Map.of(
            "=", order -> order == 0,
            "==", order -> order == 0,
            "!=", order -> order != 0,
            "<>", order -> order != 0,
            "<", order -> order < 0,
            "<=", order -> order <= 0,
            ">", order -> order > 0,
            ">=", order -> order >= 0);

    private ValueTests() {}

    static boolean isComparison(String sign) {
        return COMPARISONS.containsKey(sign);
    }

    static Condition compare(Operand left, String sign, Operand right) {
        IntPredicate holds = COMPARISONS.get(sign);
        return input -> {
            Object first = left.value(input);
            Object second = right.value(input);
            return first == null || second == null ? null : holds.test(Operand.compare(first, second));
        };
    }

    static Condition in(Operand left, List<Object> members) {
        Set<Object> exact = new HashSet<>(members);
        return input -> {
            Object value = left.value(input);
            if (value == null) {
                return null;
            }
            // Numbers may be equal and yet different objects: 1 and 1.0.
            return exact.contains(value)
                    || !(value instanceof String)
                            && members.stream().anyMatch(member -> Operand.compare(value, member) == 0);
        };
    }

    static Condition matches(Operand left, Pattern pattern) {
        return input -> {
            Object value = left.value(input);
            if (value == null) {
                return null;
            }
            if (value instanceof String text) {
                return pattern.matcher(text).matches();
            }
            throw new DataException("cannot match a " + Operand.type(value) + " with a regular expression");
        };
    }
}
