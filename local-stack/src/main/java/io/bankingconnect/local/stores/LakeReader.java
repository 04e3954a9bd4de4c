package io.bankingconnect.local.stores;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.S3LakeStore;
import io.bankingconnect.lake.S3Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Reads the lake: the files over S3, their rows with DuckDB, which shares no code with the sink. Not thread-safe. */
public final class LakeReader implements AutoCloseable {

    private static final String COLUMNS = "\"__topic\", \"__partition\", \"__offset\"";

    private final LakeStore store;
    private final Path download;
    private final Connection duckdb;
    private final Set<String> seen = new HashSet<>();
    private final Map<Table, Long> counts = new EnumMap<>(Table.class);

    /**
     * Opens the lake.
     *
     * @param environment the connectors' environment
     * @param download a directory for one file at a time
     */
    public LakeReader(Map<String, String> environment, Path download) throws SQLException, IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put(S3Settings.BUCKET, environment.get("LAKE_BUCKET"));
        settings.put(S3Settings.REGION, environment.get("S3_REGION"));
        settings.put(S3Settings.STORE_URL, environment.get("S3_ENDPOINT"));
        settings.put(S3Settings.ACCESS_KEY_ID, environment.get("LAKE_ACCESS_KEY_ID"));
        settings.put(S3Settings.SECRET_ACCESS_KEY, environment.get("LAKE_SECRET_ACCESS_KEY"));
        store = new S3LakeStore(
                new S3Settings(new AbstractConfig(S3Settings.define(new ConfigDef()), settings, false)));
        this.download = Files.createDirectories(download);
        duckdb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("SET memory_limit = '128MB'; SET threads = 1");
            statement.execute("CREATE TABLE rows_read (topic VARCHAR, \"partition\" INTEGER, \"offset\" BIGINT)");
        }
    }

    /** The rows of all files so far, by table. */
    public Map<Table, Long> counts() throws SQLException, IOException {
        for (Table table : Table.values()) {
            counts.putIfAbsent(table, 0L);
            for (String key : store.list(table.label() + "/")) {
                // Some stores list what is still being written, under another name.
                if (key.endsWith(".parquet") && !seen.contains(key)) {
                    Optional<LakeStore.StoredObject> object = store.get(key);
                    // The sink may take a file back that it has not committed.
                    if (object.isPresent()) {
                        counts.merge(table, read(object.get().content()), Long::sum);
                        seen.add(key);
                    }
                }
            }
        }
        return new EnumMap<>(counts);
    }

    /** How many rows stand in the lake more than once: the same topic, partition and offset. */
    public long duplicates() throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) - count(DISTINCT (topic, \"partition\", \"offset\")) FROM rows_read")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** The number of files read. */
    public int files() {
        return seen.size();
    }

    private long read(byte[] content) throws SQLException, IOException {
        Path file = download.resolve("file.parquet");
        Files.write(file, content);
        try (Statement statement = duckdb.createStatement()) {
            return statement.executeUpdate(
                    "INSERT INTO rows_read SELECT " + COLUMNS + " FROM read_parquet('" + file + "')");
        } finally {
            Files.delete(file);
        }
    }

    @Override
    public void close() throws SQLException {
        duckdb.close();
        store.close();
    }
}
