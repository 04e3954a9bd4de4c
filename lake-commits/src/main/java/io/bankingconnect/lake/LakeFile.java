package io.bankingconnect.lake;

import java.util.List;
import java.util.Objects;

/**
 * One Parquet file of a committed group.
 *
 * @param bucket the bucket that holds it
 * @param key its object key
 * @param etag its ETag as the store answered it, without quotes
 * @param bytes its size in bytes
 * @param rows its rows
 * @param firstOffset the offset of its first row
 * @param lastOffset the offset of its last row
 * @param minSourceTsMs the earliest database commit among its rows, in milliseconds since the epoch (the Kafka record
 *     timestamp for rows that carry none)
 * @param maxSourceTsMs the latest of the same
 * @param schema its columns, in order
 */
public record LakeFile(
        String bucket,
        String key,
        String etag,
        long bytes,
        long rows,
        long firstOffset,
        long lastOffset,
        long minSourceTsMs,
        long maxSourceTsMs,
        List<LakeColumn> schema) {

    public LakeFile {
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(etag, "etag");
        schema = List.copyOf(schema);
    }
}
