package io.bankingconnect.parquet.format;

import io.bankingconnect.parquet.format.NestedTypes.Part;
import java.util.Arrays;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/** Structs, lists and maps, as they were prepared. Parquet's column writers turn them into pages. */
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
        if (prepared instanceof String text) {
            return 48L + 2L * text.length();
        }
        return prepared == null ? 0 : 24;
    }

    @Override
    long valueBytes() {
        return 24 + 4L * values.length + contentBytes;
    }

    /** Writes all rows. */
    void writePages(PageWriteStore pages) {
        MessageType alone = new MessageType("record", column().parquet());
        ParquetProperties properties = ParquetProperties.builder()
                .withWriterVersion(WriterVersion.PARQUET_1_0)
                .build();
        try (ColumnWriteStore store = properties.newColumnWriteStore(alone, pages)) {
            ValueWriter.Field writer = column().writer(
                            alone.getColumns().stream()
                                    .map(store::getColumnWriter)
                                    .map(ColumnWriter.class::cast)
                                    .iterator(),
                            0);
            for (int row = 0; row < rows(); row++) {
                writer.write(values[row], 0, 0);
                store.endRecord();
            }
            store.flush();
        }
    }
}
