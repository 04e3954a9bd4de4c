package io.bankingconnect.parquet.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * Encodes the rows of one Parquet file in memory.
 *
 * <p>Rows go into column pages at once, so an open file takes about the room of its encoded form. Pages are of version 1,
 * the only one that every warehouse loads. Not safe for concurrent use. An encoder that is dropped unfinished leaves
 * nothing behind.
 */
public final class ParquetEncoder {

    private static final long ROW_GROUP_BYTES = 128L << 20;
    // What a column's writers, dictionary and page buffers take beside their content, as measured.
    private static final long COLUMN_OVERHEAD_BYTES = 3_000;
    private static final int ROWS_BETWEEN_SIZE_CHECKS = 1000;
    private static final ParquetProperties PROPERTIES = ParquetProperties.builder()
            .withWriterVersion(WriterVersion.PARQUET_1_0)
            .build();

    private final RowSchema schema;
    private final Codec codec;
    private final MemoryOutput output = new MemoryOutput();
    private final ParquetFileWriter file;
    private ColumnChunkPageWriteStore pages;
    private ColumnWriteStore columns;
    private ValueWriter.Field[] writers;
    private long rows;
    private long rowsInGroup;

    public ParquetEncoder(RowSchema schema, Codec codec) {
        this.schema = schema;
        this.codec = codec;
        try {
            FileEncryptionProperties clear = null;
            file = new ParquetFileWriter(
                    output, schema.parquet(), ParquetFileWriter.Mode.CREATE, ROW_GROUP_BYTES, 0, clear, PROPERTIES);
            file.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not refuse a write", e);
        }
        startRowGroup();
    }

    /** Adds a row that {@link RowSchema#row} of this file's schema prepared. */
    public void append(Object[] row) {
        for (int i = 0; i < row.length; i++) {
            writers[i].write(row[i], 0, 0);
        }
        columns.endRecord();
        rows++;
        rowsInGroup++;
        if (rowsInGroup % ROWS_BETWEEN_SIZE_CHECKS == 0 && columns.getBufferedSize() >= ROW_GROUP_BYTES) {
            endRowGroup();
            startRowGroup();
        }
    }

    public long rows() {
        return rows;
    }

    /** The bytes of memory that the open file takes, about. Costs time with the number of columns. */
    public long memoryBytes() {
        return output.size()
                + columns.getAllocatedSize()
                + schema.parquet().getColumns().size() * COLUMN_OVERHEAD_BYTES;
    }

    /**
     * Ends the file.
     *
     * @param footer key-value pairs for its footer
     * @return the whole file; the encoder is of no more use
     */
    public byte[] finish(Map<String, String> footer) {
        endRowGroup();
        try {
            file.end(footer);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not refuse a write", e);
        }
        return output.content();
    }

    private void startRowGroup() {
        pages = new ColumnChunkPageWriteStore(
                codec,
                schema.parquet(),
                PROPERTIES.getAllocator(),
                PROPERTIES.getColumnIndexTruncateLength(),
                PROPERTIES.getPageWriteChecksumEnabled());
        columns = PROPERTIES.newColumnWriteStore(schema.parquet(), pages);
        List<ColumnWriter> leaves = schema.parquet().getColumns().stream()
                .map(columns::getColumnWriter)
                .toList();
        Iterator<ColumnWriter> next = leaves.iterator();
        writers =
                schema.columns().stream().map(column -> column.writer(next, 0)).toArray(ValueWriter.Field[]::new);
        rowsInGroup = 0;
    }

    private void endRowGroup() {
        try {
            if (rowsInGroup > 0) {
                file.startBlock(rowsInGroup);
                columns.flush();
                pages.flushToFileWriter(file);
                file.endBlock();
            }
            columns.close();
            pages.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not refuse a write", e);
        }
    }
}
