package io.bankingconnect.snowflake.session;

import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;

/** The keys by which both connectors of the bridge log in to Snowflake, named as in the official connector. */
public final class SnowflakeSettings {

    public static final String URL = "snowflake.url.name";
    public static final String USER = "snowflake.user.name";
    public static final String PRIVATE_KEY = "snowflake.private.key";
    public static final String PRIVATE_KEY_PASSPHRASE = "snowflake.private.key.passphrase";
    public static final String ROLE = "snowflake.role.name";
    public static final String WAREHOUSE = "snowflake.warehouse.name";
    public static final String DATABASE = "snowflake.database.name";

    private static final String GROUP = "Snowflake";
    private static final String LOGIN_TIMEOUT_SECONDS = "30";
    private static final String MAX_HTTP_RETRIES = "3";
    private static final String LOCK_TIMEOUT_SECONDS = "60";
    private static final String NETWORK_TIMEOUT_MS = "60000";

    private final AbstractConfig config;

    /** Reads the settings out of a configuration made with {@link #define}. */
    public SnowflakeSettings(AbstractConfig config) {
        this.config = config;
    }

    /** Adds the keys to a connector's definition. */
    public static ConfigDef define(ConfigDef def) {
        return def.define(
                        URL,
                        Type.STRING,
                        NO_DEFAULT_VALUE,
                        SnowflakeSettings::checkUrl,
                        Importance.HIGH,
                        "Address of the account, <account>.snowflakecomputing.com:443. For the local emulator"
                                + " http://<host>:<port>/?account=<account>: http sends everything in the clear.",
                        GROUP,
                        1,
                        Width.LONG,
                        "URL")
                .define(
                        USER,
                        Type.STRING,
                        NO_DEFAULT_VALUE,
                        new NonEmptyString(),
                        Importance.HIGH,
                        "User to log in as. Make one for this connector (TYPE = SERVICE).",
                        GROUP,
                        2,
                        Width.MEDIUM,
                        "User")
                .define(
                        PRIVATE_KEY,
                        Type.PASSWORD,
                        NO_DEFAULT_VALUE,
                        Importance.HIGH,
                        "The user's RSA private key in PKCS#8 form: PEM, or the base64 text between its first and last"
                                + " line. Give it through a config provider.",
                        GROUP,
                        3,
                        Width.LONG,
                        "Private key")
                .define(
                        PRIVATE_KEY_PASSPHRASE,
                        Type.PASSWORD,
                        "",
                        Importance.MEDIUM,
                        "Passphrase of the private key; empty for a key that is not encrypted. Give it through a config"
                                + " provider.",
                        GROUP,
                        4,
                        Width.MEDIUM,
                        "Private key passphrase")
                .define(
                        ROLE,
                        Type.STRING,
                        "",
                        Importance.HIGH,
                        "Role to act as. Empty for the user's default role.",
                        GROUP,
                        5,
                        Width.MEDIUM,
                        "Role")
                .define(
                        WAREHOUSE,
                        Type.STRING,
                        "",
                        Importance.HIGH,
                        "Virtual warehouse that runs the statements. Empty for the user's default warehouse.",
                        GROUP,
                        6,
                        Width.MEDIUM,
                        "Warehouse")
                .define(
                        DATABASE,
                        Type.STRING,
                        NO_DEFAULT_VALUE,
                        new NonEmptyString(),
                        Importance.HIGH,
                        "Database to work in. It must exist: sql/setup.sql creates it.",
                        GROUP,
                        7,
                        Width.MEDIUM,
                        "Database");
    }

    /**
     * Adds to a validated configuration what no single key's validator sees: whether the private key opens with its
     * passphrase. Call it from {@code Connector.validate}.
     */
    public static void checkTogether(Config validated) {
        Optional<ConfigValue> key = value(validated, PRIVATE_KEY);
        Optional<Password> passphrase =
                value(validated, PRIVATE_KEY_PASSPHRASE).map(ConfigValue::value).map(Password.class::cast);
        if (key.isEmpty()
                || !(key.get().value() instanceof Password text)
                || text.value().startsWith("${")) {
            return;
        }
        try {
            PrivateKeys.parse(text, passphrase.orElse(new Password("")));
        } catch (GeneralSecurityException e) {
            key.get().addErrorMessage(PRIVATE_KEY + ": " + e.getMessage());
        }
    }

    /** The database that sessions work in. */
    public String database() {
        return config.getString(DATABASE);
    }

    /** The user that sessions log in as. */
    public String user() {
        return config.getString(USER);
    }

    /** Where the service is, as messages name it. */
    public String place() {
        return url().host() + ":" + url().port();
    }

    String jdbcUrl() {
        return url().jdbcUrl();
    }

    /** What the driver must know beside the URL; holds the private key. */
    Properties properties() {
        Properties properties = new Properties();
        properties.put("user", user());
        properties.put("privateKey", privateKey());
        properties.put("db", database());
        putUnlessBlank(properties, "role", config.getString(ROLE));
        putUnlessBlank(properties, "warehouse", config.getString(WAREHOUSE));
        properties.put("JDBC_QUERY_RESULT_FORMAT", "JSON");
        properties.put("TIMEZONE", "UTC");
        properties.put("enableCopyResultSet", "true");
        properties.put("disablePlatformDetection", "true");
        properties.put("CLIENT_OUT_OF_BAND_TELEMETRY_ENABLED", "false");
        // An unknown warehouse or database is refused at login, by name, not at the first statement that misses it.
        properties.put("validateDefaultParameters", "true");
        // A worker that died must not hold its locks for hours, nor another wait for them beyond its poll interval.
        properties.put("ABORT_DETACHED_QUERY", "true");
        properties.put("LOCK_TIMEOUT", LOCK_TIMEOUT_SECONDS);
        properties.put("loginTimeout", LOGIN_TIMEOUT_SECONDS);
        properties.put("networkTimeout", NETWORK_TIMEOUT_MS);
        // Connect retries the batch, so the driver need not sit out an outage.
        properties.put("maxHttpRetries", MAX_HTTP_RETRIES);
        properties.put("putGetMaxRetries", MAX_HTTP_RETRIES);
        if (!url().secure()) {
            properties.put("ssl", "off");
            properties.put("disableOCSPChecks", "true");
        }
        return properties;
    }

    private PrivateKey privateKey() {
        try {
            return PrivateKeys.parse(config.getPassword(PRIVATE_KEY), config.getPassword(PRIVATE_KEY_PASSPHRASE));
        } catch (GeneralSecurityException e) {
            throw new ConfigException(PRIVATE_KEY, Password.HIDDEN, e.getMessage());
        }
    }

    private SnowflakeUrl url() {
        return SnowflakeUrl.parse(URL, config.getString(URL));
    }

    private static void putUnlessBlank(Properties properties, String key, String value) {
        if (!value.isBlank()) {
            properties.put(key, value);
        }
    }

    private static Optional<ConfigValue> value(Config validated, String key) {
        return validated.configValues().stream()
                .filter(value -> value.name().equals(key))
                .findFirst();
    }

    private static void checkUrl(String key, Object value) {
        String url = (String) value;
        if (url != null && !url.startsWith("${")) {
            SnowflakeUrl.parse(key, url);
        }
    }
}
