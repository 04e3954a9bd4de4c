package io.bankingconnect.local.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the worker says of a connector.
 *
 * @param name the connector's name
 * @param state its own state
 * @param trace why it failed, empty unless it did
 * @param tasks its tasks
 */
public record ConnectorStatus(String name, String state, String trace, List<Task> tasks) {

    private static final String RUNNING = "RUNNING";
    private static final String FAILED = "FAILED";
    private static final String CAUSED_BY = "Caused by: ";
    private static final String OWN_FRAME = "at io.bankingconnect.";

    /**
     * One task.
     *
     * @param id its number
     * @param state its state
     * @param trace why it failed, empty unless it did
     */
    public record Task(int id, String state, String trace) {

        /** Whether it has failed and stays so until somebody restarts it. */
        public boolean failed() {
            return FAILED.equals(state);
        }

        /** Why it failed, in one line. */
        public String reason() {
            return ConnectorStatus.reason(trace);
        }
    }

    public ConnectorStatus {
        tasks = List.copyOf(tasks);
    }

    static ConnectorStatus of(JsonNode json) {
        List<Task> tasks = new ArrayList<>();
        for (JsonNode task : json.path("tasks")) {
            tasks.add(new Task(
                    task.path("id").asInt(),
                    task.path("state").asText(),
                    task.path("trace").asText()));
        }
        JsonNode connector = json.path("connector");
        return new ConnectorStatus(
                json.path("name").asText(),
                connector.path("state").asText(),
                connector.path("trace").asText(),
                tasks);
    }

    /** Whether the connector and every task of it run, and there is a task. */
    public boolean running() {
        return RUNNING.equals(state)
                && !tasks.isEmpty()
                && tasks.stream().allMatch(task -> RUNNING.equals(task.state()));
    }

    /** The reason of the first failure, if the connector or a task has failed. */
    public Optional<String> failure() {
        if (FAILED.equals(state)) {
            return Optional.of(reason(trace));
        }
        return tasks.stream().filter(Task::failed).findFirst().map(Task::reason);
    }

    /** The state in one word: the connector's, or the worst of its tasks'. */
    public String summary() {
        if (tasks.isEmpty() && RUNNING.equals(state)) {
            return "STARTING";
        }
        return tasks.stream()
                .map(Task::state)
                .filter(task -> !RUNNING.equals(task))
                .findFirst()
                .orElse(state);
    }

    /**
     * The most telling message of a stack trace: that of the first exception that this suite threw itself, because it is
     * written for the user, else that of the root cause.
     */
    static String reason(String trace) {
        List<String> lines = trace.lines().toList();
        String telling = lines.isEmpty() ? "no reason given" : lines.get(0);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (i == 0 || line.startsWith(CAUSED_BY)) {
                telling = line;
                if (i + 1 < lines.size() && lines.get(i + 1).contains(OWN_FRAME)) {
                    break;
                }
            }
        }
        return telling.replaceFirst("^" + CAUSED_BY, "").replaceFirst("^[\\w.$]+(Exception|Error): ", "");
    }
}
