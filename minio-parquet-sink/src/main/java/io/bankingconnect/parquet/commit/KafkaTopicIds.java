package io.bankingconnect.parquet.commit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.connect.errors.RetriableException;

/** Asks the brokers that hold the commits topic, if they hold the topic too and allow the question. */
public final class KafkaTopicIds implements TopicIds {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Admin admin;

    /** @param producer the settings of the events' producer, of which the admin client takes those that it knows */
    public KafkaTopicIds(Map<String, Object> producer) {
        this(Admin.create(adminSettings(producer)));
    }

    KafkaTopicIds(Admin admin) {
        this.admin = admin;
    }

    private static Map<String, Object> adminSettings(Map<String, Object> producer) {
        Set<String> known = AdminClientConfig.configNames();
        return producer.entrySet().stream()
                .filter(setting -> known.contains(setting.getKey()))
                .filter(setting -> !setting.getKey().equals(AdminClientConfig.METRIC_REPORTER_CLASSES_CONFIG))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Optional<String> of(String topic) {
        try {
            TopicDescription description = admin.describeTopics(Set.of(topic))
                    .topicNameValues()
                    .get(topic)
                    .get();
            return Optional.of(description.topicId())
                    .filter(id -> !id.equals(Uuid.ZERO_UUID))
                    .map(Uuid::toString);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ApiException refusal
                    && (!(refusal instanceof org.apache.kafka.common.errors.RetriableException)
                            || refusal instanceof org.apache.kafka.common.errors.UnknownTopicOrPartitionException)) {
                return Optional.empty();
            }
            throw new RetriableException(
                    "Cannot ask for the id of topic " + topic + ": "
                            + e.getCause().getMessage(),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RetriableException("Stopped while asking for the id of topic " + topic, e);
        }
    }

    @Override
    public void close() {
        admin.close(CLOSE_TIMEOUT);
    }
}
