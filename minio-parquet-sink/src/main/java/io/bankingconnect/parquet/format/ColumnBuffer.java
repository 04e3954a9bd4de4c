package io.bankingconnect.parquet.format;

import io.bankingconnect.parquet.format.NestedTypes.Part;
import java.util.Arrays;

/**
 * The values of one column of an open row group.
 *
 * <p>They are kept plainly and encoded when the group is complete: so a file that is just open takes next to nothing,
 * and it is known by then whether a dictionary pays. Not safe for concurrent use.
 */
abstract class ColumnBuffer {

    private static final int FIRST_ROWS = 4;

    private final Part column;
    private long[] nulls = {};
    private int rows;

    ColumnBuffer(Part column) {
        this.column = column;
    }

    static ColumnBuffer of(Part column) {
        if (!(column.type() instanceof ScalarType scalar)) {
            return new NestedColumn(column);
        }
        return switch (scalar.physical()) {
            case INT64, DOUBLE -> new LongColumn(column, scalar);
            case INT32, FLOAT, BOOLEAN -> new IntColumn(column, scalar);
            case BINARY, FIXED_LEN_BYTE_ARRAY -> new BytesColumn(column, scalar);
            case INT96 -> throw new IllegalStateException("INT96 is obsolete and never written");
        };
    }

    /** Adds the next row's value, as {@link ValueType#prepare} returned it, or null. */
    final void append(Object prepared) {
        if (prepared == null) {
            int word = rows >> 6;
            if (word >= nulls.length) {
                nulls = Arrays.copyOf(nulls, Math.max(word + 1, nulls.length * 2));
            }
            nulls[word] |= 1L << rows;
        }
        put(rows, prepared);
        rows++;
    }

    /** Adds the next row's value of a type without {@linkplain ScalarType#isBytes bytes}. */
    final void appendBits(long bits) {
        putBits(rows, bits);
        rows++;
    }

    /** Adds the next row's value of a type with {@linkplain ScalarType#isBytes bytes}. */
    final void appendBytes(byte[] from, int start, int length) {
        putBytes(rows, from, start, length);
        rows++;
    }

    /** The bytes of memory that it takes. */
    final long bytes() {
        return 64L + 8L * nulls.length + valueBytes();
    }

    final String name() {
        return column.name();
    }

    final Part column() {
        return column;
    }

    final int rows() {
        return rows;
    }

    final boolean isNull(int row) {
        int word = row >> 6;
        return word < nulls.length && (nulls[word] & 1L << row) != 0;
    }

    /** How many of the rows are null. */
    final int nulls(int from, int to) {
        int count = 0;
        for (int row = from; nulls.length > 0 && row < to; row++) {
            count += isNull(row) ? 1 : 0;
        }
        return count;
    }

    static int capacity(int length) {
        return Math.max(FIRST_ROWS, length + (length >> 1));
    }

    abstract void put(int row, Object prepared);

    void putBits(int row, long bits) {
        throw new UnsupportedOperationException(name() + " has no values of fixed length");
    }

    void putBytes(int row, byte[] from, int start, int length) {
        throw new UnsupportedOperationException(name() + " has no values of any length");
    }

    abstract long valueBytes();
}
