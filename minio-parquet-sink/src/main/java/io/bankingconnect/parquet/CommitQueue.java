package io.bankingconnect.parquet;

import io.bankingconnect.parquet.commit.FencedException;
import io.bankingconnect.parquet.commit.PartitionCommitter;
import io.bankingconnect.parquet.commit.SealedGroup;
import io.bankingconnect.parquet.metrics.SinkMetrics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one topic partition over and commits its groups in their order, one at a time, off the task thread.
 *
 * <p>The partition is paused until it is taken over, while two groups wait for the store, and while it is held back.
 * Called by the task thread only.
 */
final class CommitQueue {

    /** Hears of changes of ownership, on the task thread. */
    interface Owner {

        /**
         * The partition is this task's.
         *
         * @param position the offset to go on at, or empty if the lake does not say
         */
        void takenOver(OptionalLong position);

        /** The partition is another writer's: what is not committed must be forgotten. */
        void overtaken();
    }

    private static final Logger LOG = LoggerFactory.getLogger(CommitQueue.class);
    private static final int MOST_SEALED_GROUPS = 2;
    private static final long POLL_MS = 20;

    private final TopicPartition source;
    private final PartitionCommitter committer;
    private final SinkTaskContext context;
    private final RetryingJob job;
    private final Backoff fencedBackoff;
    private final SinkMetrics metrics;
    // The head is being committed.
    private final Deque<SealedGroup> sealed = new ArrayDeque<>();
    private volatile OptionalLong position = OptionalLong.empty();
    private boolean owned;
    private boolean paused;
    private boolean heldBack;
    private long takeOverAfterMs;
    private boolean committed;

    CommitQueue(
            TopicPartition source,
            PartitionCommitter committer,
            SinkTaskContext context,
            RetryingJob job,
            Backoff fencedBackoff,
            SinkMetrics metrics) {
        this.source = source;
        this.committer = committer;
        this.context = context;
        this.job = job;
        this.fencedBackoff = fencedBackoff;
        this.metrics = metrics;
    }

    /** Holds the partition's records back until it is taken over. Does nothing else. */
    void open() {
        flow();
    }

    /** Whether this task is the partition's writer. */
    boolean isOwned() {
        return owned;
    }

    /** The number of this writer among all that the partition has had. */
    long epoch() {
        return committer.epoch();
    }

    void add(SealedGroup group) {
        sealed.add(group);
    }

    /**
     * Gives the job its next piece of work, as long as it ends them at once.
     *
     * @throws ConnectException if it met something that no retry mends
     */
    void pump(Owner owner) {
        try {
            job.poll();
            while (job.idle() && (!owned || !sealed.isEmpty())) {
                if (owned) {
                    SealedGroup next = sealed.element();
                    job.start(() -> commit(next), () -> committed(next), 0);
                } else if (context.assignment().contains(source)) {
                    job.start(() -> position = committer.takeOver(), () -> takenOver(owner), takeOverAfterMs);
                } else {
                    break;
                }
            }
        } catch (FencedException e) {
            overtaken(e, owner);
        }
        flow();
    }

    // On an upload thread, which may come to its end after the partition was taken away.
    private void commit(SealedGroup group) {
        metrics.committed(committer.commit(group), group.refused().size());
    }

    private void committed(SealedGroup group) {
        sealed.remove();
        metrics.committedOffset(source, group.endOffset() + 1);
        fencedBackoff.reset();
        committed = true;
    }

    private void takenOver(Owner owner) {
        owned = true;
        position.ifPresent(offset -> metrics.committedOffset(source, offset));
        owner.takenOver(position);
    }

    private void overtaken(FencedException reason, Owner owner) {
        takeOverAfterMs = fencedBackoff.next();
        LOG.warn(
                "{}; forgetting what is not committed, and asking again in {} ms if {} is still assigned to this task",
                reason.getMessage(),
                takeOverAfterMs,
                source);
        owned = false;
        metrics.fenced(source);
        sealed.clear();
        owner.overtaken();
    }

    /** Holds the partition back until there is memory again, or no longer. */
    void holdBack(boolean hold) {
        heldBack = hold;
        flow();
    }

    private void flow() {
        boolean hold = !owned || heldBack || sealed.size() >= MOST_SEALED_GROUPS;
        if (hold && !paused) {
            context.pause(source);
        } else if (!hold && paused) {
            context.resume(source);
        }
        paused = hold;
    }

    /** The bytes of memory that the waiting groups take. */
    long memoryBytes() {
        return sealed.stream().mapToLong(SealedGroup::memoryBytes).sum();
    }

    /** The first offset of the waiting groups, if there are any. */
    OptionalLong firstOffset() {
        return sealed.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(sealed.element().startOffset());
    }

    /** When the first record of the waiting groups was taken, in milliseconds since the epoch, if there are any. */
    OptionalLong waitingSinceMs() {
        return sealed.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(sealed.element().openedAtMs());
    }

    /** Whether a store or broker that is away is waited for. */
    boolean inOutage() {
        return job.inOutage();
    }

    /** Milliseconds until {@link #pump} has something to do; {@code Long.MAX_VALUE} if nothing waits. */
    long dueInMs() {
        return job.dueInMs(POLL_MS);
    }

    /** Whether a group became durable since this was last asked. */
    boolean pollCommitted() {
        boolean answer = committed;
        committed = false;
        return answer;
    }
}
