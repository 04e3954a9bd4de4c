package io.bankingconnect.parquet.commit;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.LakeStore.Condition;
import io.bankingconnect.lake.LakeStore.StoredObject;
import io.bankingconnect.lake.PreconditionFailedException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * The files of a topic partition beyond its last commit: those being written, and what earlier attempts left.
 *
 * <p>A file is replaced only if its ETag, read while this was still the only writer, has not changed: so no writer ever
 * harms a file of a later one.
 */
final class UncommittedFiles {

    private final LakeStore store;
    private final TopicPartition source;
    private final CommitObject object;

    UncommittedFiles(LakeStore store, TopicPartition source, CommitObject object) {
        this.store = store;
        this.source = source;
        this.object = object;
    }

    /**
     * Stores a file of a group, over whatever an earlier attempt or a former writer left under its name.
     *
     * @param startOffset the group's
     * @return its ETag
     * @throws FencedException if another writer took over
     * @throws ConnectException if the name is taken by something else
     */
    String write(SealedFile file, long startOffset) {
        try {
            return store.put(file.key(), file.content(), new Condition.Absent());
        } catch (PreconditionFailedException e) {
            return overwrite(file, startOffset);
        }
    }

    private String overwrite(SealedFile file, long startOffset) {
        StoredObject there = store.get(file.key())
                .orElseThrow(() -> new RetriableException(file.key() + " was there a moment ago and is gone"));
        if (Arrays.equals(there.content(), file.content())) {
            return there.etag();
        }
        if (!isUncommitted(there, object.state().position().orElse(startOffset))) {
            throw new ConnectException("Cannot write " + file.key() + " in bucket \"" + store.bucket()
                    + "\": the name is taken by an object that this sink did not leave there uncommitted; move it away,"
                    + " or choose another topics.dir");
        }
        return replace(file.key(), file.content(), there);
    }

    /**
     * Takes the rows out of a file that a former writer may have left. The next group writes over it; until then a reader
     * who lists all files meets no row twice.
     *
     * <p>It is not deleted: a store cannot refuse the DELETE of a writer that was fenced on the way.
     */
    void empty(String key) {
        Optional<StoredObject> there = store.get(key);
        if (there.isPresent()
                && isUncommitted(there.get(), object.state().position().orElse(0))) {
            byte[] empty = FileFooter.of(there.get().content()).orElseThrow().withoutRows();
            replace(key, empty, there.get());
        }
    }

    private boolean isUncommitted(StoredObject there, long nextOffset) {
        return FileFooter.of(there.content())
                .filter(footer -> footer.isOf(source, nextOffset))
                .isPresent();
    }

    private String replace(String key, byte[] content, StoredObject there) {
        // Only now: an object read before this is not of a later writer, and a later writer's has another ETag.
        object.confirm();
        try {
            return store.put(key, content, new Condition.Unchanged(there.etag()));
        } catch (PreconditionFailedException e) {
            throw new RetriableException("Cannot replace " + key + ": another writer was faster", e);
        }
    }
}
