package io.bankingconnect.lake;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import java.net.URI;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** The keys by which both ends of the lake find and open its bucket. */
public final class S3Settings {

    public static final String BUCKET = "s3.bucket.name";
    public static final String REGION = "s3.region";
    public static final String STORE_URL = "store.url";
    public static final String PATH_STYLE = "s3.path.style.access.enabled";
    public static final String ACCESS_KEY_ID = "aws.access.key.id";
    public static final String SECRET_ACCESS_KEY = "aws.secret.access.key";

    private static final String GROUP = "Storage";

    private final AbstractConfig config;

    /** Reads the settings out of a configuration made with {@link #define}. */
    public S3Settings(AbstractConfig config) {
        this.config = config;
    }

    /** Adds the keys to a connector's definition. */
    public static ConfigDef define(ConfigDef def) {
        return def.define(
                        BUCKET,
                        Type.STRING,
                        NO_DEFAULT_VALUE,
                        new NonEmptyString(),
                        Importance.HIGH,
                        "Bucket of the lake. It must exist; no connector creates it.",
                        GROUP,
                        1,
                        Width.MEDIUM,
                        "Bucket")
                .define(
                        STORE_URL,
                        Type.STRING,
                        "",
                        S3Settings::checkUrl,
                        Importance.HIGH,
                        "Address of an S3-compatible store such as MinIO, for example http://minio:9000. Empty for AWS.",
                        GROUP,
                        2,
                        Width.LONG,
                        "Store URL")
                .define(
                        REGION,
                        Type.STRING,
                        "us-west-2",
                        new NonEmptyString(),
                        Importance.MEDIUM,
                        "Region of the bucket. MinIO accepts any unless it was given one.",
                        GROUP,
                        3,
                        Width.SHORT,
                        "Region")
                .define(
                        PATH_STYLE,
                        Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether the bucket stands in the path of the URL (MinIO) or in its host name (AWS).",
                        GROUP,
                        4,
                        Width.SHORT,
                        "Path-style access")
                .define(
                        ACCESS_KEY_ID,
                        Type.STRING,
                        "",
                        Importance.HIGH,
                        "Access key. Empty to use the AWS default chain: environment, profile, instance role.",
                        GROUP,
                        5,
                        Width.MEDIUM,
                        "Access key id")
                .define(
                        SECRET_ACCESS_KEY,
                        Type.PASSWORD,
                        "",
                        Importance.HIGH,
                        "Secret of the access key. Give it through a config provider.",
                        GROUP,
                        6,
                        Width.MEDIUM,
                        "Secret access key");
    }

    String bucket() {
        return config.getString(BUCKET);
    }

    String region() {
        return config.getString(REGION);
    }

    Optional<URI> endpoint() {
        String url = config.getString(STORE_URL);
        return url.isBlank() ? Optional.empty() : Optional.of(URI.create(url));
    }

    boolean pathStyle() {
        return config.getBoolean(PATH_STYLE);
    }

    Optional<String> accessKeyId() {
        String id = config.getString(ACCESS_KEY_ID);
        return id.isBlank() ? Optional.empty() : Optional.of(id);
    }

    Password secretAccessKey() {
        return config.getPassword(SECRET_ACCESS_KEY);
    }

    /**
     * Checks the rules across keys, for a connector's {@code validate}.
     *
     * @throws ConfigException if an access key has no secret, or a secret no access key
     */
    public void check() {
        boolean secret = !secretAccessKey().value().isBlank();
        if (accessKeyId().isPresent() && !secret) {
            throw new ConfigException(SECRET_ACCESS_KEY, "", "give the secret of " + ACCESS_KEY_ID);
        }
        if (accessKeyId().isEmpty() && secret) {
            throw new ConfigException(
                    ACCESS_KEY_ID, "", "give the access key that " + SECRET_ACCESS_KEY + " belongs to");
        }
    }

    private static void checkUrl(String key, Object value) {
        String url = (String) value;
        if (url.isBlank() || url.startsWith("${")) {
            return;
        }
        try {
            URI uri = new URI(url);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return;
            }
        } catch (java.net.URISyntaxException e) {
            throw new ConfigException(key, value, "not a URL: " + e.getReason());
        }
        throw new ConfigException(key, value, "write it as http://host:port or https://host:port");
    }
}
