package io.bankingconnect.local.command;

import io.bankingconnect.local.stack.Port;
import io.bankingconnect.local.stack.StackPaths;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options by which a command finds its stack. */
final class StackArguments {

    @Option(names = "--root", hidden = true, defaultValue = "${sys:banking.root:-.}", description = "The repository.")
    private Path root;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "Where the stack keeps its state. Default: .banking in the repository.")
    private Path state;

    StackPaths paths() {
        Path repository = root.toAbsolutePath().normalize();
        Path directory = state == null
                ? repository.resolve(".banking")
                : state.toAbsolutePath().normalize();
        return new StackPaths(repository, directory);
    }

    static Map<Port, Integer> ports(Map<String, Integer> byLabel) {
        Map<Port, Integer> ports = new HashMap<>();
        if (byLabel != null) {
            byLabel.forEach((label, number) -> ports.put(Port.of(label), number));
        }
        return ports;
    }
}
