package io.bankingconnect.parquet.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;

/**
 * Encodes the rows of one Parquet file in memory.
 *
 * <p>Rows gather column by column as they are, and are encoded a row group at a time. Pages are of version 1, the only
 * one that every warehouse loads. Not safe for concurrent use. An encoder that is dropped unfinished leaves nothing
 * behind.
 */
public final class ParquetEncoder {

    private static final long ROW_GROUP_BYTES = 32L << 20;
    private static final long BLOCK_SIZE = 128L << 20;
    private static final int ROWS_BETWEEN_SIZE_CHECKS = 1_024;
    private static final long EMPTY_BYTES = 120;
    private static final int MOST_PACKED_ROWS = 1_024;

    private final RowSchema schema;
    private final Codec codec;
    private final MemoryOutput output = new MemoryOutput();
    private ParquetFileWriter file;
    // The first rows, until there are enough for columns.
    private PackedRows packed;
    private ColumnBuffer[] columns = {};
    private long rows;
    private int rowsInGroup;

    public ParquetEncoder(RowSchema schema, Codec codec) {
        this.schema = schema;
        this.codec = codec;
        packed = schema.packing().map(PackedRows::new).orElse(null);
        if (packed == null) {
            startRowGroup();
        }
    }

    /** Adds a row that {@link RowSchema#row} of this file's schema prepared. */
    public void append(Object[] row) {
        rows++;
        if (packed != null && packed.rows() < MOST_PACKED_ROWS) {
            packed.add(row);
            return;
        }
        unpack();
        for (int i = 0; i < row.length; i++) {
            columns[i].append(row[i]);
        }
        rowsInGroup++;
        if (rowsInGroup % ROWS_BETWEEN_SIZE_CHECKS == 0 && bufferedBytes() >= ROW_GROUP_BYTES) {
            endRowGroup();
            startRowGroup();
        }
    }

    private void unpack() {
        if (packed != null) {
            startRowGroup();
            packed.unpackTo(columns);
            rowsInGroup = packed.rows();
            packed = null;
        }
    }

    public long rows() {
        return rows;
    }

    /** The bytes of memory that the open file takes. */
    public long memoryBytes() {
        return EMPTY_BYTES + output.capacity() + bufferedBytes();
    }

    private long bufferedBytes() {
        long bytes = packed == null ? 0 : packed.bytes();
        for (ColumnBuffer column : columns) {
            bytes += column.bytes();
        }
        return bytes;
    }

    /**
     * Ends the file.
     *
     * @param footer key-value pairs for its footer
     * @return the whole file; the encoder is of no more use
     */
    public byte[] finish(Map<String, String> footer) {
        try {
            unpack();
            endRowGroup();
            file().end(footer);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not refuse a write", e);
        }
        return output.content();
    }

    private void startRowGroup() {
        columns = schema.columns().stream().map(ColumnBuffer::of).toArray(ColumnBuffer[]::new);
        rowsInGroup = 0;
    }

    private void endRowGroup() {
        if (rowsInGroup == 0) {
            return;
        }
        try (Codec.Compressor compressor = codec.compressor();
                ColumnChunkPageWriteStore pages = pages(compressor)) {
            for (ColumnBuffer column : columns) {
                if (column instanceof FlatColumn flat) {
                    ColumnDescriptor leaf = schema.parquet().getColumnDescription(new String[] {column.name()});
                    flat.writePages(leaf.getPrimitiveType(), pages.getPageWriter(leaf));
                } else if (column instanceof NestedColumn nested) {
                    nested.writePages(pages);
                }
            }
            columns = new ColumnBuffer[0];
            file().startBlock(rowsInGroup);
            pages.flushToFileWriter(file());
            file().endBlock();
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not refuse a write", e);
        }
    }

    private ColumnChunkPageWriteStore pages(Codec.Compressor compressor) {
        return new ColumnChunkPageWriteStore(
                compressor,
                schema.parquet(),
                HeapByteBufferAllocator.getInstance(),
                ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
                ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
    }

    private ParquetFileWriter file() throws IOException {
        if (file == null) {
            FileEncryptionProperties clear = null;
            file = new ParquetFileWriter(
                    output,
                    schema.parquet(),
                    ParquetFileWriter.Mode.CREATE,
                    BLOCK_SIZE,
                    0,
                    clear,
                    ParquetProperties.builder()
                            .withWriterVersion(WriterVersion.PARQUET_1_0)
                            .build());
            file.start();
        }
        return file;
    }
}
