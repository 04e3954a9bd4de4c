package io.bankingconnect.local.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The launcher's hold on a supervisor it has started.
 *
 * <p>The stack ends with this process, however it ends, until {@link #keep} lets it live on.
 */
public final class SupervisorProcess implements AutoCloseable {

    private static final long GRACE_SECONDS = 60;

    private final Process process;
    private final CompletableFuture<Optional<String>> started = new CompletableFuture<>();
    private volatile boolean kept;

    private SupervisorProcess(Process process, Consumer<String> lines) {
        this.process = process;
        Thread reader = new Thread(() -> read(lines), "supervisor-output");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a supervisor on an empty state directory.
     *
     * @param lines takes what it says, a line at a time, from another thread
     * @throws StartupException if a stack runs there already, or the directory cannot be used
     */
    public static SupervisorProcess start(StackPaths paths, StackOptions options, Consumer<String> lines) {
        StackState.running(paths).ifPresent(running -> {
            throw new StartupException("A stack already runs here (process " + running.supervisorPid()
                    + "): end it with ./banking down, or use another directory with --state-dir.");
        });
        StateDirectory.prepare(paths);
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // A session of its own: Ctrl-C in the terminal reaches the launcher alone, which then ends the stack in
            // order.
            command.add("/usr/bin/setsid");
        }
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                paths.launcherClasspath(),
                Supervisor.class.getName(),
                paths.root().toString(),
                paths.state().toString(),
                json(options)));
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.redirectError(paths.log("supervisor-errors").toFile());
            return new SupervisorProcess(builder.start(), lines);
        } catch (IOException e) {
            throw new StartupException("Cannot start the supervisor: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until every connector runs.
     *
     * @throws StartupException with the supervisor's sentence if that fails
     */
    public void awaitReady() {
        started.join().ifPresent(failure -> {
            throw new StartupException(failure);
        });
    }

    /** Whether the supervisor still runs. */
    public boolean alive() {
        return process.isAlive();
    }

    /** Lets the stack live on after this process. */
    public void keep() {
        try (Writer input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8)) {
            input.write(Supervisor.KEEP + "\n");
            kept = true;
        } catch (IOException e) {
            throw new StartupException("The supervisor has ended: " + e.getMessage(), e);
        }
    }

    /** Ends the stack and waits for it, unless it is kept. Safe to call twice, and from a shutdown hook. */
    @Override
    public void close() {
        if (kept) {
            return;
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read(Consumer<String> lines) {
        String failure = "The supervisor ended before the stack was ready: see its log.";
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals(Supervisor.READY)) {
                    started.complete(Optional.empty());
                } else if (line.startsWith(Supervisor.FAILED)) {
                    failure = line.substring(Supervisor.FAILED.length());
                } else {
                    lines.accept(line);
                }
            }
        } catch (IOException e) {
            failure = "Lost the supervisor: " + e.getMessage();
        }
        started.complete(Optional.of(failure));
    }

    private static String json(StackOptions options) {
        try {
            return new ObjectMapper().writeValueAsString(options);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The options are always writable as JSON", e);
        }
    }
}
