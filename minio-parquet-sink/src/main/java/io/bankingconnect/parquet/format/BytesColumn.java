package io.bankingconnect.parquet.format;

import io.bankingconnect.parquet.format.NestedTypes.Part;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Texts and other values of any length: one after the other, or texts that come again as codes of a dictionary. */
final class BytesColumn extends FlatColumn {

    private static final int FIRST_LOOK = 512;
    private static final int LOOKS_APART = 8;
    private static final int SAMPLE = 8_192;
    private static final int PAGE_BYTES = 1 << 20;

    private static final byte[] NOTHING = {};

    private final ScalarType type;
    private final boolean lengths;
    private final boolean texts;
    private final boolean bytewise;
    // Of plain values, where each ends; of a dictionary's, the code of each.
    private int[] marks = {};
    private byte[] values = {};
    private TextDictionary dictionary;
    private int lookAt = FIRST_LOOK;

    BytesColumn(Part column, ScalarType type) {
        super(column);
        this.type = type;
        lengths = type.physical() == PrimitiveTypeName.BINARY;
        texts = type.logical() instanceof StringLogicalTypeAnnotation;
        bytewise = lengths && (texts || type.logical() == null);
    }

    @Override
    void put(int row, Object prepared) {
        makeRoom(row);
        if (dictionary == null) {
            byte[] value = prepared == null ? NOTHING : type.bytes(prepared);
            putPlain(row, value, 0, value.length);
        } else if (prepared != null) {
            putCode(row, prepared instanceof String text ? text : ((Binary) prepared).toStringUsingUTF8());
        }
    }

    @Override
    void putBytes(int row, byte[] from, int start, int length) {
        makeRoom(row);
        if (dictionary == null) {
            putPlain(row, from, start, length);
        } else {
            putCode(row, new String(from, start, length, StandardCharsets.UTF_8));
        }
    }

    private void makeRoom(int row) {
        if (row == marks.length) {
            marks = Arrays.copyOf(marks, capacity(row));
        }
        if (row == lookAt) {
            look(row);
        }
    }

    private void putCode(int row, String text) {
        int code = dictionary.add(text);
        marks[row] = code;
        if (code == dictionary.size() - 1 && !dictionary.pays(row + 1)) {
            spell(row + 1);
        }
    }

    private void putPlain(int row, byte[] from, int first, int length) {
        int start = start(row);
        int end = Math.addExact(start, length);
        if (end > values.length) {
            values = Arrays.copyOf(values, Math.max(end, capacity(values.length)));
        }
        System.arraycopy(from, first, values, start, length);
        marks[row] = end;
    }

    private int start(int row) {
        return row == 0 ? 0 : marks[row - 1];
    }

    /** Looks whether texts come again often enough by now. A file of few rows never gets here and is never slowed. */
    private void look(int rows) {
        lookAt *= LOOKS_APART;
        if (!texts || !repeats(rows)) {
            return;
        }
        TextDictionary found = new TextDictionary();
        int start = 0;
        for (int row = 0; row < rows; row++) {
            int end = marks[row];
            marks[row] = isNull(row) ? 0 : found.add(text(start, end));
            start = end;
        }
        dictionary = found;
        lookAt = -1;
        values = new byte[0];
    }

    private boolean repeats(int rows) {
        TextDictionary seen = new TextDictionary();
        int step = Math.max(1, rows / SAMPLE);
        int sampled = 0;
        for (int row = 0; row < rows; row += step) {
            if (!isNull(row)) {
                seen.add(text(start(row), marks[row]));
                sampled++;
            }
        }
        return seen.pays(sampled);
    }

    private String text(int start, int end) {
        return new String(values, start, end - start, StandardCharsets.UTF_8);
    }

    /** Goes back to plain values for good. */
    private void spell(int rows) {
        TextDictionary given = dictionary;
        dictionary = null;
        int[] codes = marks;
        marks = new int[codes.length];
        for (int row = 0; row < rows; row++) {
            byte[] value = isNull(row) ? NOTHING : given.value(codes[row]);
            putPlain(row, value, 0, value.length);
        }
    }

    @Override
    long valueBytes() {
        return 32 + 4L * marks.length + values.length + (dictionary == null ? 0 : dictionary.bytes());
    }

    @Override
    Dictionary dictionary() {
        TextDictionary found = dictionary;
        return found == null ? null : found.of(marks);
    }

    @Override
    int pageEnd(int from, int latest) {
        if (dictionary != null) {
            return latest;
        }
        int end = from + 1;
        int start = start(from);
        while (end < latest && marks[end] - start <= PAGE_BYTES) {
            end++;
        }
        return end;
    }

    @Override
    void writePlain(PlainBytes page, int from, int to) {
        page.reserve(marks[to - 1] - start(from) + (lengths ? Integer.BYTES * (to - from) : 0));
        for (int row = from; row < to; row++) {
            if (!isNull(row)) {
                int start = start(row);
                int length = marks[row] - start;
                if (lengths) {
                    page.putInt(length);
                }
                page.write(values, start, length);
            }
        }
    }

    @Override
    void updateStatistics(Statistics<?> statistics, int from, int to) {
        if (dictionary != null) {
            dictionary.updateStatistics(statistics, this, marks, from, to);
        } else if (bytewise) {
            updateBytewise(statistics, from, to);
        } else {
            for (int row = from; row < to; row++) {
                if (!isNull(row)) {
                    statistics.updateStats(copy(row));
                }
            }
        }
    }

    private void updateBytewise(Statistics<?> statistics, int from, int to) {
        int least = -1;
        int greatest = -1;
        for (int row = from; row < to; row++) {
            if (!isNull(row)) {
                least = least < 0 || compare(row, least) < 0 ? row : least;
                greatest = greatest < 0 || compare(row, greatest) > 0 ? row : greatest;
            }
        }
        if (least >= 0) {
            statistics.updateStats(copy(least));
            statistics.updateStats(copy(greatest));
        }
    }

    private int compare(int row, int other) {
        return Arrays.compareUnsigned(values, start(row), marks[row], values, start(other), marks[other]);
    }

    // The statistics outlive the values.
    private Binary copy(int row) {
        return Binary.fromConstantByteArray(Arrays.copyOfRange(values, start(row), marks[row]));
    }

    @Override
    long unencodedBytes(int from, int to) {
        if (!lengths) {
            return 0;
        }
        return dictionary == null ? marks[to - 1] - start(from) : dictionary.unencodedBytes(this, marks, from, to);
    }
}
