package io.bankingconnect.parquet;

import io.bankingconnect.parquet.commit.FileFooter;
import io.bankingconnect.parquet.commit.SealedFile;
import io.bankingconnect.parquet.format.Codec;
import io.bankingconnect.parquet.format.ParquetEncoder;
import io.bankingconnect.parquet.format.RowSchema;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A file of one topic partition and one date that is still being filled. */
final class OpenFile {

    private static final long ROWS_BETWEEN_MEASUREMENTS = 256;
    // This object, and its place in the group.
    private static final long OWN_BYTES = 160;

    private final TopicPartition source;
    private final RowSchema schema;
    private final ParquetEncoder encoder;
    private final long firstOffset;
    private long lastOffset;
    private long minSourceTsMs = Long.MAX_VALUE;
    private long maxSourceTsMs = Long.MIN_VALUE;
    private long memoryBytes;
    private long measureAtRows;

    OpenFile(TopicPartition source, RowSchema schema, Codec codec, long firstOffset) {
        this.source = source;
        this.schema = schema;
        this.encoder = new ParquetEncoder(schema, codec);
        this.firstOffset = firstOffset;
        measure();
    }

    void append(Object[] row, long offset, long sourceTsMs) {
        encoder.append(row);
        lastOffset = offset;
        minSourceTsMs = Math.min(minSourceTsMs, sourceTsMs);
        maxSourceTsMs = Math.max(maxSourceTsMs, sourceTsMs);
        if (encoder.rows() >= measureAtRows) {
            measure();
        }
    }

    private void measure() {
        memoryBytes = OWN_BYTES + encoder.memoryBytes();
        measureAtRows = encoder.rows() + Math.min(Math.max(1, encoder.rows()), ROWS_BETWEEN_MEASUREMENTS);
    }

    /** The bytes of memory that it took when it was last measured, not long ago. */
    long memoryBytes() {
        return memoryBytes;
    }

    long firstOffset() {
        return firstOffset;
    }

    /**
     * Ends the file; it is encoded later.
     *
     * @param attempt a name for this attempt at writing it, so that no two attempts have the same bytes
     */
    SealedFile seal(String key, long epoch, String attempt) {
        Map<String, String> footer = new LinkedHashMap<>();
        footer.put(FileFooter.TOPIC, source.topic());
        footer.put(FileFooter.PARTITION, Integer.toString(source.partition()));
        footer.put(FileFooter.FIRST_OFFSET, Long.toString(firstOffset));
        footer.put(FileFooter.LAST_OFFSET, Long.toString(lastOffset));
        footer.put(FileFooter.SCHEMA_FINGERPRINT, schema.fingerprint());
        footer.put(FileFooter.EPOCH, Long.toString(epoch));
        footer.put(FileFooter.ATTEMPT, attempt);
        SealedFile.Description description = new SealedFile.Description(
                encoder.rows(), firstOffset, lastOffset, minSourceTsMs, maxSourceTsMs, schema.lakeColumns());
        return new SealedFile(key, description, OWN_BYTES + encoder.memoryBytes(), () -> encoder.finish(footer));
    }
}
