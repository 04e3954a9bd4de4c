package io.bankingconnect.local.stack;

import java.util.Map;

/**
 * What the user asked for.
 *
 * @param ports the ports the user chose
 * @param settings values for names of {@code connector-configs/connect.env}
 */
public record StackOptions(Map<Port, Integer> ports, Map<String, String> settings) {

    public StackOptions {
        ports = Map.copyOf(ports);
        settings = Map.copyOf(settings);
    }
}
