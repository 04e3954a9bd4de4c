package io.bankingconnect.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Makes the directory of a stack's state ready for a new start, which always begins with an empty bank. */
final class StateDirectory {

    private static final long NEEDED_BYTES = 1L << 30;
    /** Unpacked once and kept. */
    private static final String BINARIES = "postgres-binaries";
    /** Says that a directory is ours to empty. */
    private static final String MARKER = "banking-stack-state";

    private StateDirectory() {}

    /**
     * Ends what is left of an earlier stack there and empties the directory.
     *
     * @throws StartupException if it cannot be used, holds anything else, or has too little room
     */
    static void prepare(StackPaths paths) {
        Path state = paths.state();
        try {
            create(state);
            new PidFile(paths).endAll();
            empty(state);
            Files.createFile(state.resolve(MARKER));
            Files.createDirectories(state.resolve("logs"));
            checkRoom(state);
        } catch (IOException e) {
            throw new StartupException(
                    "Cannot use " + state + " for the stack's state (" + e
                            + "): make it writable, or choose another directory with --state-dir.",
                    e);
        }
    }

    private static void create(Path state) throws IOException {
        if (Files.exists(state)) {
            return;
        }
        Files.createDirectories(state.toAbsolutePath().getParent());
        Files.createDirectory(
                state, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static void empty(Path state) throws IOException {
        List<Path> entries;
        try (Stream<Path> children = Files.list(state)) {
            entries = children.toList();
        }
        if (!entries.isEmpty() && !entries.contains(state.resolve(MARKER))) {
            throw new StartupException(state
                    + " holds files that are not a stack's: choose an empty or a new directory with --state-dir.");
        }
        for (Path entry : entries) {
            if (!entry.equals(state.resolve(BINARIES))) {
                delete(entry);
            }
        }
    }

    private static void delete(Path entry) throws IOException {
        try (Stream<Path> tree = Files.walk(entry)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void checkRoom(Path state) throws IOException {
        long free = Files.getFileStore(state).getUsableSpace();
        if (free < NEEDED_BYTES) {
            throw new StartupException(
                    "%s has %d MB free and the stack needs %d MB: make room, or choose another directory with --state-dir."
                            .formatted(state, free >> 20, NEEDED_BYTES >> 20));
        }
    }
}
