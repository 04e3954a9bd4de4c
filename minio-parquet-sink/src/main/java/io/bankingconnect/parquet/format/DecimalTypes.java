package io.bankingconnect.parquet.format;

import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.parquet.io.api.Binary;

/** Connect decimals as Parquet decimals: INT32 up to 9 digits, INT64 up to 18, fixed-length bytes beyond. */
final class DecimalTypes {

    /** The parameter that says how many digits a column has; Debezium and the JDBC source supply it. */
    static final String PRECISION = "connect.decimal.precision";

    /** The precision of a schema that does not say. */
    static final int DEFAULT_PRECISION = 38;

    /** The most digits that warehouses know. */
    static final int MAX_PRECISION = 38;

    private DecimalTypes() {}

    /**
     * The digits of a column, and how many of them follow the point.
     *
     * @param declared whether the schema says how many; otherwise they are as many as there can be
     */
    record Digits(int precision, int scale, boolean declared) {

        @Override
        public String toString() {
            return precision + " digits, " + scale + " after the point";
        }
    }

    /** @throws DataException if the schema asks for more digits after the point than there can be in all */
    static Digits digits(Schema schema) {
        Map<String, String> parameters = schema.parameters() == null ? Map.of() : schema.parameters();
        // Parquet knows no negative scale: the digits before the point grow instead.
        int declaredScale = number(parameters, Decimal.SCALE_FIELD, 0);
        int scale = Math.max(0, declaredScale);
        if (scale > MAX_PRECISION) {
            throw new DataException("a decimal of " + scale + " digits after the point has no column, which holds "
                    + MAX_PRECISION + " in all; let the source send it as text, with Debezium by"
                    + " decimal.handling.mode=string");
        }
        int precision = number(parameters, PRECISION, DEFAULT_PRECISION) + Math.max(0, -declaredScale);
        // More than readers know: values with as many are refused, which are rarer than such columns.
        int most = Math.min(precision, MAX_PRECISION);
        return new Digits(Math.max(scale, most), scale, parameters.containsKey(PRECISION));
    }

    static ScalarType of(Schema schema) {
        Digits digits = digits(schema);
        int precision = digits.precision();
        int scale = digits.scale();
        String lakeType = "decimal(" + precision + "," + scale + ")";
        if (precision <= 9) {
            return new ScalarType(
                    INT32,
                    0,
                    decimalType(scale, precision),
                    lakeType,
                    value -> unscaled(value, precision, scale).intValue());
        }
        if (precision <= 18) {
            return new ScalarType(
                    INT64,
                    0,
                    decimalType(scale, precision),
                    lakeType,
                    value -> unscaled(value, precision, scale).longValue());
        }
        int length = bytesFor(precision);
        return new ScalarType(
                FIXED_LEN_BYTE_ARRAY,
                length,
                decimalType(scale, precision),
                lakeType,
                value -> Binary.fromConstantByteArray(padded(unscaled(value, precision, scale), length)));
    }

    private static int number(Map<String, String> parameters, String name, int absent) {
        String text = parameters.get(name);
        try {
            return text == null ? absent : Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw new DataException("parameter " + name + " of the decimal's schema is not a number", e);
        }
    }

    /** The fewest bytes whose two's complement holds every number of that many digits. */
    private static int bytesFor(int precision) {
        return BigInteger.TEN.pow(precision).subtract(BigInteger.ONE).bitLength() / 8 + 1;
    }

    private static BigInteger unscaled(Object value, int precision, int scale) {
        BigDecimal decimal = (BigDecimal) value;
        if (decimal.scale() != scale) {
            try {
                decimal = decimal.setScale(scale);
            } catch (ArithmeticException e) {
                throw new DataException("the decimal has more than the " + scale + " fraction digits of its schema", e);
            }
        }
        if (decimal.precision() > precision) {
            throw new DataException("the decimal has " + decimal.precision() + " digits, more than the " + precision
                    + " of its column");
        }
        return decimal.unscaledValue();
    }

    private static byte[] padded(BigInteger number, int length) {
        byte[] digits = number.toByteArray();
        byte[] padded = new byte[length];
        Arrays.fill(padded, 0, length - digits.length, (byte) (number.signum() < 0 ? -1 : 0));
        System.arraycopy(digits, 0, padded, length - digits.length, digits.length);
        return padded;
    }
}
