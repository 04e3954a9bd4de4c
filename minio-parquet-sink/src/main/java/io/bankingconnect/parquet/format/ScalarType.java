package io.bankingconnect.parquet.format;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.function.UnaryOperator;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * A type of one column.
 *
 * @param physical how Parquet stores it
 * @param length its bytes, for fixed-length values
 * @param logical what it means, or null if nothing more than the physical type says
 */
record ScalarType(
        PrimitiveTypeName physical,
        int length,
        LogicalTypeAnnotation logical,
        String lakeType,
        UnaryOperator<Object> preparation)
        implements ValueType {

    static ScalarType of(
            PrimitiveTypeName physical,
            LogicalTypeAnnotation logical,
            String lakeType,
            UnaryOperator<Object> preparation) {
        return new ScalarType(physical, 0, logical, lakeType, preparation);
    }

    @Override
    public Type parquet(Repetition repetition, String name) {
        return Types.primitive(physical, repetition).length(length).as(logical).named(name);
    }

    @Override
    public Object prepare(Object value) {
        return preparation.apply(value);
    }

    /** Whether its values have any length, or more than eight bytes. */
    boolean isBytes() {
        return physical == PrimitiveTypeName.BINARY || physical == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
    }

    /** Whether its values take eight bytes. */
    boolean isLong() {
        return physical == PrimitiveTypeName.INT64 || physical == PrimitiveTypeName.DOUBLE;
    }

    /** The bits of a prepared value that is not {@linkplain #isBytes bytes}, in an int if its type has no more. */
    long bits(Object prepared) {
        return switch (physical) {
            case INT64 -> (long) prepared;
            case DOUBLE -> Double.doubleToRawLongBits((double) prepared);
            case FLOAT -> Float.floatToRawIntBits((float) prepared);
            case BOOLEAN -> (boolean) prepared ? 1 : 0;
            default -> (int) prepared;
        };
    }

    /** The bytes of a prepared value that is {@linkplain #isBytes bytes}; not to be changed. */
    byte[] bytes(Object prepared) {
        return prepared instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : ((Binary) prepared).getBytesUnsafe();
    }

    @Override
    public ValueWriter writer(Iterator<ColumnWriter> leaves, int repetition) {
        ColumnWriter column = leaves.next();
        return switch (physical) {
            case INT32 -> ValueWriter.Leaf.ofInts(column);
            case INT64 -> ValueWriter.Leaf.ofLongs(column);
            case FLOAT -> ValueWriter.Leaf.ofFloats(column);
            case DOUBLE -> ValueWriter.Leaf.ofDoubles(column);
            case BOOLEAN -> ValueWriter.Leaf.ofBooleans(column);
            case BINARY, FIXED_LEN_BYTE_ARRAY -> ValueWriter.Leaf.ofBinary(column);
            case INT96 -> throw new IllegalStateException("INT96 is obsolete and never written");
        };
    }
}
