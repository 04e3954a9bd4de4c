package io.bankingconnect.parquet.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.parquet.io.api.Binary;

/**
 * Debezium's decimals of columns that declare no scale, as text in plain notation: no Parquet decimal holds them all, and
 * every reader casts such a text to the one that it wants.
 */
final class VariableScaleDecimal {

    // Beyond those of any database (PostgreSQL's 131072 digits and 16383 after the point); such a text would be huge.
    private static final int MOST_ZEROS = 200_000;

    private VariableScaleDecimal() {}

    static Object prepare(Object value) {
        Struct decimal = (Struct) value;
        byte[] digits = bytes(decimal.getWithoutDefault("value"));
        Integer scale = decimal.getInt32("scale");
        if (digits.length == 0 || scale == null) {
            throw new DataException("the decimal of variable scale lacks its digits or its scale");
        }
        if (Math.abs((long) scale) > MOST_ZEROS) {
            throw new DataException("the decimal's scale is beyond " + MOST_ZEROS + " digits");
        }
        return Binary.fromString(new BigDecimal(new BigInteger(digits), scale).toPlainString());
    }

    private static byte[] bytes(Object value) {
        return value == null ? new byte[0] : ((Binary) ScalarTypes.bytes(value)).getBytes();
    }
}
