package io.bankingconnect.lake.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * A real S3 server inside the test's JVM, over a directory, that verifies signatures.
 *
 * <p>It keeps its port when it is stopped and started again, so a test can play an outage.
 */
public final class LocalS3 implements AutoCloseable {

    public static final String ACCESS_KEY_ID = "lake-writer";
    public static final String SECRET_ACCESS_KEY = "a-secret-for-tests";

    private final Path directory;
    private S3Proxy server;
    private int port;

    private LocalS3(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** Starts a server on a free port of the loopback interface. */
    public static LocalS3 over(Path directory) {
        LocalS3 s3 = new LocalS3(directory);
        s3.start();
        return s3;
    }

    /** Makes a bucket. */
    public LocalS3 bucket(String name) {
        try {
            Files.createDirectories(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The file that holds an object, for readers that do not speak S3. */
    public Path file(String bucket, String key) {
        return directory.resolve(bucket).resolve(key);
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The keys by which a connector reaches this server. */
    public Map<String, String> settings(String bucket) {
        return Map.of(
                "s3.bucket.name", bucket,
                "store.url", endpoint().toString(),
                "aws.access.key.id", ACCESS_KEY_ID,
                "aws.secret.access.key", SECRET_ACCESS_KEY);
    }

    public void start() {
        server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(directory.toString()))
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY_ID, SECRET_ACCESS_KEY)
                .build();
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy does not start", e);
        }
        port = server.getPort();
    }

    public void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3Proxy does not stop", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
