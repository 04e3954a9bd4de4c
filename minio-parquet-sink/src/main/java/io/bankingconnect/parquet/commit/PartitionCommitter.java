package io.bankingconnect.parquet.commit;

import io.bankingconnect.lake.CommitEvent;
import java.util.OptionalLong;

/**
 * Makes the groups of one topic partition durable, one after the other.
 *
 * <p>After a {@link org.apache.kafka.connect.errors.RetriableException} the same call may be repeated, and goes on where
 * it stopped. For one thread at a time.
 */
public interface PartitionCommitter {

    /**
     * Becomes the partition's writer.
     *
     * @return the offset to go on at, or empty if the lake does not say
     * @throws org.apache.kafka.connect.errors.RetriableException in an outage
     * @throws org.apache.kafka.connect.errors.ConnectException if no retry can mend it
     */
    OptionalLong takeOver();

    /** The number of this writer among all the partition has had; 0 if nobody counts. */
    long epoch();

    /**
     * Stores a group's files, commits them, and announces them.
     *
     * @return the announcement
     * @throws FencedException if another writer took over; nothing of the group is committed by this one
     * @throws org.apache.kafka.connect.errors.RetriableException in an outage
     * @throws org.apache.kafka.connect.errors.ConnectException if no retry can mend it
     */
    CommitEvent commit(SealedGroup group);
}
