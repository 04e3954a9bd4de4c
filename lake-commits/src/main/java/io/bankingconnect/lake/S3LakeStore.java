package io.bankingconnect.lake;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A bucket behind the S3 API, on AWS or on a compatible store such as MinIO.
 *
 * <p>The client itself retries nothing: the connectors do, because only they know what else must be checked before a
 * conditional request is sent again.
 */
public final class S3LakeStore implements LakeStore {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(60);
    // Stores close idle connections after some seconds; a request on such a one would fail.
    private static final Duration MAX_IDLE = Duration.ofSeconds(5);
    // The store answers these with status 400 although nothing is wrong with the request.
    private static final Set<String> PASSING_CODES = Set.of("RequestTimeout", "SlowDown", "Throttling");

    private final String bucket;
    private final String place;
    private final S3Client client;

    /** Opens the store; sends no request yet. */
    public S3LakeStore(S3Settings settings) {
        bucket = settings.bucket();
        place = settings.endpoint().map(Object::toString).orElse("AWS S3 in " + settings.region());
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                .forcePathStyle(settings.pathStyle())
                // A store refuses a conditional PUT before its body: ask first, or the answer is lost with the
                // connection.
                .serviceConfiguration(s3 -> s3.expectContinueThresholdInBytes(0L))
                // Stores other than AWS do not all know the checksums that newer SDKs send by default.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(ApacheHttpClient.builder()
                        .connectionTimeout(CONNECT_TIMEOUT)
                        .socketTimeout(REQUEST_TIMEOUT)
                        .connectionMaxIdleTime(MAX_IDLE))
                .overrideConfiguration(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry()));
        settings.endpoint().ifPresent(builder::endpointOverride);
        client = builder.build();
    }

    private static AwsCredentialsProvider credentials(S3Settings settings) {
        return settings.accessKeyId()
                .<AwsCredentialsProvider>map(id -> StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        id, settings.secretAccessKey().value())))
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public String put(String key, byte[] content, Condition condition) {
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                // A store that refuses a PUT without reading it may close the connection: never use that one again.
                .overrideConfiguration(http -> http.putHeader("Connection", "close"));
        if (condition instanceof Condition.Absent) {
            request.ifNoneMatch("*");
        } else if (condition instanceof Condition.Unchanged unchanged) {
            request.ifMatch(quoted(unchanged.etag()));
        }
        return attempt(
                "write " + key,
                () -> unquoted(client.putObject(request.build(), RequestBody.fromBytes(content))
                        .eTag()));
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return attempt("read " + key, () -> {
            try {
                ResponseBytes<GetObjectResponse> answer = client.getObjectAsBytes(
                        request -> request.bucket(bucket).key(key));
                return Optional.of(new StoredObject(
                        answer.asByteArrayUnsafe(), unquoted(answer.response().eTag())));
            } catch (NoSuchKeyException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public InputStream open(String key, String etag) {
        return attempt("read " + key, () -> {
            return client.getObject(request -> request.bucket(bucket).key(key).ifMatch(quoted(etag)));
        });
    }

    @Override
    public List<String> list(String prefix) {
        return attempt(
                "list " + prefix,
                () ->
                        client
                                .listObjectsV2Paginator(
                                        request -> request.bucket(bucket).prefix(prefix))
                                .contents()
                                .stream()
                                .map(S3Object::key)
                                .sorted()
                                .toList());
    }

    @Override
    public void delete(String key) {
        attempt(
                "delete " + key,
                () -> client.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    @Override
    public void checkBucket() {
        attempt(
                "list objects",
                () -> client.listObjectsV2(request -> request.bucket(bucket).maxKeys(1)));
    }

    @Override
    public void close() {
        client.close();
    }

    private <T> T attempt(String what, Supplier<T> request) {
        try {
            return request.get();
        } catch (S3Exception e) {
            throw sorted(what, e);
        } catch (SdkClientException e) {
            throw sorted(what, e);
        } catch (SdkException e) {
            throw new ConnectException(message(what, e.getClass().getSimpleName()), e);
        }
    }

    private ConnectException sorted(String what, SdkClientException e) {
        Throwable root = e;
        boolean network = e instanceof AbortedException;
        while (root.getCause() != null) {
            root = root.getCause();
            network |= root instanceof IOException;
        }
        if (network) {
            String reason = "no answer from the store (" + root.getClass().getSimpleName() + ": " + root.getMessage();
            return new RetriableException(message(what, reason + ")"), e);
        }
        return new ConnectException(message(what, e.getMessage()), e);
    }

    private ConnectException sorted(String what, S3Exception e) {
        int status = e.statusCode();
        String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
        if (status == 412 || e instanceof NoSuchKeyException) {
            return new PreconditionFailedException(
                    message(
                            what,
                            e instanceof NoSuchKeyException
                                    ? "the object is gone"
                                    : "the object is another one by now"),
                    e);
        }
        if (status == 404) {
            return new ConnectException(
                    message(
                            what,
                            "bucket \"" + bucket + "\" does not exist; create it or correct " + S3Settings.BUCKET),
                    e);
        }
        if (status == 401 || status == 403) {
            return new ConnectException(
                    message(
                            what,
                            "the store refuses the credentials (" + code + "); check " + S3Settings.ACCESS_KEY_ID + ", "
                                    + S3Settings.SECRET_ACCESS_KEY + " and the policy of bucket \"" + bucket + "\""),
                    e);
        }
        String reason = "the store answered " + status + (code.isEmpty() ? "" : " " + code);
        if (status == 501) {
            return new ConnectException(
                    message(
                            what,
                            reason + ", so it lacks a part of S3 that is needed, such as If-None-Match: upgrade it"),
                    e);
        }
        // 409 answers a conditional request that raced with another: nobody knows yet who won.
        boolean passing =
                status >= 500 || status == 408 || status == 409 || status == 429 || PASSING_CODES.contains(code);
        return passing
                ? new RetriableException(message(what, reason), e)
                : new ConnectException(message(what, reason), e);
    }

    private String message(String what, String reason) {
        return "Cannot " + what + " in bucket \"" + bucket + "\" at " + place + ": " + reason;
    }

    private static String quoted(String etag) {
        return '"' + etag + '"';
    }

    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }
}
