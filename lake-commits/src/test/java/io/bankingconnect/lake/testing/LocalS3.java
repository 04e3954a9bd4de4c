package io.bankingconnect.lake.testing;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.S3LakeStore;
import io.bankingconnect.lake.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A real S3 server on a free port of the loopback interface, over a directory, that verifies signatures.
 *
 * <p>It keeps its port and its data when it is stopped and started again, so a test can play an outage.
 */
public abstract class LocalS3 implements AutoCloseable {

    public static final String ACCESS_KEY_ID = "lake-writer";
    public static final String SECRET_ACCESS_KEY = "a-secret-for-tests";

    private static final String REGION = "us-east-1";

    /** Starts S3Proxy, in the test's own JVM. */
    public static LocalS3 over(Path directory) {
        return started(new S3ProxyServer(directory.toAbsolutePath()));
    }

    /** Starts MinIO, as a process; skips the test where there is none. */
    public static LocalS3 minio(Path directory) {
        return started(new MinioServer(directory.toAbsolutePath(), MinioServer.binaryOrSkip()));
    }

    /** Why {@link #minio} would skip the test; empty if it would not. */
    public static Optional<String> minioIsMissing() {
        return MinioServer.binary().isPresent() ? Optional.empty() : Optional.of(MinioServer.MISSING);
    }

    /** Starts what the system property {@code s3.server} names, {@code s3proxy} (the default) or {@code minio}. */
    public static LocalS3 chosen(Path directory) {
        String name = System.getProperty("s3.server", "s3proxy");
        return switch (name) {
            case "s3proxy" -> over(directory);
            case "minio" -> minio(directory);
            default -> throw new IllegalArgumentException("s3.server is s3proxy or minio, not " + name);
        };
    }

    private static LocalS3 started(LocalS3 server) {
        server.start();
        return server;
    }

    public abstract URI endpoint();

    public void start() {
        start(SECRET_ACCESS_KEY);
    }

    /** Starts the server with another secret than its clients were told. */
    public abstract void start(String secretAccessKey);

    public abstract void stop();

    /** Makes a bucket. */
    public LocalS3 bucket(String name) {
        administer(s3 -> s3.createBucket(request -> request.bucket(name)));
        return this;
    }

    /** Removes a bucket with all that is in it. */
    public void removeBucket(String name) {
        administer(s3 -> {
            s3.listObjectsV2Paginator(request -> request.bucket(name)).contents().stream()
                    .map(S3Object::key)
                    .forEach(key ->
                            s3.deleteObject(request -> request.bucket(name).key(key)));
            s3.deleteBucket(request -> request.bucket(name));
        });
    }

    private void administer(Consumer<S3Client> work) {
        try (S3Client client = S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.of(REGION))
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY_ID, SECRET_ACCESS_KEY)))
                .build()) {
            work.accept(client);
        }
    }

    /** The keys by which a connector reaches this server. */
    public Map<String, String> settings(String bucket) {
        return Map.of(
                "s3.bucket.name",
                bucket,
                "s3.region",
                REGION,
                "store.url",
                endpoint().toString(),
                "aws.access.key.id",
                ACCESS_KEY_ID,
                "aws.secret.access.key",
                SECRET_ACCESS_KEY);
    }

    /** A client of a bucket; the caller closes it. */
    public LakeStore store(String bucket) {
        return store(bucket, Map.of());
    }

    /** A client of a bucket with some settings changed; the caller closes it. */
    public LakeStore store(String bucket, Map<String, String> changes) {
        Map<String, String> settings = new TreeMap<>(settings(bucket));
        settings.putAll(changes);
        return new S3LakeStore(new S3Settings(new AbstractConfig(S3Settings.define(new ConfigDef()), settings, false)));
    }

    @Override
    public void close() {
        stop();
    }
}
