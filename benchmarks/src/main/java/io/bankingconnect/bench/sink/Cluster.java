package io.bankingconnect.bench.sink;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/** A broker, a schema registry, an S3 server and a Connect worker, each in a process of its own as the local stack has them. */
final class Cluster implements AutoCloseable {

    static final String BUCKET = "lake";

    private static final String ACCESS_KEY_ID = "bench";
    private static final String SECRET_ACCESS_KEY = "a-secret-for-benchmarks";
    private static final List<String> SMALL = List.of("-Xmx256m", "-XX:+UseSerialGC");
    private static final List<String> SERVER = List.of("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Deque<JvmProcess> processes = new ArrayDeque<>();
    private final Path root;
    private final Path directory;
    private final int kafka = freePort();
    private final int controller = freePort();
    private final int registry = freePort();
    private final int s3 = freePort();
    private final int connect = freePort();
    private final int jmx = freePort();

    private Cluster(Path root, Path directory) {
        this.root = root;
        this.directory = directory;
    }

    /**
     * Starts everything.
     *
     * @param root the repository, built
     * @param directory for everything that the servers write
     */
    static Cluster start(Path root, Path directory) throws Exception {
        Cluster cluster = new Cluster(root, directory);
        try {
            cluster.startKafka();
            cluster.startRegistry();
            cluster.startS3();
            cluster.startWorker();
            return cluster;
        } catch (Exception e) {
            cluster.close();
            throw e;
        }
    }

    String bootstrapServers() {
        return "127.0.0.1:" + kafka;
    }

    /** The registry's API as Confluent's converter speaks it. */
    String registryUrl() {
        return "http://127.0.0.1:" + registry + "/apis/ccompat/v7";
    }

    String jmxUrl() {
        return "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + jmx + "/jmxrmi";
    }

    /** The settings by which a sink reaches the store. */
    Map<String, String> storeSettings() {
        return Map.of(
                "store.url", "http://127.0.0.1:" + s3,
                "s3.bucket.name", BUCKET,
                "aws.access.key.id", ACCESS_KEY_ID,
                "aws.secret.access.key", SECRET_ACCESS_KEY);
    }

    /**
     * Sends JSON to the worker's or the registry's API and returns the answer.
     *
     * @throws IllegalStateException if it is refused
     */
    String send(String method, String url, String json) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    method + " " + url + " was answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    String connectUrl() {
        return "http://127.0.0.1:" + connect;
    }

    private void startKafka() throws Exception {
        Path config = write("kafka.properties", """
            process.roles=broker,controller
            node.id=1
            listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
            controller.listener.names=CONTROLLER
            controller.quorum.bootstrap.servers=127.0.0.1:%2$d
            log.dirs=%3$s
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=1
            group.initial.rebalance.delay.ms=0
            """.formatted(kafka, controller, directory.resolve("kafka")));
        try (JvmProcess format = JvmProcess.start(
                "kafka-format",
                directory,
                SMALL,
                libraries("local-stack/runtime/kafka"),
                "kafka.tools.StorageTool",
                "format",
                "--standalone",
                "-t",
                Uuid.randomUuid().toString(),
                "-c",
                config.toString())) {
            format.awaitSuccess();
        }
        start("kafka", SERVER, libraries("local-stack/runtime/kafka"), "kafka.Kafka", config.toString())
                .await(this::brokerAnswers);
    }

