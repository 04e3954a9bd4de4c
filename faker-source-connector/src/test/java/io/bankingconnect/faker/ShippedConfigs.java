package io.bankingconnect.faker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The configs of {@code connector-configs/} and the values that they take from the environment. */
final class ShippedConfigs {

    private static final Path DIRECTORY = Path.of("..", "connector-configs");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Z0-9_]+)}");

    private ShippedConfigs() {}

    /** A config as it is shipped, variables and all. */
    static Map<String, String> read(String file) throws IOException {
        JsonNode config =
                new ObjectMapper().readTree(DIRECTORY.resolve(file).toFile()).get("config");
        Map<String, String> values = new LinkedHashMap<>();
        config.properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
        return values;
    }

    /** A config with its variables replaced. */
    static Map<String, String> resolve(Map<String, String> config, Map<String, String> environment) {
        Map<String, String> resolved = new LinkedHashMap<>();
        config.forEach((key, value) -> resolved.put(
                key,
                VARIABLE.matcher(value)
                        .replaceAll(match -> Matcher.quoteReplacement(environment.get(match.group(1))))));
        return resolved;
    }

    /** The documented variables with their defaults. */
    static Map<String, String> environment() throws IOException {
        Map<String, String> environment = new LinkedHashMap<>();
        for (String line : Files.readAllLines(DIRECTORY.resolve("connect.env"))) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                environment.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return environment;
    }
}
