package io.bankingconnect.local.stores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the warehouse's run results from their topic. Not thread-safe. */
public final class RunReader implements AutoCloseable {

    private static final String TOPIC = "banking.warehouse.runs";
    private static final String FACTS = "model.banking.fact_transactions";
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<String, String> consumer;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<UUID, Map<String, Result>> runs = new LinkedHashMap<>();
    private final Map<UUID, Instant> factsVisible = new HashMap<>();
    private UUID lastRunOfFacts;

    /**
     * One node's result in one run.
     *
     * @param node its unique id
     * @param status dbt's word for how it went
     * @param message what went wrong, or empty
     */
    public record Result(String node, String status, String message) {

        /** Whether this node is a data test. */
        public boolean test() {
            return node.startsWith("test.");
        }

        /** Whether something is wrong. */
        public boolean bad() {
            return status.equals("error") || status.equals("fail");
        }
    }

    /** Begins at the first result. */
    public RunReader(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringDeserializer(),
                new StringDeserializer());
        List<TopicPartition> partitions = List.of(new TopicPartition(TOPIC, 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads what has come since the last call. */
    public void refresh() throws IOException {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                JsonNode result = json.readTree(record.value());
                UUID invocation = UUID.fromString(result.path("invocation_id").asText());
                String node = result.path("unique_id").asText();
                runs.computeIfAbsent(invocation, id -> new LinkedHashMap<>())
                        .put(
                                node,
                                new Result(
                                        node,
                                        result.path("status").asText(),
                                        result.path("message").asText("")));
                if (node.equals(FACTS)) {
                    lastRunOfFacts = invocation;
                    factsVisible.put(
                            invocation,
                            Instant.parse(result.path("completed_at").asText()));
                }
            }
        }
    }

    /** How many results there were in all runs. */
    public int results() {
        return runs.values().stream().mapToInt(Map::size).sum();
    }

    /** How many runs there were. */
    public int runs() {
        return runs.size();
    }

    /** The results of the last run. */
    public List<Result> lastRun() {
        List<Map<String, Result>> all = new ArrayList<>(runs.values());
        return all.isEmpty() ? List.of() : List.copyOf(all.get(all.size() - 1).values());
    }

    /** Everything that went wrong in any run. */
    public List<Result> bad() {
        return runs.values().stream()
                .flatMap(run -> run.values().stream())
                .filter(Result::bad)
                .toList();
    }

    /** The last run that has made facts visible. */
    public Optional<UUID> lastRunOfFacts() {
        return Optional.ofNullable(lastRunOfFacts);
    }

    /** When the facts that a run brought in were there for a reader to see. */
    public Optional<Instant> factsVisible(UUID invocationId) {
        return Optional.ofNullable(factsVisible.get(invocationId));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
