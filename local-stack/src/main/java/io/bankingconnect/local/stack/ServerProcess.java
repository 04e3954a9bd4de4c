package io.bankingconnect.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One server of the stack: a JVM of its own, on a {@link Leash}, writing to its own log file. */
final class ServerProcess {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int TAIL_LINES = 12;

    /** The first compiler alone: two cores start everything with a third less work, and in less memory. */
    private static final List<String> LAPTOP =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError");

    private final String name;
    private final Path log;
    private final Process process;
    private final Instant started = Instant.now();

    private ServerProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts a JVM that runs {@code mainClass} on a leash.
     *
     * @throws StartupException if the process cannot be started
     */
    static ServerProcess start(
            String name,
            StackPaths paths,
            List<String> jvmOptions,
            String classpath,
            Map<String, String> environment,
            String mainClass,
            List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LAPTOP);
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", StackPaths.join(paths.leashClasspath(), classpath)));
        command.add(Leash.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        Path log = paths.log(name);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(paths.state().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return new ServerProcess(name, log, builder.start());
        } catch (IOException e) {
            throw new StartupException("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    String name() {
        return name;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /**
     * Waits until the server answers.
     *
     * @return how long it took since the start
     * @throws StartupException if it ends or the time is up first; the message has the end of its log
     */
    Duration awaitReady(BooleanSupplier answers, Duration patience) throws InterruptedException {
        Instant deadline = started.plus(patience);
        while (!answers.getAsBoolean()) {
            if (process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                if (answers.getAsBoolean()) {
                    break;
                }
                throw ended();
            }
            if (Instant.now().isAfter(deadline)) {
                throw new StartupException(name + " did not answer within " + patience.toSeconds() + " s; " + log
                        + " ends with:\n" + tail());
            }
        }
        return Duration.between(started, Instant.now());
    }

    /**
     * Waits until a program that ends by itself has done so.
     *
     * @throws StartupException if it fails or the time is up first
     */
    void awaitSuccess(Duration patience) throws InterruptedException {
        awaitReady(() -> !process.isAlive(), patience);
        if (process.exitValue() != 0) {
            throw ended();
        }
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Asks the server to end by letting go of its leash. */
    void release() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The other end is gone already, which is what was asked for.
            process.destroy();
        }
    }

    /** Waits for the end, and enforces it when the patience is up. */
    void awaitEnd(Duration patience) {
        ProcessEnd.await(process.toHandle(), patience);
    }

    private StartupException ended() {
        return new StartupException(name + " ended while starting (exit code " + process.exitValue() + "); " + log
                + " ends with:\n" + tail());
    }

    private String tail() {
        try {
            // Programs write in the encoding of their locale, which a strict reader would stumble over.
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(it cannot be read: " + e + ")";
        }
    }
}
