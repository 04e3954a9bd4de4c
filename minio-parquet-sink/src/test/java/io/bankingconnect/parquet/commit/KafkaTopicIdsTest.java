package io.bankingconnect.parquet.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.MockAdminClient;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.Test;

class KafkaTopicIdsTest {

    private static final Node BROKER = new Node(0, "broker", 9092);

    private final MockAdminClient admin = new MockAdminClient(List.of(BROKER), BROKER);
    private final TopicIds ids = new KafkaTopicIds(admin);

    @Test
    void aTopicKeepsItsIdUntilItIsCreatedAgain() {
        addTopic();
        String first = ids.of("accounts").orElseThrow();
        assertThat(ids.of("accounts")).contains(first);

        admin.deleteTopics(List.of("accounts"));
        addTopic();

        assertThat(ids.of("accounts")).isPresent().get().isNotEqualTo(first);
    }

    @Test
    void aTopicThatTheseBrokersDoNotHoldHasNoId() {
        assertThat(ids.of("elsewhere")).isEmpty();
    }

    @Test
    void brokersThatAreAwayAreAPassingOutage() {
        addTopic();
        admin.timeoutNextRequest(1);

        assertThatThrownBy(() -> ids.of("accounts"))
                .isInstanceOf(RetriableException.class)
                .hasMessageStartingWith("Cannot ask for the id of topic accounts: ");
    }

    private void addTopic() {
        admin.addTopic(
                false, "accounts", List.of(new TopicPartitionInfo(0, BROKER, List.of(BROKER), List.of())), Map.of());
    }
}
