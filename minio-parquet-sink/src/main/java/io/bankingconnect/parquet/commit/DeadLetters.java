package io.bankingconnect.parquet.commit;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/** Waits for the dead-letter queue. */
final class DeadLetters {

    private DeadLetters() {}

    /**
     * Waits until every refused record of a group is in the dead-letter queue.
     *
     * @throws ConnectException if one is not
     * @throws RetriableException if the task is stopping
     */
    static void await(TopicPartition source, SealedGroup group) {
        for (Future<Void> refused : group.refused()) {
            try {
                refused.get();
            } catch (ExecutionException e) {
                throw new ConnectException(
                        "Cannot write a refused record of " + source + " to the dead-letter queue", e.getCause());
            } catch (CancellationException e) {
                throw new RetriableException(source + " is taken away from this task", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RetriableException("Stopped while waiting for the dead-letter queue of " + source, e);
            }
        }
    }
}
