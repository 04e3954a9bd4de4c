package io.bankingconnect.local.stack;

import java.util.HashMap;
import java.util.Map;

/** What the stack itself knows of the connectors' environment: where its servers are, and their secrets. */
final class StackEnvironment {

    static final String REGION = "us-east-1";
    static final String LAKE_BUCKET = "banking-raw";
    static final String LAKE_ACCESS_KEY_ID = "lake";
    static final String LOADER = "BANKING_LOADER";
    static final String TRANSFORMER = "BANKING_TRANSFORMER";
    private static final String HOST = "127.0.0.1";

    private StackEnvironment() {}

    static Map<String, String> of(StackPaths paths, Map<Port, Integer> ports, Secrets secrets) {
        Map<String, String> values = new HashMap<>();
        values.put("KAFKA_BOOTSTRAP_SERVERS", HOST + ":" + ports.get(Port.KAFKA));
        values.put("SCHEMA_REGISTRY_URL", "http://" + HOST + ":" + ports.get(Port.REGISTRY) + "/apis/ccompat/v7");
        values.put("POSTGRES_HOST", HOST);
        values.put("POSTGRES_PORT", String.valueOf(ports.get(Port.POSTGRES)));
        values.put("POSTGRES_DB", PostgresServer.DATABASE);
        values.put("OLTP_WRITER_PASSWORD", secrets.oltpWriter());
        values.put("CDC_PASSWORD", secrets.cdc());
        values.put("S3_ENDPOINT", "http://" + HOST + ":" + ports.get(Port.S3));
        values.put("S3_REGION", REGION);
        values.put("LAKE_BUCKET", LAKE_BUCKET);
        values.put("LAKE_ACCESS_KEY_ID", LAKE_ACCESS_KEY_ID);
        values.put("LAKE_SECRET_ACCESS_KEY", secrets.lakeSecretKey());
        values.put("SNOWFLAKE_URL", "http://" + HOST + ":" + ports.get(Port.EMULATOR) + "/?account=" + Servers.ACCOUNT);
        values.put("SNOWFLAKE_DATABASE", "BANKING_DW");
        values.put("SNOWFLAKE_WAREHOUSE", "BANKING_WH");
        values.put("SNOWFLAKE_LOADER_USER", LOADER);
        values.put("SNOWFLAKE_LOADER_PRIVATE_KEY", Secrets.privateKey(secrets.loader()));
        values.put("SNOWFLAKE_TRANSFORMER_USER", TRANSFORMER);
        values.put("SNOWFLAKE_TRANSFORMER_ROLE", TRANSFORMER);
        values.put("SNOWFLAKE_TRANSFORMER_PRIVATE_KEY", Secrets.privateKey(secrets.transformer()));
        values.put("DBT_PROJECT_DIR", paths.root().resolve("dbt-equivalent-sql").toString());
        return values;
    }
}
