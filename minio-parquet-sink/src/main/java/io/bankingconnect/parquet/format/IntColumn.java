package io.bankingconnect.parquet.format;

import io.bankingconnect.parquet.format.NestedTypes.Part;
import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Values that take at most four bytes. */
final class IntColumn extends FlatColumn {

    private final ScalarType type;
    private int[] values = {};

    IntColumn(Part column, ScalarType type) {
        super(column);
        this.type = type;
    }

    @Override
    void put(int row, Object prepared) {
        putBits(row, prepared == null ? 0 : type.bits(prepared));
    }

    @Override
    void putBits(int row, long bits) {
        if (row == values.length) {
            values = Arrays.copyOf(values, capacity(row));
        }
        values[row] = (int) bits;
    }

    @Override
    long valueBytes() {
        return 16 + 4L * values.length;
    }

    @Override
    Dictionary dictionary() {
        return switch (type.physical()) {
            // A bit takes no more room than its code.
            case BOOLEAN -> null;
            default -> NumberDictionary.of(this, row -> values[row], (page, value) -> page.putInt((int) value));
        };
    }

    @Override
    int pageEnd(int from, int latest) {
        return latest;
    }

    @Override
    void writePlain(PlainBytes page, int from, int to) {
        switch (type.physical()) {
            case BOOLEAN -> writeBits(page, from, to);
            default -> {
                page.reserve(Integer.BYTES * (to - from));
                for (int row = from; row < to; row++) {
                    if (!isNull(row)) {
                        page.putInt(values[row]);
                    }
                }
            }
        }
    }

    private void writeBits(PlainBytes page, int from, int to) {
        int bits = 0;
        int count = 0;
        for (int row = from; row < to; row++) {
            if (!isNull(row)) {
                bits |= values[row] << (count & 7);
                count++;
                if ((count & 7) == 0) {
                    page.write(bits);
                    bits = 0;
                }
            }
        }
        if ((count & 7) != 0) {
            page.write(bits);
        }
    }

    @Override
    void updateStatistics(Statistics<?> statistics, int from, int to) {
        if (type.physical() == PrimitiveTypeName.FLOAT) {
            for (int row = from; row < to; row++) {
                if (!isNull(row)) {
                    statistics.updateStats(Float.intBitsToFloat(values[row]));
                }
            }
            return;
        }
        int least = Integer.MAX_VALUE;
        int greatest = Integer.MIN_VALUE;
        for (int row = from; row < to; row++) {
            if (!isNull(row)) {
                least = Math.min(least, values[row]);
                greatest = Math.max(greatest, values[row]);
            }
        }
        if (least <= greatest) {
            update(statistics, least);
            update(statistics, greatest);
        }
    }

    private void update(Statistics<?> statistics, int value) {
        if (type.physical() == PrimitiveTypeName.BOOLEAN) {
            statistics.updateStats(value == 1);
        } else {
            statistics.updateStats(value);
        }
    }

    @Override
    long unencodedBytes(int from, int to) {
        return 0;
    }
}
