package io.bankingconnect.bench.sink;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.crypto.FileEncryptionProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * Parquet's column writers, driven by hand for this one schema: the limit for whatever writes with them.
 *
 * <p>It knows in advance what a sink must find out: the types, what can be null, and which columns a dictionary pays for.
 * Column after column, a thousand rows at a time, pages of version 1, ZSTD-1, one row group.
 */
final class RawEncoder {

    private static final int CHUNK = 1_024;
    private static final MessageType SCHEMA = Types.buildMessage()
            .required(INT64)
            .named("id")
            .required(INT64)
            .named("account_id")
            .required(BINARY)
            .as(stringType())
            .named("txn_type")
            .required(INT64)
            .as(decimalType(2, 18))
            .named("amount")
            .required(BINARY)
            .as(stringType())
            .named("currency")
            .optional(BINARY)
            .as(stringType())
            .named("merchant")
            .required(BINARY)
            .as(stringType())
            .named("channel")
            .required(BINARY)
            .as(stringType())
            .named("reference")
            .required(BINARY)
            .as(stringType())
            .named("status")
            .required(INT64)
            .as(timestampType(false, MICROS))
            .named("created_at")
            .named("record");

    private RawEncoder() {}

    /** The whole file. */
    static byte[] encode(List<Transaction> rows) throws IOException {
        ParquetProperties properties = ParquetProperties.builder()
                .withWriterVersion(WriterVersion.PARQUET_1_0)
                .withDictionaryEncoding("id", false)
                .withDictionaryEncoding("account_id", false)
                .withDictionaryEncoding("amount", false)
                .withDictionaryEncoding("reference", false)
                .withDictionaryEncoding("created_at", false)
                .build();
        FileEncryptionProperties clear = null;
        FileBytes output = new FileBytes();
        ParquetFileWriter file =
                new ParquetFileWriter(output, SCHEMA, ParquetFileWriter.Mode.CREATE, 128L << 20, 0, clear, properties);
        file.start();
        ColumnChunkPageWriteStore pages = new ColumnChunkPageWriteStore(
                new Zstd1(),
                SCHEMA,
                properties.getAllocator(),
                properties.getColumnIndexTruncateLength(),
                properties.getPageWriteChecksumEnabled());
        ColumnWriteStore store = properties.newColumnWriteStore(SCHEMA, pages);
        ColumnWriter[] columns =
                SCHEMA.getColumns().stream().map(store::getColumnWriter).toArray(ColumnWriter[]::new);
        for (int from = 0; from < rows.size(); from += CHUNK) {
            List<Transaction> chunk = rows.subList(from, Math.min(rows.size(), from + CHUNK));
            write(chunk, columns);
            for (int i = 0; i < chunk.size(); i++) {
                store.endRecord();
            }
        }
        file.startBlock(rows.size());
        store.flush();
        pages.flushToFileWriter(file);
        file.endBlock();
        store.close();
        pages.close();
        file.end(Map.of());
        return output.content();
    }

    private static void write(List<Transaction> rows, ColumnWriter[] columns) {
        for (Transaction row : rows) {
            columns[0].write(row.id(), 0, 0);
        }
        for (Transaction row : rows) {
            columns[1].write(row.accountId(), 0, 0);
        }
        texts(rows, columns[2], Transaction::type);
        for (Transaction row : rows) {
            columns[3].write(row.amount().unscaledValue().longValue(), 0, 0);
        }
        texts(rows, columns[4], Transaction::currency);
        for (Transaction row : rows) {
            if (row.merchant() == null) {
                columns[5].writeNull(0, 0);
            } else {
                columns[5].write(Binary.fromString(row.merchant()), 0, 1);
            }
        }
        texts(rows, columns[6], Transaction::channel);
        texts(rows, columns[7], Transaction::reference);
        texts(rows, columns[8], Transaction::status);
        for (Transaction row : rows) {
            columns[9].write(row.createdAtMicros(), 0, 0);
        }
    }

    private static void texts(List<Transaction> rows, ColumnWriter column, Function<Transaction, String> text) {
        for (Transaction row : rows) {
            column.write(Binary.fromString(text.apply(row)), 0, 0);
        }
    }

    private static final class Zstd1 implements BytesInputCompressor {

        @Override
        public BytesInput compress(BytesInput page) throws IOException {
            return BytesInput.from(Zstd.compress(page.toByteArray(), 1));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return CompressionCodecName.ZSTD;
        }

        @Override
        public void release() {
            // Nothing is kept between pages.
        }
    }
}
