package io.bankingconnect.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The processes a stack has started, so that the next start ends those that outlived a crash.
 *
 * <p>A process is known by its id and its start time: an id alone may be another program's by now.
 */
final class PidFile {

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final Pattern LINE = Pattern.compile("(\\d+) (\\d+)");
    /** Start times count from the boot, which every JVM reads anew from a clock that may have been set since. */
    private static final Duration SAME_START = Duration.ofSeconds(5);

    private final Path file;
    private final Postmaster postmaster;

    PidFile(StackPaths paths) {
        file = paths.state().resolve("pids");
        postmaster = paths.postmaster();
    }

    /** Adds a process, unless it has ended already. */
    synchronized void add(ProcessHandle process) {
        Optional<Instant> start = process.info().startInstant();
        if (start.isEmpty()) {
            return;
        }
        try {
            Files.writeString(
                    file,
                    process.pid() + " " + start.get().toEpochMilli() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new StartupException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** The processes of the file that still run. */
    List<ProcessHandle> alive() {
        return lines().stream()
                .map(LINE::matcher)
                // A full disk or a crash may have cut the last line short.
                .filter(Matcher::matches)
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line.group(1)))
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> startedAt(process, Long.parseLong(line.group(2))))
                        .stream())
                .toList();
    }

    /** Ends whatever of an earlier stack still runs. */
    void endAll() {
        List<ProcessHandle> orphans = alive();
        orphans.forEach(ProcessHandle::destroy);
        orphans.forEach(process -> ProcessEnd.await(process, GRACE));
        postmaster.end();
    }

    private static boolean startedAt(ProcessHandle process, long epochMs) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(Instant.ofEpochMilli(epochMs), start)
                                .abs()
                                .compareTo(SAME_START)
                        <= 0)
                .orElse(false);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new StartupException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
