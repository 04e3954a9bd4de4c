package io.bankingconnect.parquet.format;

import com.github.luben.zstd.Zstd;
import io.airlift.compress.snappy.SnappyCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** How the pages of a file are compressed. Every codec is stateless and safe for use by several threads. */
public enum Codec implements BytesInputCompressor {
    /** Zstandard at level 1: higher levels cost time and gain next to nothing on encoded pages. */
    ZSTD(CompressionCodecName.ZSTD) {
        @Override
        byte[] compress(byte[] page) {
            return Zstd.compress(page, 1);
        }
    },
    SNAPPY(CompressionCodecName.SNAPPY) {
        @Override
        byte[] compress(byte[] page) {
            SnappyCompressor snappy = new SnappyCompressor();
            byte[] compressed = new byte[snappy.maxCompressedLength(page.length)];
            int length = snappy.compress(page, 0, page.length, compressed, 0, compressed.length);
            return Arrays.copyOf(compressed, length);
        }
    },
    GZIP(CompressionCodecName.GZIP) {
        @Override
        byte[] compress(byte[] page) throws IOException {
            ByteArrayOutputStream compressed = new ByteArrayOutputStream(page.length / 2 + 64);
            try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
                gzip.write(page);
            }
            return compressed.toByteArray();
        }
    },
    NONE(CompressionCodecName.UNCOMPRESSED) {
        @Override
        byte[] compress(byte[] page) {
            return page;
        }
    };

    private final CompressionCodecName parquetName;

    Codec(CompressionCodecName parquetName) {
        this.parquetName = parquetName;
    }

    /** The codec of a configuration value, in any case. */
    public static Codec named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    abstract byte[] compress(byte[] page) throws IOException;

    @Override
    public BytesInput compress(BytesInput page) throws IOException {
        return BytesInput.from(compress(page.toByteArray()));
    }

    @Override
    public CompressionCodecName getCodecName() {
        return parquetName;
    }

    @Override
    public void release() {
        // Nothing is kept between pages.
    }
}
