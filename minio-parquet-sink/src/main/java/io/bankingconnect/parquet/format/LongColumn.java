package io.bankingconnect.parquet.format;

import io.bankingconnect.parquet.format.NestedTypes.Part;
import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Values that take eight bytes. */
final class LongColumn extends FlatColumn {

    private final ScalarType type;
    private final boolean doubles;
    private long[] values = {};

    LongColumn(Part column, ScalarType type) {
        super(column);
        this.type = type;
        doubles = type.physical() == PrimitiveTypeName.DOUBLE;
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
        values[row] = bits;
    }

    @Override
    long valueBytes() {
        return 16 + 8L * values.length;
    }

    @Override
    Dictionary dictionary() {
        return NumberDictionary.of(this, row -> values[row], PlainBytes::putLong);
    }

    @Override
    int pageEnd(int from, int latest) {
        return latest;
    }

    @Override
    void writePlain(PlainBytes page, int from, int to) {
        page.reserve(Long.BYTES * (to - from));
        for (int row = from; row < to; row++) {
            if (!isNull(row)) {
                page.putLong(values[row]);
            }
        }
    }

    @Override
    void updateStatistics(Statistics<?> statistics, int from, int to) {
        if (doubles) {
            for (int row = from; row < to; row++) {
                if (!isNull(row)) {
                    statistics.updateStats(Double.longBitsToDouble(values[row]));
                }
            }
            return;
        }
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int row = from; row < to; row++) {
            if (!isNull(row)) {
                least = Math.min(least, values[row]);
                greatest = Math.max(greatest, values[row]);
            }
        }
        if (least <= greatest) {
            statistics.updateStats(least);
            statistics.updateStats(greatest);
        }
    }

    @Override
    long unencodedBytes(int from, int to) {
        return 0;
    }
}
