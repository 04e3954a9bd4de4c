package io.bankingconnect.local.stores;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads the warehouse's run results from their topic. Not thread-safe. */
public final class RunReader implements AutoCloseable {

    private static final String TOPIC = "banking.warehouse.runs";
    private static final String FACTS = "model.banking.fact_transactions";
    private static final String PASSED = "pass";

    private final TopicTail results;
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

        /** Whether this is a test that ran and found nothing; one that was skipped has not passed. */
        public boolean passed() {
            return test() && status.equals(PASSED);
        }

        /** Whether something is wrong. */
        public boolean bad() {
            return status.equals("error") || status.equals("fail");
        }
    }

    /** Begins at the first result. */
    public RunReader(String bootstrapServers) {
        results = new TopicTail(bootstrapServers, List.of(TOPIC));
    }

    /** Reads what has come since the last call. */
    public void refresh() {
        results.read(record -> add(result(record)));
    }

    private JsonNode result(ConsumerRecord<byte[], byte[]> record) {
        try {
            return json.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException("A record of " + TOPIC + " is not JSON", e);
        }
    }

    private void add(JsonNode result) {
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
                    invocation, Instant.parse(result.path("completed_at").asText()));
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
        results.close();
    }
}
