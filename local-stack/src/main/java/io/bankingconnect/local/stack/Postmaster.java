package io.bankingconnect.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Finds PostgreSQL's own first process, which detaches from the one that started it. */
final class Postmaster {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Path data;
    private final Path binaries;

    /** Of the server with that data directory, running a program of that directory. */
    Postmaster(Path data, Path binaries) {
        this.data = data;
        this.binaries = binaries;
    }

    /** The process, if it runs. One that merely has its id by now is not it. */
    Optional<ProcessHandle> find() {
        try {
            // The server writes its id first and other lines later, so the file may be there and still be empty.
            Optional<ProcessHandle> process = Files.readString(data.resolve("postmaster.pid"))
                    .lines()
                    .findFirst()
                    .map(String::strip)
                    .filter(pid -> pid.matches("\\d+"))
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                    .filter(ProcessHandle::isAlive);
            if (process.isEmpty()) {
                return process;
            }
            Path program = binaries.toRealPath();
            return process.filter(alive -> alive.info()
                    .command()
                    .map(command -> Path.of(command).startsWith(program))
                    .orElse(false));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StartupException("Cannot read PostgreSQL's directory " + data + ": " + e.getMessage(), e);
        }
    }

    /** Ends it, if it runs, and waits for that. */
    void end() {
        find().ifPresent(process -> {
            process.destroy();
            ProcessEnd.await(process, GRACE);
        });
    }
}
