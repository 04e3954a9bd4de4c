package io.bankingconnect.parquet.commit;

import io.bankingconnect.lake.CommitEvent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/** The commits topic. */
public final class KafkaCommitLog implements CommitLog {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String topic;
    private final Producer<String, String> producer;

    /** @param settings the producer's */
    public KafkaCommitLog(String topic, Map<String, Object> settings) {
        this(topic, new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer()));
    }

    KafkaCommitLog(String topic, Producer<String, String> producer) {
        this.topic = topic;
        this.producer = producer;
    }

    @Override
    public void publish(CommitEvent event) {
        try {
            producer.send(new ProducerRecord<>(topic, event.recordKey(), event.toJson()))
                    .get();
        } catch (ExecutionException e) {
            throw sorted(event, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetriableException(message(event, "the task is stopping"), e);
        } catch (KafkaException e) {
            throw sorted(event, e);
        }
    }

    private ConnectException sorted(CommitEvent event, Throwable e) {
        boolean passing =
                e instanceof org.apache.kafka.common.errors.RetriableException || e instanceof InterruptException;
        String message = message(event, e.getMessage());
        return passing ? new RetriableException(message, e) : new ConnectException(message, e);
    }

    private String message(CommitEvent event, String reason) {
        return "Cannot announce offsets " + event.startOffset() + " to " + event.endOffset() + " of "
                + event.recordKey() + " on topic " + topic + ": " + reason;
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}
