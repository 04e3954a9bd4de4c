package io.bankingconnect.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values that the connector configs read through the environment config provider.
 *
 * <p>Later sources win: the documented defaults, the laptop's file, what the stack knows (endpoints, secrets), the user's
 * own environment, for the documented names only, and last the command's options.
 */
final class Environment {

    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * Reads the two files.
     *
     * @throws StartupException if one cannot be read
     */
    static Environment of(StackPaths paths) {
        Environment environment = new Environment();
        environment.values.putAll(read(paths.root().resolve("connector-configs/connect.env")));
        environment.putAll(read(paths.root().resolve("local-stack/laptop.env")));
        return environment;
    }

    /**
     * Sets values.
     *
     * @throws IllegalArgumentException if a name is not documented in {@code connect.env}
     */
    void putAll(Map<String, String> more) {
        more.forEach((name, value) -> {
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException(name + " is not documented in connector-configs/connect.env");
            }
            values.put(name, value);
        });
    }

    /**
     * Takes the documented names out of the user's environment.
     *
     * @return the names it has taken
     */
    List<String> overrideFrom(Map<String, String> userEnvironment) {
        List<String> taken =
                values.keySet().stream().filter(userEnvironment::containsKey).toList();
        taken.forEach(name -> values.put(name, userEnvironment.get(name)));
        return taken;
    }

    Map<String, String> asMap() {
        return new TreeMap<>(values);
    }

    private static Map<String, String> read(Path file) {
        Map<String, String> read = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (!line.startsWith("#") && equals > 0) {
                    read.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        } catch (IOException e) {
            throw new StartupException("Cannot read " + file + ": " + e.getMessage(), e);
        }
        return read;
    }
}
