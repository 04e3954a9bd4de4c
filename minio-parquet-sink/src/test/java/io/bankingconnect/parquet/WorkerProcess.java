package io.bankingconnect.parquet;

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
import java.util.Map;
import java.util.Properties;

/** A distributed Connect worker in a process of its own, which can be killed as kill -9 does. */
final class WorkerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(120);

    private final Path directory;
    private final String classpath;
    private final Properties settings = new Properties();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final int port;
    private Process process;

    /** A worker of the tests' own Kafka release, with the sink on its classpath. */
    WorkerProcess(Path directory, String bootstrapServers) {
        this(
                directory,
                bootstrapServers,
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Map.of());
    }

    /** @param changes settings of the worker that differ from those it would have */
    WorkerProcess(Path directory, String bootstrapServers, String classpath, Map<String, String> changes) {
        this.directory = directory;
        this.classpath = classpath;
        this.port = freePort();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("group.id", "connect");
        settings.put("listeners", "http://127.0.0.1:" + port);
        settings.put("plugin.discovery", "service_load");
        settings.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        settings.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        for (String topic : new String[] {"config", "offset", "status"}) {
            settings.put(topic + ".storage.topic", "connect-" + topic);
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

    /** Starts the worker and does not wait for it. */
    void start() {
        try {
            Path file = directory.resolve("worker-" + port + ".properties");
            try (var out = Files.newOutputStream(file)) {
                settings.store(out, null);
            }
            process = new ProcessBuilder(
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
                            directory.resolve("worker-" + port + ".log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitStart() {
        await().atMost(START).ignoreExceptions().until(() -> get("/connectors").statusCode() == 200);
    }

    /** Ends the process as kill -9 does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** What the worker says it is and can load. */
    String about() throws IOException, InterruptedException {
        return get("/").body() + get("/connector-plugins").body();
    }

    /** Whether a connector has that many tasks and all of them run. */
    boolean tasksRun(String connector, int count) throws IOException, InterruptedException {
        JsonNode tasks = new ObjectMapper()
                .readTree(get("/connectors/" + connector + "/status").body())
                .path("tasks");
        return tasks.size() == count && tasks.findValuesAsText("state").stream().allMatch("RUNNING"::equals);
    }

    /** Creates a connector, or changes its configuration. */
    void configure(String connector, String json) {
        HttpRequest request = HttpRequest.newBuilder(uri("/connectors/" + connector + "/config"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build();
        await().atMost(START)
                .ignoreExceptions()
                .until(() ->
                        http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() < 300);
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
