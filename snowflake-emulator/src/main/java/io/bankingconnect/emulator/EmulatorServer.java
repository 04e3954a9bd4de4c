package io.bankingconnect.emulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local server that speaks Snowflake's HTTP protocol over DuckDB. It is not Snowflake: nothing it shows is verified
 * on the service.
 *
 * <p>What a client was told is committed survives the process; everything else is gone with it. Thread-safe.
 */
public final class EmulatorServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmulatorServer.class);

    static {
        // The JDK's server sends headers and body apart; without this each answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final String account;
    private final HttpServer http;
    private final ExecutorService threads;
    private final ScheduledExecutorService sweeper;
    private final Sessions sessions;
    private final Storage storage;
    private final WriteLock lock;

    private EmulatorServer(
            String account,
            WriteLock lock,
            HttpServer http,
            ExecutorService threads,
            ScheduledExecutorService sweeper,
            Sessions sessions,
            Storage storage) {
        this.account = account;
        this.lock = lock;
        this.http = http;
        this.threads = threads;
        this.sweeper = sweeper;
        this.sessions = sessions;
        this.storage = storage;
    }

    /**
     * Opens the data directory and listens on the loopback address.
     *
     * @throws IOException when the port is taken or the data directory cannot be opened; the message says which, why
     *     and what to do
     */
    public static EmulatorServer start(EmulatorOptions options) throws IOException {
        HttpServer http = listen(options.port());
        Storage storage = null;
        try {
            storage = Storage.open(options.dataDirectory(), options.memoryLimit());
            dropLeftovers(storage);
            return serve(options, http, storage);
        } catch (IOException | SQLException | RuntimeException e) {
            http.stop(0);
            if (storage != null) {
                closeAfter(e, storage);
            }
            throw e instanceof SQLException
                    ? new IOException(
                            "Cannot use the data directory " + options.dataDirectory() + ": " + e.getMessage(), e)
                    : sneaky(e);
        }
    }

    private static IOException sneaky(Exception e) throws IOException {
        if (e instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        throw (IOException) e;
    }

    private static void closeAfter(Exception cause, Storage storage) {
        try {
            storage.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static HttpServer listen(int port) throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 128);
        } catch (BindException e) {
            throw new IOException(
                    "Port " + port + " is occupied by another process: stop it or choose another port.", e);
        }
    }

    private static void dropLeftovers(Storage storage) throws SQLException {
        try (Connection connection = storage.connect();
                Statement statement = connection.createStatement()) {
            TemporaryTables.drop(statement, storage.databases(), Optional.empty());
        }
    }

    private static EmulatorServer serve(EmulatorOptions options, HttpServer http, Storage storage) throws IOException {
        Clock clock = Clock.systemUTC();
        Accounts accounts = new Accounts(options.dataDirectory());
        WriteLock lock = new WriteLock();
        Sessions sessions = new Sessions(options.account(), storage, lock, options.limits(), clock);
        KeyPairLogin keys = new KeyPairLogin(options.account(), options.users(), clock);
        SessionEndpoints session = new SessionEndpoints(options.account(), keys, sessions);
        QueryEndpoints query = new QueryEndpoints(sessions, accounts);
        http.createContext("/session/v1/login-request", new ProtocolHandler(session::login));
        http.createContext("/session/token-request", new ProtocolHandler(session::renew));
        http.createContext("/session/heartbeat", new ProtocolHandler(session::heartbeat));
        http.createContext("/session", new ProtocolHandler(session::delete));
        http.createContext("/queries/v1/query-request", new ProtocolHandler(query::query));
        http.createContext("/queries/v1/abort-request", new ProtocolHandler(query::abort));
        http.createContext("/telemetry/send", new ProtocolHandler(request -> ProtocolHandler.success(null)));
        // A statement that waits for the write lock keeps its thread, so the number of threads must not be bounded.
        ExecutorService threads = Executors.newCachedThreadPool(daemons("emulator-request"));
        http.setExecutor(threads);
        http.start();
        ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(daemons("emulator-sweeper"));
        long period = sweepPeriod(options.limits().idleBlocker()).toMillis();
        sweeper.scheduleWithFixedDelay(() -> sweep(sessions), period, period, TimeUnit.MILLISECONDS);
        log.info("Serving account {} from {}", options.account(), options.dataDirectory());
        return new EmulatorServer(options.account(), lock, http, threads, sweeper, sessions, storage);
    }

    private static Duration sweepPeriod(Duration idleBlocker) {
        Duration tenth = idleBlocker.dividedBy(10);
        return tenth.compareTo(Duration.ofMillis(20)) < 0 ? Duration.ofMillis(20) : tenth;
    }

    private static void sweep(Sessions sessions) {
        try {
            sessions.sweep();
        } catch (RuntimeException e) {
            log.error("Cannot end expired sessions; the next round tries again", e);
        }
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    static String version() {
        String version = EmulatorServer.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    /** The port that is listened on. */
    public int port() {
        return http.getAddress().getPort();
    }

    /** For the Snowflake driver, together with the properties {@code ssl=off} and a user's key. */
    public String jdbcUrl() {
        return "jdbc:snowflake://127.0.0.1:" + port() + "/?account=" + account;
    }

    /** True while a statement waits for another session's transaction. */
    boolean writersWaiting() {
        return lock.contended();
    }

    /** Ends every session, rolling back what was open, and closes the databases. */
    @Override
    public void close() {
        http.stop(0);
        sweeper.shutdownNow();
        sessions.all().forEach(sessions::close);
        threads.shutdown();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
            storage.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot close the databases", e);
        }
    }
}
