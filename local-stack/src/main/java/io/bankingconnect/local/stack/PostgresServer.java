package io.bankingconnect.local.stack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The process that holds PostgreSQL: arguments are the port, the data directory and the one for its programs; the
 * superuser's password comes in {@value #PASSWORD_VARIABLE}.
 */
final class PostgresServer {

    static final String PASSWORD_VARIABLE = "POSTGRES_SUPERUSER_PASSWORD";
    static final String SUPERUSER = "postgres";
    static final String DATABASE = "bank";

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final String REQUIRE_PASSWORDS = """
        host  all all 127.0.0.1/32 scram-sha-256
        host  all all ::1/128      scram-sha-256
        """;

    private PostgresServer() {}

    /** Runs until the process ends; the server ends with it. */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        int port = Integer.parseInt(args[0]);
        Path data = Path.of(args[1]);
        Path binaries = Path.of(args[2]);
        CountDownLatch startTried = new CountDownLatch(1);
        endPostmasterWithThisProcess(new Postmaster(data, binaries), Thread.currentThread(), startTried);
        String password = System.getenv(PASSWORD_VARIABLE);
        EmbeddedPostgres postgres = start(port, data, binaries, startTried);
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE postgres PASSWORD '" + password.replace("'", "''") + "'");
            statement.execute("CREATE DATABASE " + DATABASE);
            Files.writeString(data.resolve("pg_hba.conf"), REQUIRE_PASSWORDS);
            statement.execute("SELECT pg_reload_conf()");
        }
        Thread.currentThread().join();
    }

    private static EmbeddedPostgres start(int port, Path data, Path binaries, CountDownLatch tried) throws IOException {
        try {
            return EmbeddedPostgres.builder()
                    .setPort(port)
                    .setDataDirectory(data)
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setCleanDataDirectory(true)
                    .setPGStartupWait(Duration.ofSeconds(60))
                    // The library turns durability off for tests; a bank's database keeps what it confirmed.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("wal_level", "logical")
                    .setServerConfig("max_replication_slots", "4")
                    .setServerConfig("max_wal_senders", "4")
                    .setServerConfig("shared_buffers", "64MB")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setServerConfig("timezone", "UTC")
                    .start();
        } finally {
            tried.countDown();
        }
    }

    /**
     * The library stops a server that is up. One that is just starting has no pid file yet, would come up after this
     * process has ended, and stay.
     */
    private static void endPostmasterWithThisProcess(Postmaster postmaster, Thread starter, CountDownLatch startTried) {
        Thread hook = new Thread(
                () -> {
                    if (startTried.getCount() > 0) {
                        starter.interrupt();
                        awaitStartTried(startTried);
                    }
                    ProcessHandle.current().children().forEach(child -> ProcessEnd.await(child, GRACE));
                    postmaster.end();
                },
                "end-postmaster");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private static void awaitStartTried(CountDownLatch startTried) {
        try {
            startTried.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
