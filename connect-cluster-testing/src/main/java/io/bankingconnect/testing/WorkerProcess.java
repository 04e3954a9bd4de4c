package io.bankingconnect.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** A distributed Connect worker in a process of its own, which can be killed as kill -9 does. Not thread-safe. */
public final class WorkerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(120);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final String classpath;
    private final Properties settings = new Properties();
    private final Map<String, String> environment = new HashMap<>();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final int port;
    private Process process;

    /** A worker of the tests' own Kafka release, with what they test on its classpath. */
    public WorkerProcess(Path directory, String bootstrapServers) {
        this(directory, bootstrapServers, Map.of());
    }

    /** @param changes settings of the worker that differ from those it would have */
    public WorkerProcess(Path directory, String bootstrapServers, Map<String, String> changes) {
        this(
                directory,
                bootstrapServers,
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                changes);
    }

    /**
     * A worker, not yet started.
     *
     * @param directory where its settings and its log are kept
     * @param classpath its release of Kafka, and plugins if they are to be there
     * @param changes settings of the worker that differ from those it would have
     */
    public WorkerProcess(Path directory, String bootstrapServers, String classpath, Map<String, String> changes) {
        this.directory = directory;
        this.classpath = classpath;
        this.port = freePort();
        settings.put("bootstrap.servers", bootstrapServers);
        String group = changes.getOrDefault("group.id", "connect");
        settings.put("group.id", group);
        settings.put("listeners", "http://127.0.0.1:" + port);
        settings.put("plugin.discovery", "service_load");
        settings.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        settings.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        for (String topic : new String[] {"config", "offset", "status"}) {
            settings.put(topic + ".storage.topic", group + "-" + topic);
            settings.put(topic + ".storage.replication.factor", "1");
        }
        settings.put("offset.storage.partitions", "1");
        settings.put("status.storage.partitions", "1");
        settings.put("offset.flush.interval.ms", "1000");
        // A dead worker is missed soon.
        settings.put("session.timeout.ms", "6000");
        settings.put("heartbeat.interval.ms", "1000");
        settings.put("scheduled.rebalance.max.delay.ms", "0");
        settings.put("consumer.session.timeout.ms", "6000");
        settings.put("consumer.heartbeat.interval.ms", "1000");
        settings.putAll(changes);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the worker, once it starts, variables that connector configs refer to as {@code ${env:NAME}}. */
    public WorkerProcess withEnvironment(Map<String, String> variables) {
        environment.putAll(variables);
        settings.put("config.providers", "env");
        settings.put("config.providers.env.class", "org.apache.kafka.common.config.provider.EnvVarConfigProvider");
        settings.put("config.providers.env.param.allowlist.pattern", String.join("|", environment.keySet()));
        return this;
    }

    /** Starts the worker and does not wait for it. */
    public void start() {
        try {
            Path file = directory.resolve("worker-" + port + ".properties");
            try (var out = Files.newOutputStream(file)) {
                settings.store(out, null);
            }
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx384m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                            "-cp",
                            classpath,
                            "org.apache.kafka.connect.cli.ConnectDistributed",
                            file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("worker-" + port + ".log").toFile()));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the worker answers. */
    public void awaitStart() {
        await().atMost(START).ignoreExceptions().until(() -> get("/connectors").statusCode() == 200);
    }

    /** Ends the process as kill -9 does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** What the worker says it is and can load. */
    public String about() throws IOException, InterruptedException {
        return get("/").body() + get("/connector-plugins").body();
    }

    /** Whether a connector has that many tasks and all of them run. */
    public boolean tasksRun(String connector, int count) throws IOException, InterruptedException {
        JsonNode tasks = JSON.readTree(
                        get("/connectors/" + connector + "/status").body())
                .path("tasks");
        return tasks.size() == count && tasks.findValuesAsText("state").stream().allMatch("RUNNING"::equals);
    }

    /**
     * What the worker's REST API answers.
     *
     * @throws IOException if it does not answer, or with an error
     */
    public JsonNode read(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        if (response.statusCode() != 200) {
            throw new IOException("GET " + path + " gives " + response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** Creates a connector, or changes its configuration. */
    public void configure(String connector, String json) {
        HttpRequest request = HttpRequest.newBuilder(uri("/connectors/" + connector + "/config"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build();
        await().atMost(START).ignoreExceptionsInstanceOf(IOException.class).until(() -> {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 400) {
                throw new AssertionError("The worker refuses " + connector + ": " + response.body());
            }
            return response.statusCode() < 300;
        });
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(5)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        if (process != null) {
            kill();
        }
    }
}
