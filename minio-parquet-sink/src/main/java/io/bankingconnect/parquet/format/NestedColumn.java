package io.bankingconnect.parquet.format;

import io.bankingconnect.parquet.format.NestedTypes.Part;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** Structs, lists and maps, as they were prepared. */
final class NestedColumn extends ColumnBuffer {

    private Object[] values = {};
    private long contentBytes;

    NestedColumn(Part column) {
        super(column);
    }

    @Override
    void put(int row, Object prepared) {
        if (row == values.length) {
            values = Arrays.copyOf(values, capacity(row));
        }
        values[row] = prepared;
        contentBytes += sizeOf(prepared);
    }

    private static long sizeOf(Object prepared) {
        if (prepared instanceof Object[] parts) {
            long bytes = 16 + 4L * parts.length;
            for (Object part : parts) {
                bytes += sizeOf(part);
            }
            return bytes;
        }
        if (prepared instanceof Binary binary) {
            return 56L + binary.length();
        }
        return prepared == null ? 0 : 24;
    }

    @Override
    Object value(int row) {
        return row;
    }

    @Override
    long valueBytes() {
        return 24 + 4L * values.length + contentBytes;
    }

    @Override
    Chunks writer(Iterator<ColumnWriter> leaves) {
        ValueWriter.Field writer = column().writer(leaves, 0);
        return (from, to) -> {
            for (int row = from; row < to; row++) {
                writer.write(values[row], 0, 0);
            }
        };
    }
}
