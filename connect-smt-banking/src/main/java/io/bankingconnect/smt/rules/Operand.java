package io.bankingconnect.smt.rules;

import io.bankingconnect.smt.record.FieldPath;
import io.bankingconnect.smt.record.VariableScaleDecimals;
import java.math.BigDecimal;
import java.util.Date;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** One side of a comparison. */
interface Operand {

    /** A Long, BigDecimal, String or Boolean; null if it is not known. */
    Object value(RuleInput input);

    static Operand constant(Object value) {
        return input -> value;
    }

    static Operand field(FieldPath path) {
        boolean isOfEnvelope = RuleInput.isOfEnvelope(path);
        return input -> plain(path, input.read(path, isOfEnvelope));
    }

    static Operand sum(Operand left, Operand right, boolean subtract) {
        return input -> {
            Object first = left.value(input);
            Object second = right.value(input);
            if (first == null || second == null) {
                return null;
            }
            BigDecimal summand = number(second);
            return number(first).add(subtract ? summand.negate() : summand);
        };
    }

    /** Compares two values that are not null. */
    static int compare(Object first, Object second) {
        if (first instanceof Long a && second instanceof Long b) {
            return Long.compare(a, b);
        }
        if (first instanceof String a && second instanceof String b) {
            return a.compareTo(b);
        }
        if (first instanceof Boolean a && second instanceof Boolean b) {
            return Boolean.compare(a, b);
        }
        if (isNumber(first) && isNumber(second)) {
            return number(first).compareTo(number(second));
        }
        throw new DataException("cannot compare a " + type(first) + " with a " + type(second));
    }

    static String type(Object value) {
        return isNumber(value) ? "number" : value instanceof String ? "text" : "truth value";
    }

    private static boolean isNumber(Object value) {
        return value instanceof Long || value instanceof BigDecimal;
    }

    private static BigDecimal number(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Long whole) {
            return BigDecimal.valueOf(whole);
        }
        throw new DataException("cannot add a " + type(value));
    }

    private static Object plain(FieldPath path, Object value) {
        if (value == null
                || value instanceof String
                || value instanceof Long
                || value instanceof BigDecimal
                || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            // Not a number and infinity compare with nothing.
            return Double.isFinite(number) ? new BigDecimal(value.toString()) : null;
        }
        if (value instanceof Date date) {
            return date.getTime();
        }
        if (value instanceof Struct struct && VariableScaleDecimals.describes(struct.schema())) {
            return VariableScaleDecimals.toBigDecimal(struct);
        }
        throw new DataException("field \"" + path + "\" holds neither a number, a text, a truth value nor a time");
    }
}
