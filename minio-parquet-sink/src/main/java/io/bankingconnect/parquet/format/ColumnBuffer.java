package io.bankingconnect.parquet.format;

import io.bankingconnect.parquet.format.NestedTypes.Part;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/**
 * The values of one column of an open row group.
 *
 * <p>They are kept plainly and encoded when the group is complete: so a file that is just open takes next to nothing,
 * and it is known by then whether a dictionary pays. Not safe for concurrent use.
 */
abstract class ColumnBuffer {

    private static final int FIRST_ROWS = 4;
    private static final int SAMPLE = 8_192;
    // A dictionary of more than so many values per row takes more room than it saves.
    private static final double MOST_DISTINCT = 0.5;

    private final Part column;
    private long[] nulls = {};
    private int rows;

    private ColumnBuffer(Part column) {
        this.column = column;
    }

    static ColumnBuffer of(Part column) {
        if (!(column.type() instanceof ScalarType scalar)) {
            return new Nested(column);
        }
        return switch (scalar.physical()) {
            case INT64, DOUBLE -> new Longs(column, scalar);
            case INT32, FLOAT, BOOLEAN -> new Ints(column, scalar);
            case BINARY, FIXED_LEN_BYTE_ARRAY -> new Bytes(column);
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

    /** The bytes of memory that it takes. */
    final long bytes() {
        return 64L + 8L * nulls.length + valueBytes();
    }

    /** Prepares to write into the column's leaves. */
    abstract Chunks writer(Iterator<ColumnWriter> leaves);

    /** Whether the same values come again often enough for a dictionary. */
    final boolean repeats() {
        int step = Math.max(1, rows / SAMPLE);
        Set<Object> distinct = new HashSet<>();
        int sampled = 0;
        for (int row = 0; row < rows; row += step) {
            if (!isNull(row)) {
                distinct.add(value(row));
                sampled++;
            }
        }
        return distinct.size() <= sampled * MOST_DISTINCT;
    }

    final String name() {
        return column.name();
    }

    final boolean isNull(int row) {
        int word = row >> 6;
        return word < nulls.length && (nulls[word] & 1L << row) != 0;
    }

    final Part column() {
        return column;
    }

    final int definition() {
        return column.optional() ? 1 : 0;
    }

    final int capacity(int length) {
        return Math.max(FIRST_ROWS, length + (length >> 1));
    }

    abstract void put(int row, Object prepared);

    abstract Object value(int row);

    abstract long valueBytes();

    /** Writes some rows' values. */
    interface Chunks {
        void write(int fromRow, int toRow);
    }

    private static final class Longs extends ColumnBuffer {

        private final boolean doubles;
        private long[] values = {};

        private Longs(Part column, ScalarType type) {
            super(column);
            doubles = type.physical() == org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
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

    private static final class Ints extends ColumnBuffer {

        private final ScalarType type;
        private int[] values = {};

        private Ints(Part column, ScalarType type) {
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

    private static final class Bytes extends ColumnBuffer {

        private int[] ends = {};
        private byte[] values = {};

        private Bytes(Part column) {
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

    private static final class Nested extends ColumnBuffer {

        private Object[] values = {};
        private long contentBytes;

        private Nested(Part column) {
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
}
