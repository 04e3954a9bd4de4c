package io.bankingconnect.parquet.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;

/** The distinct texts of a column, in the order in which they came. Not safe for concurrent use. */
final class TextDictionary {

    // A dictionary of more than so many values per row takes more room than it saves.
    private static final double MOST_DISTINCT = 0.5;
    private static final int MOST_BYTES = 1 << 20;
    private static final int ENTRY_BYTES = 160;

    private final Map<String, Integer> codes = new HashMap<>();
    private final List<byte[]> values = new ArrayList<>();
    private int valueBytes;

    /** The code of a text, a new one if it is new. */
    int add(String text) {
        Integer code = codes.get(text);
        if (code != null) {
            return code;
        }
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        values.add(value);
        valueBytes += value.length;
        codes.put(text, values.size() - 1);
        return values.size() - 1;
    }

    /** Whether so many rows are worth a dictionary of this size. */
    boolean pays(int rows) {
        return values.size() <= rows * MOST_DISTINCT && valueBytes <= MOST_BYTES;
    }

    int size() {
        return values.size();
    }

    byte[] value(int code) {
        return values.get(code);
    }

    /** The bytes of memory that it takes, about. */
    long bytes() {
        return (long) ENTRY_BYTES * values.size() + 2L * valueBytes;
    }

    /** The dictionary for rows with these codes. */
    FlatColumn.Dictionary of(int[] rows) {
        return new FlatColumn.Dictionary() {
            @Override
            public int size() {
                return values.size();
            }

            @Override
            public int code(int row) {
                return rows[row];
            }

            @Override
            public void writeValues(PlainBytes page) {
                for (byte[] value : values) {
                    page.putInt(value.length);
                    page.write(value, 0, value.length);
                }
            }
        };
    }

    /** Tells the statistics of every text that some rows have. */
    void updateStatistics(Statistics<?> statistics, ColumnBuffer column, int[] rows, int from, int to) {
        BitSet there = new BitSet(values.size());
        for (int row = from; row < to; row++) {
            if (!column.isNull(row)) {
                there.set(rows[row]);
            }
        }
        there.stream().forEach(code -> statistics.updateStats(Binary.fromConstantByteArray(values.get(code))));
    }

    /** The bytes that the texts of some rows would take. */
    long unencodedBytes(ColumnBuffer column, int[] rows, int from, int to) {
        long bytes = 0;
        for (int row = from; row < to; row++) {
            bytes += column.isNull(row) ? 0 : values.get(rows[row]).length;
        }
        return bytes;
    }
}