    private boolean brokerAnswers() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            return !admin.describeCluster().nodes().get().isEmpty();
        }
    }

    private void startRegistry() throws Exception {
        Path home = root.resolve("local-stack/runtime/registry/target/registry");
        try (Stream<Path> files = Files.list(home)) {
            Path jar = files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No jar in " + home));
            start(
                            "registry",
                            List.of(
                                    "-Xmx256m",
                                    "-XX:+UseSerialGC",
                                    "-Dquarkus.http.host=127.0.0.1",
                                    "-Dquarkus.http.port=" + registry),
                            jar + ":" + home.resolve("lib") + "/*",
                            "io.quarkus.runner.GeneratedMain")
                    .await(() -> !send("GET", registryUrl() + "/subjects", "").isEmpty());
        }
    }

    private void startS3() throws Exception {
        Files.createDirectories(directory.resolve("s3").resolve(BUCKET));
        Path config =
                write("s3.properties", """
                    s3proxy.endpoint=http://127.0.0.1:%d
                    s3proxy.authorization=aws-v4
                    s3proxy.identity=%s
                    s3proxy.credential=%s
                    jclouds.provider=filesystem-nio2
                    jclouds.filesystem.basedir=%s
                    """.formatted(s3, ACCESS_KEY_ID, SECRET_ACCESS_KEY, directory.resolve("s3")));
        Path logging = write("s3-logback.xml", "<configuration><root level=\"OFF\"/></configuration>");
        start(
                        "s3",
                        List.of("-Xmx256m", "-XX:+UseSerialGC", "-Dlogback.configurationFile=" + logging),
                        libraries("local-stack/runtime/s3"),
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        config.toString())
                .await(() -> http.send(
                                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + s3))
                                                .build(),
                                        BodyHandlers.discarding())
                                .statusCode()
                        > 0);
    }

    private void startWorker() throws Exception {
        Path config = write("connect.properties", """
            bootstrap.servers=%s
            group.id=bench
            listeners=%s
            config.storage.topic=connect-configs
            config.storage.replication.factor=1
            offset.storage.topic=connect-offsets
            offset.storage.replication.factor=1
            offset.storage.partitions=1
            status.storage.topic=connect-status
            status.storage.replication.factor=1
            status.storage.partitions=1
            key.converter=org.apache.kafka.connect.storage.StringConverter
            value.converter=io.confluent.connect.avro.AvroConverter
            value.converter.schema.registry.url=%s
            plugin.path=%s,%s,%s
            plugin.discovery=service_load
            """.formatted(
                        bootstrapServers(),
                        connectUrl(),
                        registryUrl(),
                        root.resolve("minio-parquet-sink/target/plugin"),
                        root.resolve("local-stack/runtime/confluent-avro/target/plugin"),
                        droppingSink()));
        Path logging = write("log4j2.properties", """
            status=error
            appender.console.type=Console
            appender.console.name=console
            appender.console.layout.type=PatternLayout
            appender.console.layout.pattern=%d %-5p %c{1} - %m%n
            rootLogger.level=warn
            rootLogger.appenderRef.console.ref=console
            """);
        start(
                        "connect",
                        Stream.concat(
                                        SERVER.stream(),
                                        Stream.of(
                                                "-Dlog4j2.configurationFile=" + logging,
                                                "-Dcom.sun.management.jmxremote.port=" + jmx,
                                                "-Dcom.sun.management.jmxremote.rmi.port=" + jmx,
                                                "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                                                "-Djava.rmi.server.hostname=127.0.0.1",
                                                "-Dcom.sun.management.jmxremote.authenticate=false",
                                                "-Dcom.sun.management.jmxremote.ssl=false"))
                                .toList(),
                        libraries("local-stack/runtime/kafka"),
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        config.toString())
                .await(() -> send("GET", connectUrl() + "/connectors", "").startsWith("["));
    }

    /** Lays the dropping sink down as a plugin. */
    private Path droppingSink() throws IOException {
        Path plugins = directory.resolve("plugins");
        Path plugin = plugins.resolve("dropping-sink");
        for (Class<?> type : List.of(DroppingSinkConnector.class, DroppingSinkTask.class)) {
            String name = type.getName().replace('.', '/') + ".class";
            Path file = plugin.resolve(name);
            Files.createDirectories(file.getParent());
            try (InputStream code = type.getClassLoader().getResourceAsStream(name)) {
                Files.copy(code, file);
            }
        }
        Path services = Files.createDirectories(plugin.resolve("META-INF/services"));
        Files.writeString(
                services.resolve("org.apache.kafka.connect.sink.SinkConnector"), DroppingSinkConnector.class.getName());
        return plugins;
    }

    private JvmProcess start(String name, List<String> options, String classpath, String mainClass, String... arguments)
            throws IOException {
        JvmProcess process = JvmProcess.start(name, directory, options, classpath, mainClass, arguments);
        processes.push(process);
        return process;
    }

    private String libraries(String module) {
        Path libraries = root.resolve(module).resolve("target/lib");
        if (!Files.isDirectory(libraries)) {
            throw new IllegalStateException(libraries + " is missing: run benchmarks/run, which builds it first");
        }
        return libraries + "/*";
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("No port of the loopback interface is free", e);
        }
    }

    @Override
    public void close() {
        processes.forEach(JvmProcess::close);
    }
}
