package io.bankingconnect.parquet.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.lake.CommitEvent;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaCommitLogTest {

    private static final CommitEvent EVENT =
            new CommitEvent(1, "lake", "banking.public.accounts", 3, "accounts", 0, 40, 42, List.of());

    private final MockProducer<String, String> producer =
            new MockProducer<>(true, null, new StringSerializer(), new StringSerializer());
    private final CommitLog log = new KafkaCommitLog("banking.lake.commits", producer);

    @AfterEach
    void leaveNoInterruptBehind() {
        Thread.interrupted();
    }

    @Test
    void anEventIsOneRecordKeyedByItsPartition() {
        log.publish(EVENT);

        assertThat(producer.history())
                .containsExactly(
                        new ProducerRecord<>("banking.lake.commits", "banking.public.accounts-3", EVENT.toJson()));
    }

    @Test
    void brokersThatAreAwayAreAPassingOutage() {
        producer.sendException = new TimeoutException("Topic not present in metadata after 10000 ms.");

        assertThatThrownBy(() -> log.publish(EVENT))
                .isExactlyInstanceOf(RetriableException.class)
                .hasMessage("Cannot announce offsets 40 to 42 of banking.public.accounts-3 on topic"
                        + " banking.lake.commits: Topic not present in metadata after 10000 ms.");
    }

    @Test
    void brokersThatRefuseAreFatal() {
        producer.sendException = new TopicAuthorizationException("Not authorized to access topics");

        assertThatThrownBy(() -> log.publish(EVENT))
                .isExactlyInstanceOf(ConnectException.class)
                .hasMessageEndingWith("Not authorized to access topics");
    }

    @Test
    void anUnansweredEventIsNotTakenForDoneWhenTheTaskStops() {
        MockProducer<String, String> silent =
                new MockProducer<>(false, null, new StringSerializer(), new StringSerializer());
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new KafkaCommitLog("banking.lake.commits", silent).publish(EVENT))
                .isExactlyInstanceOf(RetriableException.class)
                .hasMessageEndingWith("the task is stopping");
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
