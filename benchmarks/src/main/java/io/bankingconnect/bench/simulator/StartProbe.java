package io.bankingconnect.bench.simulator;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/** Measures how long a task takes from its start to its first record, cold. */
public final class StartProbe {

    private StartProbe() {}

    /**
     * Prints {@code {"ms": …, "coreMs": …}}: by the clock on the wall, and what of it the thread had a core.
     *
     * @param arguments the connector's settings and the stored offset, both as JSON; {@code null} for no offset
     */
    public static void main(String[] arguments) throws Exception {
        ObjectMapper json = new ObjectMapper();
        Map<String, String> settings = json.readValue(arguments[0], new TypeReference<>() {});
        Map<String, Object> offset = json.readValue(arguments[1], new TypeReference<>() {});

        CoreTime time = new CoreTime();
        time.start();
        new RunningTask(settings, offset).poll();
        time.stop();

        System.out.println(
                json.writeValueAsString(Map.of("ms", time.wallSeconds() * 1e3, "coreMs", time.coreSeconds() * 1e3)));
    }
}
