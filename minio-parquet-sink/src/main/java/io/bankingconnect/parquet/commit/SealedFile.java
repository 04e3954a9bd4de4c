package io.bankingconnect.parquet.commit;

import io.bankingconnect.lake.LakeColumn;
import io.bankingconnect.lake.LakeFile;
import java.util.List;

/**
 * A whole file, ready to be stored.
 *
 * @param key the name it will have
 * @param content its bytes, which no other attempt at the file has
 * @param rows its rows
 * @param firstOffset the offset of its first row
 * @param lastOffset the offset of its last row
 * @param minSourceTsMs the earliest database commit among its rows
 * @param maxSourceTsMs the latest one
 * @param schema its columns
 */
public record SealedFile(
        String key,
        byte[] content,
        long rows,
        long firstOffset,
        long lastOffset,
        long minSourceTsMs,
        long maxSourceTsMs,
        List<LakeColumn> schema) {

    /** Its line in the commit event, once it is stored. */
    LakeFile entry(String bucket, String etag) {
        return new LakeFile(
                bucket, key, etag, content.length, rows, firstOffset, lastOffset, minSourceTsMs, maxSourceTsMs, schema);
    }
}
