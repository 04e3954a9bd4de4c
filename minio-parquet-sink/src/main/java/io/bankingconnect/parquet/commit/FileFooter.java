package io.bankingconnect.parquet.commit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.Util;

/** What the footer of a lake file says about its origin. */
public final class FileFooter {

    public static final String TOPIC = "lake.topic";
    public static final String PARTITION = "lake.partition";
    public static final String FIRST_OFFSET = "lake.first.offset";
    public static final String LAST_OFFSET = "lake.last.offset";
    public static final String SCHEMA_FINGERPRINT = "lake.schema.fingerprint";
    public static final String EPOCH = "lake.epoch";
    public static final String ATTEMPT = "lake.attempt";

    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = Integer.BYTES + MAGIC.length;

    private final FileMetaData metadata;

    private FileFooter(FileMetaData metadata) {
        this.metadata = metadata;
    }

    /** The footer of a file, or empty if the content is no Parquet file. */
    static Optional<FileFooter> of(byte[] content) {
        int end = content.length - TAIL;
        if (end < MAGIC.length) {
            return Optional.empty();
        }
        int length = ByteBuffer.wrap(content, end, Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        if (length < 0 || length > end - MAGIC.length) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new FileFooter(Util.readFileMetaData(new ByteArrayInputStream(content, end - length, length))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether the file holds rows of the partition from that offset on, and none before it. */
    boolean isOf(TopicPartition source, long fromOffset) {
        try {
            return value(TOPIC).filter(source.topic()::equals).isPresent()
                    && value(PARTITION)
                            .filter(Integer.toString(source.partition())::equals)
                            .isPresent()
                    && value(FIRST_OFFSET)
                            .filter(first -> Long.parseLong(first) >= fromOffset)
                            .isPresent();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** A file of the same columns and origin without a row. No two calls return the same bytes. */
    byte[] withoutRows() {
        FileMetaData empty = metadata.deepCopy();
        empty.setNum_rows(0);
        empty.setRow_groups(List.of());
        empty.getKey_value_metadata().removeIf(entry -> entry.getKey().equals(ATTEMPT));
        empty.addToKey_value_metadata(
                new KeyValue(ATTEMPT).setValue(UUID.randomUUID().toString()));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            file.write(MAGIC);
            Util.writeFileMetaData(empty, file);
            int length = file.size() - MAGIC.length;
            file.write(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(length)
                    .array());
            file.write(MAGIC);
        } catch (IOException e) {
            throw new IllegalStateException("Memory does not refuse a write", e);
        }
        return file.toByteArray();
    }

    private Optional<String> value(String key) {
        if (metadata.getKey_value_metadata() == null) {
            return Optional.empty();
        }
        return metadata.getKey_value_metadata().stream()
                .filter(entry -> entry.getKey().equals(key))
                .map(KeyValue::getValue)
                .findFirst();
    }
}
