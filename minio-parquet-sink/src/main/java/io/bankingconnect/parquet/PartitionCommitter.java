package io.bankingconnect.parquet;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeFile;
import io.bankingconnect.lake.LakeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the groups of one topic partition durable, one after the other: dead letters, then files, then the commit event.
 *
 * <p>A group whose commit an outage interrupts stays here with its encoded files, and goes on where it stopped. At least
 * once: a crash between a file and the report of its offset writes the records again.
 */
final class PartitionCommitter {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionCommitter.class);
    private static final long NO_EPOCH = 0;

    private final TopicPartition source;
    private final String connector;
    private final LakeStore store;
    private final CommitLog log;
    private final List<LakeFile> stored = new ArrayList<>();
    private SealedGroup pending;

    PartitionCommitter(TopicPartition source, String connector, LakeStore store, CommitLog log) {
        this.source = source;
        this.connector = connector;
        this.store = store;
        this.log = log;
    }

    long epoch() {
        return NO_EPOCH;
    }

    /** The first offset of the group that is not yet durable, if there is one. */
    OptionalLong pendingFrom() {
        return pending == null ? OptionalLong.empty() : OptionalLong.of(pending.startOffset());
    }

    /**
     * Takes over a group and commits it; none may be pending.
     *
     * @throws RetriableException in an outage; {@link #resume} goes on
     */
    void commit(SealedGroup group) {
        if (pending != null) {
            throw new IllegalStateException("A group of " + source + " is still pending");
        }
        pending = group;
        resume();
    }

    /**
     * Goes on with the pending group, if there is one.
     *
     * @return whether a group became durable
     * @throws RetriableException while the outage lasts
     */
    boolean resume() {
        if (pending == null) {
            return false;
        }
        pending.refused().forEach(this::await);
        while (stored.size() < pending.files().size()) {
            SealedFile file = pending.files().get(stored.size());
            String etag = store.put(file.key(), file.content(), new LakeStore.Condition.None());
            stored.add(file.entry().of(store.bucket(), etag));
            LOG.debug("Wrote {}, {} bytes", file.key(), file.content().length);
        }
        log.publish(new CommitEvent(
                CommitEvent.VERSION,
                connector,
                source.topic(),
                source.partition(),
                LakePath.table(source.topic()),
                epoch(),
                pending.startOffset(),
                pending.endOffset(),
                stored));
        stored.clear();
        pending = null;
        return true;
    }

    private void await(Future<Void> deadLetter) {
        try {
            deadLetter.get();
        } catch (ExecutionException e) {
            throw new ConnectException(
                    "Cannot write a refused record of " + source + " to the dead-letter queue", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetriableException("Stopped while waiting for the dead-letter queue of " + source, e);
        }
    }
}
