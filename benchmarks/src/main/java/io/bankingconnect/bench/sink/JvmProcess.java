package io.bankingconnect.bench.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a JVM of its own, which does not outlive this one. */
final class JvmProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long POLL_MS = 100;

    private final String name;
    private final Path log;
    private final Process process;

    private JvmProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts a main class; it writes to {@code <name>.log} in the directory. */
    static JvmProcess start(
            String name, Path directory, List<String> options, String classpath, String mainClass, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classpath, mainClass));
        command.addAll(List.of(arguments));
        Path log = directory.resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new JvmProcess(name, log, process);
    }

    /** Asks whether a server answers. */
    interface Question {
        boolean yes() throws Exception;
    }

    /**
     * Waits until the server answers.
     *
     * @throws IllegalStateException if it ends or does not answer in time
     */
    JvmProcess await(Question answers) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!answers(answers)) {
            if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS) || Instant.now().isAfter(deadline)) {
                throw new IllegalStateException(name + " does not start: " + tail());
            }
        }
        return this;
    }

    private static boolean answers(Question question) throws InterruptedException {
        try {
            return question.yes();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // Not yet.
            return false;
        }
    }

    /**
     * Waits until a program that ends by itself has done so.
     *
     * @throws IllegalStateException if it fails or takes too long
     */
    void awaitSuccess() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException(name + " fails: " + tail());
        }
    }

    /**
     * Waits until a program that ends by itself has done so, and returns what it printed.
     *
     * @throws IllegalStateException if it fails or takes too long
     */
    List<String> awaitOutput() throws InterruptedException, IOException {
        awaitSuccess();
        return Files.readAllLines(log);
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return "its log " + log + " cannot be read: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
