package io.bankingconnect.parquet.format;

import io.bankingconnect.parquet.format.NestedTypes.Part;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.parquet.column.ColumnWriter;

/** Values that take at most four bytes. */
final class IntColumn extends ColumnBuffer {

    private final ScalarType type;
    private int[] values = {};

    IntColumn(Part column, ScalarType type) {
        super(column);
        this.type = type;
    }

    @Override
    void put(int row, Object prepared) {
        if (row == values.length) {
            values = Arrays.copyOf(values, capacity(row));
        }
        if (prepared != null) {
            values[row] = switch (type.physical()) {
                case FLOAT -> Float.floatToRawIntBits((float) prepared);
                case BOOLEAN -> (boolean) prepared ? 1 : 0;
                default -> (int) prepared;
            };
        }
    }

    @Override
    Object value(int row) {
        return values[row];
    }

    @Override
    long valueBytes() {
        return 16 + 4L * values.length;
    }

    @Override
    Chunks writer(Iterator<ColumnWriter> leaves) {
        ColumnWriter leaf = leaves.next();
        int definition = definition();
        return (from, to) -> {
            for (int row = from; row < to; row++) {
                if (isNull(row)) {
                    leaf.writeNull(0, 0);
                    continue;
                }
                switch (type.physical()) {
                    case FLOAT -> leaf.write(Float.intBitsToFloat(values[row]), 0, definition);
                    case BOOLEAN -> leaf.write(values[row] == 1, 0, definition);
                    default -> leaf.write(values[row], 0, definition);
                }
            }
        };
    }
}
