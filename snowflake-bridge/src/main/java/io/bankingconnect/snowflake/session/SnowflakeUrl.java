package io.bankingconnect.snowflake.session;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where the service is, read from the value of {@code snowflake.url.name}.
 *
 * @param host the host name or address
 * @param port the TCP port
 * @param account the account, when the URL names one; the real service takes it from the host name
 * @param secure whether the connection uses TLS; only the local emulator does without
 */
record SnowflakeUrl(String host, int port, Optional<String> account, boolean secure) {

    private static final String HINT =
            "write it as <account>.snowflakecomputing.com:443, or as http://<host>:<port>/?account=<account> for the"
                    + " local emulator";

    /** @throws ConfigException if the value is no such URL, with the form it should have */
    static SnowflakeUrl parse(String key, String value) {
        URI uri;
        try {
            uri = new URI(value.contains("://") ? value : "https://" + value);
        } catch (URISyntaxException e) {
            throw new ConfigException(key, value, HINT);
        }
        boolean secure = "https".equals(uri.getScheme());
        boolean plain = "http".equals(uri.getScheme());
        boolean bare = uri.getPath().isEmpty() || uri.getPath().equals("/");
        if (uri.getHost() == null || uri.getUserInfo() != null || !(secure || plain) || !bare) {
            throw new ConfigException(key, value, HINT);
        }
        Optional<String> account = account(key, value, uri.getQuery());
        if (account.isEmpty() && !uri.getHost().contains(".snowflakecomputing.")) {
            throw new ConfigException(key, value, "the host name holds no account; " + HINT);
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        return new SnowflakeUrl(uri.getHost(), port, account, secure);
    }

    /** The URL in the form that the JDBC driver reads. */
    String jdbcUrl() {
        return "jdbc:snowflake://" + host + ":" + port + "/"
                + account.map(name -> "?account=" + name).orElse("");
    }

    private static Optional<String> account(String key, String value, String query) {
        if (query == null) {
            return Optional.empty();
        }
        // Anything else would reach the driver as a setting of its own, past the keys that validate checks.
        if (!query.matches("account=[A-Za-z0-9_.-]+")) {
            throw new ConfigException(key, value, "only account=<account> may follow the question mark");
        }
        return Optional.of(query.substring("account=".length()));
    }
}
