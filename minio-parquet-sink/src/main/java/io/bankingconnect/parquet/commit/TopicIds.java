package io.bankingconnect.parquet.commit;

import java.util.Optional;

/** Tells a topic from another one that had its name before. Safe for use by several threads. */
public interface TopicIds extends AutoCloseable {

    /**
     * The topic's id, or empty if it cannot be asked for.
     *
     * @throws org.apache.kafka.connect.errors.RetriableException if the brokers are away
     */
    Optional<String> of(String topic);

    @Override
    void close();
}
