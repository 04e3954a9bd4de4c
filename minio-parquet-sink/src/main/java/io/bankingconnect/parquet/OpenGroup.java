package io.bankingconnect.parquet;

import io.bankingconnect.parquet.commit.SealedFile;
import io.bankingconnect.parquet.commit.SealedGroup;
import io.bankingconnect.parquet.format.Codec;
import io.bankingconnect.parquet.format.RowSchema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;

/** The open files of one topic partition, one per date, all of one schema. They are sealed together. */
final class OpenGroup {

    private final TopicPartition source;
    private final Codec codec;
    private final long startOffset;
    private final long openedAtMs;
    private final Map<LocalDate, OpenFile> files = new TreeMap<>();
    private final List<Future<Void>> refused = new ArrayList<>();
    private Schema schema;
    private RowSchema rowSchema;
    private long endOffset;
    private long rows;
    private long memoryBytes;
    private long firstSourceTsMs;

    OpenGroup(TopicPartition source, Codec codec, long startOffset, long openedAtMs) {
        this.source = source;
        this.codec = codec;
        this.startOffset = startOffset;
        this.endOffset = startOffset;
        this.openedAtMs = openedAtMs;
    }

    /** Whether a record of that schema may join. */
    boolean accepts(Schema other) {
        return schema == null || schema == other || schema.equals(other);
    }

    /**
     * The compiled schema of a record that may join.
     *
     * @throws org.apache.kafka.connect.errors.DataException if it cannot be written
     */
    RowSchema rowSchema(Schema joining) {
        if (schema == null) {
            rowSchema = RowSchema.of(joining);
            schema = joining;
        }
        return rowSchema;
    }

    void append(Object[] row, long offset, long sourceTsMs) {
        LocalDate date = Instant.ofEpochMilli(sourceTsMs).atZone(ZoneOffset.UTC).toLocalDate();
        OpenFile file = files.get(date);
        long before = file == null ? 0 : file.memoryBytes();
        if (file == null) {
            file = new OpenFile(source, rowSchema, codec, offset);
            files.put(date, file);
        }
        file.append(row, offset, sourceTsMs);
        memoryBytes += file.memoryBytes() - before;
        firstSourceTsMs = rows == 0 ? sourceTsMs : firstSourceTsMs;
        endOffset = offset;
        rows++;
    }

    /** Covers a record that is in no file, such as a tombstone. */
    void skip(long offset) {
        endOffset = offset;
    }

    /** Covers a record that was handed to the dead-letter queue. */
    void refuse(long offset, Future<Void> deadLetter) {
        endOffset = offset;
        refused.add(deadLetter);
    }

    long startOffset() {
        return startOffset;
    }

    long openedAtMs() {
        return openedAtMs;
    }

    long rows() {
        return rows;
    }

    /** The bytes of memory that the open files take, about. */
    long memoryBytes() {
        return memoryBytes;
    }

    /** The number of open files. */
    int files() {
        return files.size();
    }

    /** How much later than the group's first row a record is, by their own times, in milliseconds; 0 for the first. */
    long spanMs(long sourceTsMs) {
        return rows == 0 ? 0 : sourceTsMs - firstSourceTsMs;
    }

    SealedGroup seal(LakePath path, long epoch) {
        String attempt = UUID.randomUUID().toString();
        List<SealedFile> sealed = new ArrayList<>();
        files.forEach(
                (date, file) -> sealed.add(file.seal(path.key(source, date, file.firstOffset()), epoch, attempt)));
        return new SealedGroup(LakePath.table(source.topic()), startOffset, endOffset, sealed, refused);
    }
}
