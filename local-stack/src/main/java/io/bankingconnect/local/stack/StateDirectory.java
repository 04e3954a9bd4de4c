package io.bankingconnect.local.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A launcher's claim on the directory of a stack's state, made ready for a new start, which always begins with an empty
 * bank.
 *
 * <p>The claim ends with {@link #close} or with the process. Until then no other launcher gets it, so none empties the
 * directory of a stack that is just starting.
 */
final class StateDirectory implements AutoCloseable {

    private static final long NEEDED_BYTES = 1L << 30;
    /** Says that a directory is ours to empty, and carries the lock. It stays, also when emptying is interrupted. */
    private static final String MARKER = "banking-stack-state";

    /** Passwords, keys and the bank's data lie here. */
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final FileChannel lock;

    private StateDirectory(FileChannel lock) {
        this.lock = lock;
    }

    /**
     * Ends what is left of an earlier stack there and empties the directory.
     *
     * @throws StartupException if it cannot be used, holds anything else, is in use, or has too little room
     */
    static StateDirectory claim(StackPaths paths) {
        Path state = paths.state();
        try {
            create(state);
            requireOurs(state);
            StateDirectory claim = new StateDirectory(lock(state));
            try {
                prepare(paths);
                return claim;
            } catch (IOException | RuntimeException e) {
                claim.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StartupException(
                    "Cannot use " + state + " for the stack's state (" + e
                            + "): make it writable, or choose another directory with --state-dir.",
                    e);
        }
    }

    /** Gives the directory up; what is in it stays. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static void prepare(StackPaths paths) throws IOException {
        StackState.running(paths).ifPresent(running -> {
            throw new StartupException("A stack already runs here (process " + running.supervisorPid()
                    + "): end it with ./banking down, or use another directory with --state-dir.");
        });
        Path state = paths.state();
        Files.setPosixFilePermissions(state, OWNER_ONLY);
        new PidFile(paths).endAll();
        Set<Path> kept = Set.of(state.resolve(MARKER), paths.postgresBinaries());
        for (Path entry : entries(state)) {
            if (!kept.contains(entry)) {
                delete(entry);
            }
        }
        Files.createDirectories(state.resolve("logs"));
        requireRoom(state);
    }

    private static void create(Path state) throws IOException {
        if (!Files.exists(state)) {
            Files.createDirectories(state.toAbsolutePath().getParent());
            Files.createDirectory(state, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
    }

    private static void requireOurs(Path state) throws IOException {
        List<Path> entries = entries(state);
        if (!entries.isEmpty() && !entries.contains(state.resolve(MARKER))) {
            throw new StartupException(state
                    + " holds files that are not a stack's: choose an empty or a new directory with --state-dir.");
        }
    }

    private static FileChannel lock(Path state) throws IOException {
        FileChannel marker =
                FileChannel.open(state.resolve(MARKER), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (marker.tryLock() != null) {
                return marker;
            }
        } catch (OverlappingFileLockException e) {
            // Somebody in this process has it.
        }
        marker.close();
        throw new StartupException("Another ./banking uses " + state
                + " already: wait for its end, or choose another directory with --state-dir.");
    }

    private static List<Path> entries(Path state) throws IOException {
        try (Stream<Path> children = Files.list(state)) {
            return children.toList();
        }
    }

    private static void delete(Path entry) throws IOException {
        try (Stream<Path> tree = Files.walk(entry)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void requireRoom(Path state) throws IOException {
        long free = Files.getFileStore(state).getUsableSpace();
        if (free < NEEDED_BYTES) {
            throw new StartupException(
                    "%s has %d MB free and the stack needs %d MB: make room, or choose another directory with --state-dir."
                            .formatted(state, free >> 20, NEEDED_BYTES >> 20));
        }
    }
}
