package io.bankingconnect.parquet.format;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/** The distinct numbers of a column, in the order of their first rows. Not safe for concurrent use. */
final class NumberDictionary implements FlatColumn.Dictionary {

    private static final int FEWEST_ROWS = 512;
    private static final int SAMPLE = 8_192;
    // A dictionary of more than so many values per row takes more room than it saves.
    private static final double MOST_DISTINCT = 0.5;
    private static final int MOST_VALUES = 1 << 17;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final Put put;
    private final int[] codes;
    private int[] table = new int[64];
    private long[] values = new long[16];
    private int size;

    private NumberDictionary(int rows, Put put) {
        this.codes = new int[rows];
        this.put = put;
    }

    /**
     * The dictionary of a column's numbers if it pays, else null.
     *
     * @param numbers the number of each row that is not null
     * @param put how a value is written
     */
    static NumberDictionary of(ColumnBuffer column, IntToLongFunction numbers, Put put) {
        int rows = column.rows();
        if (rows < FEWEST_ROWS || !repeats(column, numbers, put)) {
            return null;
        }
        NumberDictionary dictionary = new NumberDictionary(rows, put);
        for (int row = 0; row < rows; row++) {
            if (!column.isNull(row)) {
                dictionary.codes[row] = dictionary.add(numbers.applyAsLong(row));
            }
            if (dictionary.size > MOST_VALUES) {
                return null;
            }
        }
        return dictionary.size <= Math.max(1, rows * MOST_DISTINCT) ? dictionary : null;
    }

    /** Writes one value. */
    interface Put {
        void put(PlainBytes page, long value);
    }

    private static boolean repeats(ColumnBuffer column, IntToLongFunction numbers, Put put) {
        NumberDictionary seen = new NumberDictionary(0, put);
        int step = Math.max(1, column.rows() / SAMPLE);
        int sampled = 0;
        for (int row = 0; row < column.rows(); row += step) {
            if (!column.isNull(row)) {
                seen.add(numbers.applyAsLong(row));
                sampled++;
            }
        }
        return sampled > 0 && seen.size <= sampled * MOST_DISTINCT;
    }

    private int add(long value) {
        int mask = table.length - 1;
        int slot = (int) (value * SPREAD >>> 32) & mask;
        while (table[slot] != 0) {
            int code = table[slot] - 1;
            if (values[code] == value) {
                return code;
            }
            slot = slot + 1 & mask;
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
        table[slot] = size;
        if (2 * size > table.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        table = new int[2 * table.length];
        int mask = table.length - 1;
        for (int code = 0; code < size; code++) {
            int slot = (int) (values[code] * SPREAD >>> 32) & mask;
            while (table[slot] != 0) {
                slot = slot + 1 & mask;
            }
            table[slot] = code + 1;
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int code(int row) {
        return codes[row];
    }

    @Override
    public void writeValues(PlainBytes page) {
        for (int code = 0; code < size; code++) {
            put.put(page, values[code]);
        }
    }
}
