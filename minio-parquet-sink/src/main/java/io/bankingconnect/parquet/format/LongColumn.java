package io.bankingconnect.parquet.format;

import io.bankingconnect.parquet.format.NestedTypes.Part;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Values that take eight bytes. */
final class LongColumn extends ColumnBuffer {

    private final boolean doubles;
    private long[] values = {};

    LongColumn(Part column, ScalarType type) {
        super(column);
        doubles = type.physical() == PrimitiveTypeName.DOUBLE;
    }

    @Override
    void put(int row, Object prepared) {
        if (row == values.length) {
            values = Arrays.copyOf(values, capacity(row));
        }
        if (prepared != null) {
            values[row] = doubles ? Double.doubleToRawLongBits((double) prepared) : (long) prepared;
        }
    }

    @Override
    Object value(int row) {
        return values[row];
    }

    @Override
    long valueBytes() {
        return 16 + 8L * values.length;
    }

    @Override
    Chunks writer(Iterator<ColumnWriter> leaves) {
        ColumnWriter leaf = leaves.next();
        int definition = definition();
        return (from, to) -> {
            for (int row = from; row < to; row++) {
                if (isNull(row)) {
                    leaf.writeNull(0, 0);
                } else if (doubles) {
                    leaf.write(Double.longBitsToDouble(values[row]), 0, definition);
                } else {
                    leaf.write(values[row], 0, definition);
                }
            }
        };
    }
}
