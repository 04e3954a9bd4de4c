package io.bankingconnect.smt.money;

import io.bankingconnect.smt.record.VariableScaleDecimals;
import java.math.BigDecimal;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** The exact forms in which amounts come. */
public final class Amounts {

    private static final int LONGEST_TEXT = 64;

    private Amounts() {}

    static boolean areDescribedBy(Schema schema) {
        return switch (schema.type()) {
            case INT8, INT16, INT32, INT64 -> schema.name() == null;
            case STRING -> true;
            case BYTES -> Decimal.LOGICAL_NAME.equals(schema.name());
            case STRUCT -> VariableScaleDecimals.describes(schema);
            default -> false;
        };
    }

    static boolean isWhole(Object value) {
        return value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte;
    }

    /** The amount as it is written, or null if the value is none. */
    public static BigDecimal read(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (isWhole(value)) {
            return BigDecimal.valueOf(((Number) value).longValue());
        }
        if (value instanceof String text) {
            return ofText(text.strip());
        }
        return value instanceof Struct struct && VariableScaleDecimals.describes(struct.schema())
                ? VariableScaleDecimals.toBigDecimal(struct)
                : null;
    }

    /** Exponents are not money, and a large one would take all memory. */
    private static BigDecimal ofText(String text) {
        boolean hasDigit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            hasDigit |= c >= '0' && c <= '9';
            boolean allowed = c >= '0' && c <= '9' || c == '.' || i == 0 && (c == '-' || c == '+');
            if (!allowed) {
                return null;
            }
        }
        boolean onePoint = text.indexOf('.') == text.lastIndexOf('.');
        return hasDigit && onePoint && text.length() <= LONGEST_TEXT ? new BigDecimal(text) : null;
    }
}
