package io.bankingconnect.local.stack;

import io.bankingconnect.local.connect.ConnectRest;
import io.bankingconnect.local.setup.LakeSetup;
import io.bankingconnect.local.setup.OltpSetup;
import io.bankingconnect.local.setup.TopicSetup;
import io.bankingconnect.local.setup.WarehouseSetup;
import io.bankingconnect.local.stores.Table;
import io.bankingconnect.local.stores.WarehouseConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The servers of one stack: starts them, prepares what is in them, and stops them. */
final class Stack implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Map<Port, String> NAMES = Map.of(
            Port.POSTGRES, "PostgreSQL",
            Port.KAFKA, "Kafka broker",
            Port.REGISTRY, "Schema registry",
            Port.S3, "S3 store",
            Port.EMULATOR, "Snowflake emulator",
            Port.CONNECT, "Connect worker");

    private final StackPaths paths;
    private final Map<Port, Integer> ports;
    private final Secrets secrets;
    private final Environment environment;
    private final Servers servers;
    private final PidFile pids;
    private final Consumer<String> progress;
    private volatile boolean closing;
    private final List<ServerProcess> running = Collections.synchronizedList(new ArrayList<>());

    Stack(
            StackPaths paths,
            Map<Port, Integer> ports,
            Secrets secrets,
            Environment environment,
            PidFile pids,
            Consumer<String> progress) {
        this.paths = paths;
        this.ports = ports;
        this.secrets = secrets;
        this.environment = environment;
        this.servers = new Servers(paths, ports, secrets);
        this.pids = pids;
        this.progress = progress;
    }

    /**
     * Starts everything and returns when the worker takes requests.
     *
     * @throws StartupException if a server does not start
     */
    void start() {
        ExecutorService executor = Executors.newCachedThreadPool();
        CompletableFuture<Void> kafka = CompletableFuture.runAsync(task(this::startKafka), executor);
        CompletableFuture<Void> all = CompletableFuture.allOf(
                kafka.thenRunAsync(task(this::startConnect), executor),
                CompletableFuture.runAsync(task(this::startPostgres), executor),
                CompletableFuture.runAsync(task(this::startRegistry), executor),
                CompletableFuture.runAsync(task(this::startS3), executor),
                CompletableFuture.runAsync(task(this::startEmulator), executor));
        try {
            all.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StartupException startup
                    ? startup
                    : new StartupException("The stack did not start: " + e.getCause(), e.getCause());
        } finally {
            executor.shutdown();
        }
    }

    /** The servers that have ended though nobody asked them to. */
    List<String> ended() {
        return List.copyOf(running).stream()
                .filter(server -> !closing && !server.alive())
                .map(ServerProcess::name)
                .toList();
    }

    @Override
    public void close() {
        closing = true;
        // The worker first, so that its connectors still find what they need while they finish.
        List<ServerProcess> others = new ArrayList<>(List.copyOf(running));
        others.stream()
                .filter(server -> server.name().equals("connect"))
                .toList()
                .forEach(worker -> {
                    worker.release();
                    worker.awaitEnd(GRACE);
                    others.remove(worker);
                });
        others.forEach(ServerProcess::release);
        others.forEach(server -> server.awaitEnd(GRACE));
        // It outlives the process that started it when that one was killed.
        paths.postmaster().end();
    }

    private void startKafka() throws Exception {
        servers.kafkaFormat().awaitSuccess(PATIENCE);
        ServerProcess broker = launch(servers.kafka());
        try (Admin admin = Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + ports.get(Port.KAFKA)))) {
            ready(Port.KAFKA, broker, () -> describes(admin));
            TopicSetup.install(admin, paths.root().resolve("kafka/topics.json"));
        }
    }

    private void startConnect() throws InterruptedException {
        ServerProcess worker = launch(servers.connect(environment.asMap()));
        ConnectRest rest = new ConnectRest(URI.create("http://127.0.0.1:" + ports.get(Port.CONNECT)));
        ready(Port.CONNECT, worker, rest::answers);
    }

    private void startPostgres() throws InterruptedException, SQLException, IOException {
        ServerProcess postgres = launch(servers.postgres());
        String url = "jdbc:postgresql://127.0.0.1:" + ports.get(Port.POSTGRES) + "/" + PostgresServer.DATABASE;
        ready(Port.POSTGRES, postgres, () -> connects(url));
        try (Connection superuser =
                DriverManager.getConnection(url, PostgresServer.SUPERUSER, secrets.postgresSuperuser())) {
            Map<String, String> passwords = Map.of("bank_app", secrets.oltpWriter(), "banking_cdc", secrets.cdc());
            List<String> tables =
                    Arrays.stream(Table.values()).map(Table::label).toList();
            OltpSetup.install(superuser, paths.root().resolve("postgres/schema.sql"), passwords, tables);
        }
    }

    private void startRegistry() throws InterruptedException {
        ready(Port.REGISTRY, launch(servers.registry()), () -> accepts(Port.REGISTRY));
    }

    private void startS3() throws InterruptedException {
        ready(Port.S3, launch(servers.s3(StackEnvironment.LAKE_ACCESS_KEY_ID)), () -> accepts(Port.S3));
        URI endpoint = URI.create("http://127.0.0.1:" + ports.get(Port.S3));
        LakeSetup.install(
                endpoint,
                StackEnvironment.REGION,
                StackEnvironment.LAKE_ACCESS_KEY_ID,
                secrets.lakeSecretKey(),
                StackEnvironment.LAKE_BUCKET);
    }

    private void startEmulator() throws InterruptedException, SQLException, IOException {
        ServerProcess emulator = launch(servers.emulator(StackEnvironment.LOADER, StackEnvironment.TRANSFORMER));
        ready(Port.EMULATOR, emulator, () -> accepts(Port.EMULATOR));
        Path setup = paths.root().resolve("snowflake-bridge/sql/setup.sql");
        try (Connection warehouse = WarehouseConnection.open(StackEnvironment.of(paths, ports, secrets))) {
            WarehouseSetup.install(warehouse, setup);
        }
    }

    private ServerProcess launch(ServerProcess server) {
        running.add(server);
        pids.add(server.handle());
        if (closing) {
            server.release();
        }
        return server;
    }

    private void ready(Port port, ServerProcess server, BooleanSupplier answers) throws InterruptedException {
        Duration took = server.awaitReady(answers, PATIENCE);
        progress.accept("  %-20s ready after %4.1f s on 127.0.0.1:%d"
                .formatted(NAMES.get(port), took.toMillis() / 1000.0, ports.get(port)));
    }

    private boolean accepts(Port port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(port)), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean connects(String url) {
        try (Connection connection =
                DriverManager.getConnection(url, PostgresServer.SUPERUSER, secrets.postgresSuperuser())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean describes(Admin admin) {
        try {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static Runnable task(Step step) {
        return () -> {
            try {
                step.run();
            } catch (StartupException e) {
                throw e;
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        };
    }
}
