package io.bankingconnect.parquet;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;

/** Writes changes to all partitions of a topic, some thousands a second, until it is told to stop. */
final class Load implements AutoCloseable {

    private static final int OFFSETS_PER_BURST = 200;
    private static final long PAUSE_NANOS = 100_000_000;

    private final String bootstrapServers;
    private final String topic;
    private final int partitions;
    private final Thread thread = new Thread(this::produce, "load");
    private final JsonConverter converter = new JsonConverter();
    private volatile boolean stopped;
    private volatile long produced;

    Load(String bootstrapServers, String topic, int partitions) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.partitions = partitions;
        converter.configure(Map.of("schemas.enable", "true"), false);
        thread.start();
    }

    private void produce() {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            long offset = 0;
            while (!stopped) {
                for (int partition = 0; partition < partitions; partition++) {
                    SinkRecord change = Changes.change(
                            new TopicPartition(topic, partition), offset, Changes.NOON + offset % 3 * 86_400_000);
                    byte[] json = converter.fromConnectData(topic, change.valueSchema(), change.value());
                    producer.send(new ProducerRecord<>(topic, partition, null, json));
                    produced++;
                }
                offset++;
                if (offset % OFFSETS_PER_BURST == 0) {
                    producer.flush();
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }

    /** Ends the load and returns how many records there are. */
    long stop() throws InterruptedException {
        stopped = true;
        thread.join();
        return produced;
    }

    @Override
    public void close() {
        stopped = true;
    }
}
