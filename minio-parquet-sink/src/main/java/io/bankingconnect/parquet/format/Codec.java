package io.bankingconnect.parquet.format;

import com.github.luben.zstd.ZstdCompressCtx;
import io.airlift.compress.snappy.SnappyCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** How the pages of a file are compressed. */
public enum Codec {
    /** Zstandard at level 1: higher levels cost time and gain next to nothing on encoded pages. */
    ZSTD(CompressionCodecName.ZSTD, Codec::zstd),
    SNAPPY(CompressionCodecName.SNAPPY, () -> Codec::snappy),
    GZIP(CompressionCodecName.GZIP, () -> Codec::gzip),
    NONE(CompressionCodecName.UNCOMPRESSED, () -> page -> page);

    private final CompressionCodecName parquetName;
    private final Supplier<Pages> pages;

    Codec(CompressionCodecName parquetName, Supplier<Pages> pages) {
        this.parquetName = parquetName;
        this.pages = pages;
    }

    /** The codec of a configuration value, in any case. */
    public static Codec named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** A compressor for one thread, which must be closed. */
    Compressor compressor() {
        return new Compressor(parquetName, pages.get());
    }

    /** Compresses one page after the other. */
    @FunctionalInterface
    private interface Pages {

        byte[] compress(byte[] page) throws IOException;

        default void close() {
            // Most keep nothing between pages.
        }
    }

    /** Compresses the pages of one row group. It may hold native memory until it is closed. Not safe for concurrent use. */
    static final class Compressor implements BytesInputCompressor, AutoCloseable {

        private final CompressionCodecName parquetName;
        private final Pages pages;

        private Compressor(CompressionCodecName parquetName, Pages pages) {
            this.parquetName = parquetName;
            this.pages = pages;
        }

        @Override
        @SuppressWarnings("deprecation") // What replaces it is for memory outside the heap.
        public BytesInput compress(BytesInput page) throws IOException {
            return BytesInput.from(pages.compress(page.toByteArray()));
        }

        @Override
        public CompressionCodecName getCodecName() {
            return parquetName;
        }

        @Override
        public void release() {
            // Whoever made it closes it.
        }

        @Override
        public void close() {
            pages.close();
        }
    }

    private static Pages zstd() {
        ZstdCompressCtx context = new ZstdCompressCtx().setLevel(1);
        return new Pages() {
            @Override
            public byte[] compress(byte[] page) {
                return context.compress(page);
            }

            @Override
            public void close() {
                context.close();
            }
        };
    }

    private static byte[] snappy(byte[] page) {
        SnappyCompressor snappy = new SnappyCompressor();
        byte[] compressed = new byte[snappy.maxCompressedLength(page.length)];
        int length = snappy.compress(page, 0, page.length, compressed, 0, compressed.length);
        return Arrays.copyOf(compressed, length);
    }

    private static byte[] gzip(byte[] page) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(page.length / 2 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(page);
        }
        return compressed.toByteArray();
    }
}
