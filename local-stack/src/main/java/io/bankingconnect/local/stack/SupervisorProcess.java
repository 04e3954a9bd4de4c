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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The launcher's hold on a supervisor it has started.
 *
 * <p>The stack ends with this process, however it ends, until {@link #keep} lets it live on.
 */
public final class SupervisorProcess implements AutoCloseable {

    private static final long GRACE_SECONDS = 60;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StateDirectory directory;
    private final Process process;
    private final Consumer<String> lines;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private volatile boolean kept;

    private SupervisorProcess(StateDirectory directory, Process process, Path log, Consumer<String> lines) {
        this.directory = directory;
        this.process = process;
        this.lines = lines;
        Thread reader = new Thread(() -> read(log), "supervisor-output");
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
        StateDirectory directory = StateDirectory.claim(paths);
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
            return new SupervisorProcess(directory, builder.start(), paths.log("supervisor"), lines);
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
        CompletableFuture.anyOf(ready, ended).join();
        if (!ready.isDone()) {
            throw new StartupException(ended.join());
        }
    }

    /**
     * Returns if the stack lives on for that time.
     *
     * @throws StartupException with the supervisor's sentence if the stack has ended or ends meanwhile
     */
    public void requireRunning(Duration meanwhile) throws InterruptedException {
        try {
            throw new StartupException(ended.get(meanwhile.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            // It runs.
        } catch (ExecutionException e) {
            throw new IllegalStateException("Nothing completes this with an exception", e);
        }
    }

    /** Ends the stack when this process is told to end, by Ctrl-C for example, and says so. */
    public void endWithThisProcess() {
        Thread hook = new Thread(
                () -> {
                    if (!kept && process.isAlive()) {
                        lines.accept("Ending the stack …");
                    }
                    close();
                },
                "end-stack");
        Runtime.getRuntime().addShutdownHook(hook);
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
            directory.close();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read(Path log) {
        String failure = "The stack has ended: see " + log + ".";
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals(Supervisor.READY)) {
                    ready.complete(null);
                } else if (line.startsWith(Supervisor.FAILED)) {
                    failure = JSON.readValue(line.substring(Supervisor.FAILED.length()), String.class);
                } else {
                    lines.accept(line);
                }
            }
        } catch (IOException e) {
            failure = "Lost the supervisor: " + e.getMessage();
        }
        ended.complete(failure);
    }

    private static String json(StackOptions options) {
        try {
            return JSON.writeValueAsString(options);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The options are always writable as JSON", e);
        }
    }
}
