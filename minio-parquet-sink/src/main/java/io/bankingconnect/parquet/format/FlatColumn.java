package io.bankingconnect.parquet.format;

import io.bankingconnect.parquet.format.NestedTypes.Part;
import java.io.IOException;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;
import org.apache.parquet.schema.PrimitiveType;

/**
 * A column of single values, which makes its pages itself.
 *
 * <p>Parquet's column writers take one value at a time and find out anew with each what is known here of the whole column:
 * whether there are nulls, whether a dictionary pays and what is in it, the least and the greatest value. Pages are of
 * version 1, in the encodings that those writers choose: PLAIN, or a dictionary's codes.
 */
abstract class FlatColumn extends ColumnBuffer {

    private static final int ROWS_PER_PAGE = 20_000;
    private static final int LEVEL_SLAB = 64;
    private static final int CODE_SLAB = 1_024;
    private static final int PAGE_BYTES = 1 << 20;

    FlatColumn(Part column) {
        super(column);
    }

    /** The distinct values of a column, for each of which its rows have a code. */
    interface Dictionary {

        int size();

        /** The code of a row that is not null. */
        int code(int row);

        /** Writes the values in the order of their codes, in plain encoding. */
        void writeValues(PlainBytes page);
    }

    /** Writes all rows. */
    @SuppressWarnings("deprecation") // The encoding that version 1 has for dictionaries.
    final void writePages(PrimitiveType type, PageWriter pages) throws IOException {
        Dictionary dictionary = dictionary();
        int to;
        for (int from = 0; from < rows(); from = to) {
            to = pageEnd(from, Math.min(rows(), from + ROWS_PER_PAGE));
            writePage(type, pages, dictionary, from, to);
        }
        if (dictionary != null) {
            PlainBytes values = new PlainBytes();
            dictionary.writeValues(values);
            pages.writeDictionaryPage(new DictionaryPage(values.input(), dictionary.size(), Encoding.PLAIN_DICTIONARY));
        }
    }

    @SuppressWarnings(
            "deprecation") // The encodings that version 1 has for dictionaries and for levels that are not there.
    private void writePage(PrimitiveType type, PageWriter pages, Dictionary dictionary, int from, int to)
            throws IOException {
        int nulls = nulls(from, to);
        Statistics<?> statistics = Statistics.createStats(type);
        statistics.incrementNumNulls(nulls);
        updateStatistics(statistics, from, to);
        boolean optional = column().optional();
        PlainBytes page = new PlainBytes();
        if (optional) {
            writeDefinitionLevels(page, from, to, nulls);
        }
        if (dictionary == null) {
            writePlain(page, from, to);
        } else {
            writeCodes(page, dictionary, from, to);
        }
        pages.writePage(
                page.input(),
                to - from,
                to - from,
                statistics,
                new SizeStatistics(type, unencodedBytes(from, to), List.of(), List.of()),
                GeospatialStatistics.newBuilder(type).build(),
                Encoding.BIT_PACKED,
                optional ? Encoding.RLE : Encoding.BIT_PACKED,
                dictionary == null ? Encoding.PLAIN : Encoding.PLAIN_DICTIONARY);
    }

    private void writeDefinitionLevels(PlainBytes page, int from, int to, int nulls) throws IOException {
        try (RunLengthBitPackingHybridEncoder levels = encoder(1, LEVEL_SLAB)) {
            for (int row = from; row < to; row++) {
                levels.writeInt(nulls > 0 && isNull(row) ? 0 : 1);
            }
            BytesInput encoded = levels.toBytes();
            page.putInt(Math.toIntExact(encoded.size()));
            encoded.writeAllTo(page);
        }
    }

    private void writeCodes(PlainBytes page, Dictionary dictionary, int from, int to) throws IOException {
        int width = BytesUtils.getWidthFromMaxInt(dictionary.size() - 1);
        page.write(width);
        try (RunLengthBitPackingHybridEncoder codes = encoder(width, CODE_SLAB)) {
            for (int row = from; row < to; row++) {
                if (!isNull(row)) {
                    codes.writeInt(dictionary.code(row));
                }
            }
            codes.toBytes().writeAllTo(page);
        }
    }

    private static RunLengthBitPackingHybridEncoder encoder(int width, int slab) {
        return new RunLengthBitPackingHybridEncoder(width, slab, PAGE_BYTES, HeapByteBufferAllocator.getInstance());
    }

    /** A dictionary, if one pays; else null. */
    abstract Dictionary dictionary();

    /** Where a page ends that begins with a row, at the latest. */
    abstract int pageEnd(int from, int latest);

    /** Writes the values that are not null in plain encoding. */
    abstract void writePlain(PlainBytes page, int from, int to);

    abstract void updateStatistics(Statistics<?> statistics, int from, int to);

    /** The bytes of values of any length, without their lengths; 0 for other types. */
    abstract long unencodedBytes(int from, int to);
}
