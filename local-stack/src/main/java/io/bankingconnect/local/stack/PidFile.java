package io.bankingconnect.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The processes a stack has started, so that the next start ends those that outlived a crash.
 *
 * <p>A process is known by its id and its start time: an id alone may be another program's by now.
 */
final class PidFile {

    private static final Duration GRACE = Duration.ofSeconds(10);

    private final Path file;
    private final Path postmaster;

    PidFile(StackPaths paths) {
        file = paths.state().resolve("pids");
        postmaster = paths.state().resolve("postgres/postmaster.pid");
    }

    synchronized void add(ProcessHandle process) {
        String line = process.pid() + " "
                + startOf(process).map(Instant::toEpochMilli).orElse(0L) + "\n";
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new StartupException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** The processes of the file that still run. */
    List<ProcessHandle> alive() {
        return lines(file).stream()
                .map(line -> line.split(" "))
                .flatMap(parts -> ProcessHandle.of(Long.parseLong(parts[0]))
                        .filter(ProcessHandle::isAlive)
                        .filter(process ->
                                startOf(process).map(Instant::toEpochMilli).orElse(0L) == Long.parseLong(parts[1]))
                        .stream())
                .toList();
    }

    /** PostgreSQL's own first process, which detaches from the one that started it. */
    Optional<ProcessHandle> postmaster() {
        return lines(postmaster).stream()
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .command()
                        .map(command -> command.endsWith("postgres"))
                        .orElse(false));
    }

    /** Ends whatever of an earlier stack still runs. */
    void endAll() {
        List<ProcessHandle> orphans = new java.util.ArrayList<>(alive());
        postmaster().ifPresent(orphans::add);
        orphans.forEach(ProcessHandle::destroy);
        orphans.forEach(PidFile::awaitEnd);
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Instant> startOf(ProcessHandle process) {
        return process.info().startInstant();
    }

    private static List<String> lines(Path path) {
        try {
            return Files.exists(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException e) {
            throw new StartupException("Cannot read " + path + ": " + e.getMessage(), e);
        }
    }
}
