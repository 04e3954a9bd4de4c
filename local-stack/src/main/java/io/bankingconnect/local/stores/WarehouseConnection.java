package io.bankingconnect.local.stores;

import java.sql.Connection;
import java.sql.SQLException;
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
        properties.setProperty("authenticator", "snowflake_jwt");
        properties.setProperty("private_key_base64", environment.get("SNOWFLAKE_TRANSFORMER_PRIVATE_KEY"));
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
}
