package io.bankingconnect.local.stores;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import net.snowflake.client.api.driver.SnowflakeDriver;

/** Opens the warehouse through the Snowflake driver, as the connectors do. */
public final class WarehouseConnection {

    private WarehouseConnection() {}

    /**
     * Opens a session of the transformer, who may read everything.
     *
     * @param environment the connectors' environment
     */
    public static Connection open(Map<String, String> environment) throws SQLException {
        String url = environment.get("SNOWFLAKE_URL");
        Properties properties = new Properties();
        properties.setProperty("user", environment.get("SNOWFLAKE_TRANSFORMER_USER"));
        properties.put("privateKey", privateKey(environment.get("SNOWFLAKE_TRANSFORMER_PRIVATE_KEY")));
        properties.setProperty("TIMEZONE", "UTC");
        properties.setProperty("db", environment.get("SNOWFLAKE_DATABASE"));
        properties.setProperty("warehouse", environment.get("SNOWFLAKE_WAREHOUSE"));
        properties.setProperty("role", environment.get("SNOWFLAKE_TRANSFORMER_ROLE"));
        properties.setProperty("JDBC_QUERY_RESULT_FORMAT", "JSON");
        properties.setProperty("enableCopyResultSet", "true");
        properties.setProperty("disablePlatformDetection", "true");
        properties.setProperty("CLIENT_OUT_OF_BAND_TELEMETRY_ENABLED", "false");
        if (url.startsWith("http://")) {
            properties.setProperty("ssl", "off");
            properties.setProperty("disableOCSPChecks", "true");
        }
        return new SnowflakeDriver().connect("jdbc:snowflake://" + url.replaceFirst("^https?://", ""), properties);
    }

    private static PrivateKey privateKey(String base64) throws SQLException {
        try {
            byte[] pkcs8 = Base64.getDecoder().decode(base64);
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new SQLException("SNOWFLAKE_TRANSFORMER_PRIVATE_KEY is not the base64 body of a PKCS#8 RSA key", e);
        }
    }
}
