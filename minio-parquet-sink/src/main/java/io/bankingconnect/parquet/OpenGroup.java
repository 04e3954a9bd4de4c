package io.bankingconnect.parquet;

import io.bankingconnect.parquet.commit.SealedFile;
import io.bankingconnect.parquet.commit.SealedGroup;
import io.bankingconnect.parquet.format.Codec;
import io.bankingconnect.parquet.format.MetadataColumn;
import io.bankingconnect.parquet.format.RowSchema;
import io.bankingconnect.parquet.format.SchemaMerge;
import io.bankingconnect.parquet.layout.ObjectNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** The open files of one topic partition, one per directory and set of columns. They are sealed together. */
final class OpenGroup {

    private static final int MOST_KNOWN = 1_000;

    private final TopicPartition source;
    private final Codec codec;
    private final List<MetadataColumn> metadata;
    private final long startOffset;
    private final long openedAtMs;
    private final Map<String, OpenFile> files = new HashMap<>();
    private final List<Future<Void>> refused = new ArrayList<>();
    private final List<FilledFile> filled = new ArrayList<>();
    // By identity: records of one schema version share the object.
    private final Map<Schema, Boolean> known = new IdentityHashMap<>();
    private final Schema compatibleWith;
    private Schema schema;
    private Schema latest;
    private RowSchema rowSchema;
    private long endOffset;
    private long rows;
    private long memoryBytes;
    private long firstTimeMs;

    private record FilledFile(String path, OpenFile file) {}

    /** @param compatibleWith the schema that its records' must fit to; null for any */
    OpenGroup(
            TopicPartition source,
            Codec codec,
            List<MetadataColumn> metadata,
            Schema compatibleWith,
            long startOffset,
            long openedAtMs) {
        this.compatibleWith = compatibleWith;
        this.source = source;
        this.codec = codec;
        this.metadata = metadata;
        this.startOffset = startOffset;
        this.endOffset = startOffset;
        this.openedAtMs = openedAtMs;
    }

    /**
     * The columns for a record of that schema, which all records of the group share from now on.
     *
     * <p>If it needs new or wider columns, the files so far get no more rows; the next row of each directory begins another
     * file of the group.
     *
     * @throws DataException if it cannot be written, or does not fit to the schemas before
     */
    RowSchema rowSchema(Schema joining) {
        if (joining != latest) {
            if (!known.containsKey(joining)) {
                if (!joining.equals(latest)) {
                    widen(joining);
                }
                remember(joining);
            }
            latest = joining;
        }
        return rowSchema;
    }

    /**
     * Whether a record of that schema may join.
     *
     * @throws DataException if no group can hold it
     */
    boolean accepts(Schema joining) {
        if (schema == null || joining == latest || known.containsKey(joining)) {
            return true;
        }
        RowSchema.of(joining, metadata);
        try {
            SchemaMerge.merge(schema, joining);
            return true;
        } catch (DataException e) {
            return false;
        }
    }

    // A converter may make a new schema object for every record.
    private void remember(Schema joining) {
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(joining, true);
    }

    private void widen(Schema joining) {
        RowSchema alone = RowSchema.of(joining, metadata);
        if (schema == null && compatibleWith != null) {
            SchemaMerge.merge(compatibleWith, joining);
        }
        Schema merged = schema == null ? joining : SchemaMerge.merge(schema, joining);
        RowSchema wider = merged == joining ? alone : RowSchema.of(merged, metadata);
        if (rowSchema != null && rowSchema.hasColumnsOf(wider)) {
            return;
        }
        files.forEach((path, file) -> filled.add(new FilledFile(path, file)));
        files.clear();
        rowSchema = wider;
        schema = merged;
    }

    /** The schema of its records; null if it has none. */
    Schema schema() {
        return schema;
    }

    /**
     * Adds a row.
     *
     * @param path the directories of its file
     * @param timeMs the record's time that rotation goes by
     * @param sourceTsMs when the database committed the change
     */
    void append(Object[] row, String path, long offset, long timeMs, long sourceTsMs) {
        OpenFile file = files.get(path);
        long before = file == null ? 0 : file.memoryBytes();
        if (file == null) {
            file = new OpenFile(source, rowSchema, codec, offset);
            files.put(path, file);
        }
        file.append(row, offset, sourceTsMs);
        memoryBytes += file.memoryBytes() - before;
        firstTimeMs = rows == 0 ? timeMs : firstTimeMs;
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
        memoryBytes += SealedGroup.REFUSED_BYTES;
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

    /** The bytes of memory that the open files and what waits for the dead-letter queue take, about. */
    long memoryBytes() {
        return memoryBytes;
    }

    /** The number of open files. */
    int files() {
        return files.size() + filled.size();
    }

    /** How much later than the group's first row a record is, by their own times, in milliseconds; 0 for the first. */
    long spanMs(long timeMs) {
        return rows == 0 ? 0 : timeMs - firstTimeMs;
    }

    SealedGroup seal(ObjectNames names, long epoch) {
        String attempt = UUID.randomUUID().toString();
        List<SealedFile> sealed = new ArrayList<>();
        new TreeMap<>(files).forEach((path, file) -> filled.add(new FilledFile(path, file)));
        for (FilledFile full : filled) {
            String key = names.key(source, full.path(), full.file().firstOffset());
            sealed.add(full.file().seal(key, epoch, attempt));
        }
        return new SealedGroup(ObjectNames.table(source.topic()), startOffset, endOffset, openedAtMs, sealed, refused);
    }
}
