package io.bankingconnect.local.stores;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka how far the JDBC sink is behind the simulator. */
public final class FeedReader implements AutoCloseable {

    private static final TopicPartition FEED = new TopicPartition("bank.oltp", 0);
    private static final String GROUP = "connect-oltp-jdbc-sink";

    private final Admin admin;

    public FeedReader(String bootstrapServers) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** The records that the sink has not confirmed yet. */
    public long lag() throws ExecutionException, InterruptedException {
        long end = admin.listOffsets(Map.of(FEED, OffsetSpec.latest()))
                .partitionResult(FEED)
                .get()
                .offset();
        OffsetAndMetadata confirmed = admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(FEED);
        return end - (confirmed == null ? 0 : confirmed.offset());
    }

    @Override
    public void close() {
        admin.close();
    }
}
