package io.bankingconnect.parquet.format;

import io.bankingconnect.parquet.format.NestedTypes.Part;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** Texts and other values of any length, one after the other. */
final class BytesColumn extends ColumnBuffer {

    private int[] ends = {};
    private byte[] values = {};

    BytesColumn(Part column) {
        super(column);
    }

    @Override
    void put(int row, Object prepared) {
        if (row == ends.length) {
            ends = Arrays.copyOf(ends, capacity(row));
        }
        int start = start(row);
        int length = 0;
        if (prepared != null) {
            byte[] bytes = ((Binary) prepared).getBytesUnsafe();
            length = bytes.length;
            if (start + length > values.length) {
                values = Arrays.copyOf(values, Math.max(Math.addExact(start, length), capacity(values.length)));
            }
            System.arraycopy(bytes, 0, values, start, length);
        }
        ends[row] = start + length;
    }

    private int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    @Override
    Object value(int row) {
        return binary(row);
    }

    private Binary binary(int row) {
        int start = start(row);
        return Binary.fromConstantByteArray(values, start, ends[row] - start);
    }

    @Override
    long valueBytes() {
        return 32 + 4L * ends.length + values.length;
    }

    @Override
    Chunks writer(Iterator<ColumnWriter> leaves) {
        ColumnWriter leaf = leaves.next();
        int definition = definition();
        return (from, to) -> {
            for (int row = from; row < to; row++) {
                if (isNull(row)) {
                    leaf.writeNull(0, 0);
                } else {
                    leaf.write(binary(row), 0, definition);
                }
            }
        };
    }
}
