package io.bankingconnect.smt.record;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Debezium's decimals whose scale is part of the value. */
public final class VariableScaleDecimals {

    private static final String NAME = "io.debezium.data.VariableScaleDecimal";

    private VariableScaleDecimals() {}

    public static boolean describes(Schema schema) {
        return schema.type() == Schema.Type.STRUCT && NAME.equals(schema.name());
    }

    public static BigDecimal toBigDecimal(Struct struct) {
        Object value = struct.get("value");
        byte[] bytes;
        if (value instanceof ByteBuffer buffer) {
            bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
        } else {
            bytes = (byte[]) value;
        }
        return new BigDecimal(new BigInteger(bytes), struct.getInt32("scale"));
    }
}
