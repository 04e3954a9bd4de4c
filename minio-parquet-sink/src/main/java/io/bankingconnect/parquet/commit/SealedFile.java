package io.bankingconnect.parquet.commit;

import io.bankingconnect.lake.LakeColumn;
import io.bankingconnect.lake.LakeFile;
import java.util.List;
import java.util.function.Supplier;

/** A complete file that is encoded when it is first asked for its content, and keeps it. Safe for use by several threads. */
public final class SealedFile {

    private final String key;
    private final Description description;
    private Supplier<byte[]> encoding;
    private volatile long memoryBytes;
    private byte[] content;

    /**
     * What is known of a file before it is encoded.
     *
     * @param rows its rows
     * @param firstOffset the offset of its first row
     * @param lastOffset the offset of its last row
     * @param minSourceTsMs the earliest database commit among its rows
     * @param maxSourceTsMs the latest one
     * @param schema its columns
     */
    public record Description(
            long rows,
            long firstOffset,
            long lastOffset,
            long minSourceTsMs,
            long maxSourceTsMs,
            List<LakeColumn> schema) {}

    /**
     * A file that is not encoded yet.
     *
     * @param key the name it will have
     * @param memoryBytes the memory that its rows take until then
     * @param encoding makes its bytes, which no other attempt at the file has
     */
    public SealedFile(String key, Description description, long memoryBytes, Supplier<byte[]> encoding) {
        this.key = key;
        this.description = description;
        this.memoryBytes = memoryBytes;
        this.encoding = encoding;
    }

    String key() {
        return key;
    }

    /** Its bytes; the first call encodes them. */
    synchronized byte[] content() {
        if (content == null) {
            content = encoding.get();
            encoding = null;
            memoryBytes = content.length;
        }
        return content;
    }

    /** The bytes of memory that it takes at the moment. */
    long memoryBytes() {
        return memoryBytes;
    }

    /** Its line in the commit event, once it is stored. */
    LakeFile entry(String bucket, String etag) {
        return new LakeFile(
                bucket,
                key,
                etag,
                content().length,
                description.rows(),
                description.firstOffset(),
                description.lastOffset(),
                description.minSourceTsMs(),
                description.maxSourceTsMs(),
                description.schema());
    }
}
