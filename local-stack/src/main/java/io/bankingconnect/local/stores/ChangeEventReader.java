package io.bankingconnect.local.stores;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Counts the change events on Kafka by reading them all, committed ones only. Not thread-safe. */
public final class ChangeEventReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Table> tables = Map.of(
            Table.CUSTOMERS.topic(), Table.CUSTOMERS,
            Table.ACCOUNTS.topic(), Table.ACCOUNTS,
            Table.TRANSACTIONS.topic(), Table.TRANSACTIONS);
    private final Map<Table, Long> counts = new EnumMap<>(Table.class);

    /** Begins at the first event of every topic. */
    public ChangeEventReader(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = tables.keySet().stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Arrays.stream(Table.values()).forEach(table -> counts.put(table, 0L));
    }

    /** The events so far, by table. */
    public Map<Table, Long> counts() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                counts.merge(tables.get(record.topic()), 1L, Long::sum);
            }
        }
        return new EnumMap<>(counts);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
