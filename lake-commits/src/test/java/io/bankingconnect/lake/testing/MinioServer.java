package io.bankingconnect.lake.testing;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** MinIO as a process of its own, whose log stands beside its data. */
final class MinioServer extends LocalS3 {

    static final String MISSING = "There is no MinIO: put minio on the PATH, or name it by MINIO_BIN";

    private static final String BINARY = "MINIO_BIN";
    private static final Duration START = Duration.ofSeconds(60);

    private final Path data;
    private final Path log;
    private final Path binary;
    private final int port = freePort();
    private final Thread undertaker = new Thread(this::kill, "minio-undertaker");
    private Process process;

    MinioServer(Path directory, Path binary) {
        this.data = directory.resolve("minio");
        this.log = directory.resolve("minio.log");
        this.binary = binary;
        // A process must not outlive a JVM that is interrupted.
        Runtime.getRuntime().addShutdownHook(undertaker);
    }

    static Path binaryOrSkip() {
        Optional<Path> binary = binary();
        Assumptions.assumeTrue(binary.isPresent(), "There is no MinIO: put minio on the PATH, or name it by " + BINARY);
        return binary.orElseThrow();
    }

    /** The binary that MINIO_BIN names, else the one on the PATH. */
    static Optional<Path> binary() {
        String named = System.getenv(BINARY);
        if (named != null && !named.isBlank()) {
            Path binary = Path.of(named);
            if (!Files.isExecutable(binary)) {
                throw new IllegalStateException(BINARY + " names " + named + ", which cannot be executed");
            }
            return Optional.of(binary);
        }
        Stream<String> path =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return path.map(entry -> Path.of(entry, "minio"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void start(String secretAccessKey) {
        ProcessBuilder command = new ProcessBuilder(
                binary.toString(), "server", "--quiet", "--address", "127.0.0.1:" + port, data.toString());
        command.environment().put("MINIO_ROOT_USER", ACCESS_KEY_ID);
        command.environment().put("MINIO_ROOT_PASSWORD", secretAccessKey);
        command.environment().put("MINIO_BROWSER", "off");
        try {
            process = command.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("MinIO, whose log is " + log)
                .atMost(START)
                .pollInterval(Duration.ofMillis(50))
                .failFast("MinIO ended; its log is " + log, () -> !process.isAlive())
                .until(this::isReady);
    }

    private boolean isReady() throws IOException {
        HttpURLConnection request = (HttpURLConnection)
                endpoint().resolve("/minio/health/ready").toURL().openConnection();
        try {
            return request.getResponseCode() == 200;
        } catch (IOException e) {
            // Nobody listens yet.
            return false;
        } finally {
            request.disconnect();
        }
    }

    @Override
    public void stop() {
        kill();
        process.onExit().join();
    }

    private void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(undertaker);
    }
}
