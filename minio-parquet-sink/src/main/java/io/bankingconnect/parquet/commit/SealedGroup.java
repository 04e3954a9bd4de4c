package io.bankingconnect.parquet.commit;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeFile;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;

/**
 * The files of one topic partition that are committed together.
 *
 * @param table the lake's table
 * @param startOffset the first offset that the group covers
 * @param endOffset the last one, inclusive
 * @param openedAtMs when its first record was taken, by the wall clock
 * @param refused the dead-letter writes of records in that range, which must be done before the group is committed
 */
public record SealedGroup(
        String table,
        long startOffset,
        long endOffset,
        long openedAtMs,
        List<SealedFile> files,
        List<Future<Void>> refused) {

    /** The bytes of memory that a dead-letter write takes, about: its future, and what that holds on to. */
    public static final long REFUSED_BYTES = 256;

    public SealedGroup {
        files = List.copyOf(files);
        refused = List.copyOf(refused);
    }

    /** The bytes of memory that its files and dead-letter writes take at the moment. */
    public long memoryBytes() {
        return files.stream().mapToLong(SealedFile::memoryBytes).sum() + REFUSED_BYTES * refused.size();
    }

    CommitEvent event(String connector, TopicPartition source, long epoch, List<LakeFile> stored) {
        return new CommitEvent(
                CommitEvent.VERSION,
                connector,
                source.topic(),
                source.partition(),
                table,
                epoch,
                startOffset,
                endOffset,
                stored);
    }
}
