package io.bankingconnect.parquet.commit;

import io.bankingconnect.lake.CommitEvent;

/** Where the sink announces the groups that it committed. Safe for use by several threads. */
public interface CommitLog extends AutoCloseable {

    /**
     * Announces a group and waits until the announcement is durable.
     *
     * @throws org.apache.kafka.connect.errors.RetriableException if the log is away; the event may or may not be in it
     * @throws org.apache.kafka.connect.errors.ConnectException if no retry can mend it
     */
    void publish(CommitEvent event);

    @Override
    void close();
}
