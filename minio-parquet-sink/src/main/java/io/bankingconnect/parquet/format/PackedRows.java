package io.bankingconnect.parquet.format;

import io.bankingconnect.parquet.format.NestedTypes.Part;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.io.api.Binary;

/**
 * The first rows of a file, as bytes, one after the other.
 *
 * <p>Where a thousand files are open, each gets a row now and then. Into columns, such a row would go to as many distant
 * places in memory as there are columns; here it goes to one, and the memory between the columns' lengths and their
 * capacities is not taken at all. Not safe for concurrent use.
 */
final class PackedRows {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int FIRST_CHUNK_BYTES = 256;
    private static final int LAST_CHUNK_BYTES = 8_192;
    private static final int OWN_BYTES = 96;
    private static final int CHUNK_OWN_BYTES = 48;
    private static final int MOST_BYTES_OF_A_CHARACTER = 3;

    private final Packing packing;
    private final List<Chunk> full = new ArrayList<>(0);
    private byte[] chunk = {};
    private int end;
    private int rows;
    private long bytes = OWN_BYTES;

    PackedRows(Packing packing) {
        this.packing = packing;
    }

    private record Chunk(byte[] bytes, int end) {}

    /**
     * How rows of a schema are packed: a bit for each column, set for a null, then the values.
     *
     * @param types those of the columns
     * @param fixedBytes what a row takes without its values of any length
     */
    record Packing(ScalarType[] types, int fixedBytes) {

        /** The packing of rows of these columns, if they have one: nested values do not. */
        static Optional<Packing> of(List<Part> columns) {
            if (!columns.stream().allMatch(column -> column.type() instanceof ScalarType)) {
                return Optional.empty();
            }
            ScalarType[] types =
                    columns.stream().map(column -> (ScalarType) column.type()).toArray(ScalarType[]::new);
            int values = Arrays.stream(types).mapToInt(Packing::width).sum();
            return Optional.of(new Packing(types, nullBytes(types.length) + values));
        }

        // Values of any length have their length there.
        private static int width(ScalarType type) {
            return type.isLong() ? Long.BYTES : Integer.BYTES;
        }

        static int nullBytes(int columns) {
            return (columns + 7) >> 3;
        }
    }

    /** Adds a row of {@link RowSchema#row}. */
    void add(Object[] row) {
        reserve(row);
        int nulls = end;
        end += Packing.nullBytes(row.length);
        for (int i = 0; i < row.length; i++) {
            if (row[i] == null) {
                chunk[nulls + (i >> 3)] |= 1 << (i & 7);
            } else {
                put(packing.types()[i], row[i]);
            }
        }
        rows++;
    }

    private void put(ScalarType type, Object prepared) {
        if (type.isBytes()) {
            byte[] value = type.bytes(prepared);
            INT.set(chunk, end, value.length);
            System.arraycopy(value, 0, chunk, end + Integer.BYTES, value.length);
            end += Integer.BYTES + value.length;
        } else if (type.isLong()) {
            LONG.set(chunk, end, type.bits(prepared));
            end += Long.BYTES;
        } else {
            INT.set(chunk, end, (int) type.bits(prepared));
            end += Integer.BYTES;
        }
    }

    private void reserve(Object[] row) {
        int most = packing.fixedBytes();
        for (Object prepared : row) {
            if (prepared instanceof String text) {
                most = Math.addExact(most, Math.multiplyExact(text.length(), MOST_BYTES_OF_A_CHARACTER));
            } else if (prepared instanceof Binary binary) {
                most = Math.addExact(most, binary.length());
            }
        }
        if (most > chunk.length - end) {
            full.add(new Chunk(chunk, end));
            chunk = new byte
                    [Math.max(most, Math.min(LAST_CHUNK_BYTES, FIRST_CHUNK_BYTES << Math.min(full.size() - 1, 5)))];
            bytes += CHUNK_OWN_BYTES + chunk.length;
            end = 0;
        }
    }

    int rows() {
        return rows;
    }

    /** The bytes of memory that they take. */
    long bytes() {
        return bytes;
    }

    /** Adds all rows to columns. */
    void unpackTo(ColumnBuffer[] columns) {
        for (Chunk former : full) {
            unpack(former.bytes(), former.end(), columns);
        }
        unpack(chunk, end, columns);
    }

    private void unpack(byte[] from, int end, ColumnBuffer[] columns) {
        int at = 0;
        while (at < end) {
            int nulls = at;
            at += Packing.nullBytes(columns.length);
            for (int i = 0; i < columns.length; i++) {
                if ((from[nulls + (i >> 3)] & 1 << (i & 7)) != 0) {
                    columns[i].append(null);
                } else if (packing.types()[i].isBytes()) {
                    int length = (int) INT.get(from, at);
                    columns[i].appendBytes(from, at + Integer.BYTES, length);
                    at += Integer.BYTES + length;
                } else if (packing.types()[i].isLong()) {
                    columns[i].appendBits((long) LONG.get(from, at));
                    at += Long.BYTES;
                } else {
                    columns[i].appendBits((int) INT.get(from, at));
                    at += Integer.BYTES;
                }
            }
        }
    }
}
