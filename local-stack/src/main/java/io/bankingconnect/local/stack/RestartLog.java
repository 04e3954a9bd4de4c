package io.bankingconnect.local.stack;

import io.bankingconnect.local.connect.TaskWatchdog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds in the supervisor's log what it has restarted. */
public final class RestartLog {

    private RestartLog() {}

    /** A line per restart, the oldest first. */
    public static List<String> read(StackPaths paths) {
        Path log = paths.log("supervisor");
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> line.startsWith(TaskWatchdog.RESTARTED))
                    .toList();
        } catch (IOException e) {
            throw new StartupException("Cannot read " + log + ": " + e.getMessage(), e);
        }
    }
}
