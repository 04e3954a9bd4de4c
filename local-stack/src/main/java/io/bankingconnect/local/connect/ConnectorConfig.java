package io.bankingconnect.local.connect;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A connector as its file in {@code connector-configs/} declares it.
 *
 * @param name the connector's name
 * @param config its settings, secrets as references
 */
public record ConnectorConfig(String name, Map<String, String> config) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public ConnectorConfig {
        config = Map.copyOf(config);
    }

    /** Reads a file as a person would POST it. */
    public static ConnectorConfig read(Path file) {
        try {
            return JSON.readValue(Files.readString(file), new TypeReference<ConnectorConfig>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
