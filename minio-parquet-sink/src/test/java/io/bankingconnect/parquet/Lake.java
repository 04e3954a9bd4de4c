package io.bankingconnect.parquet;

import io.bankingconnect.lake.LakeStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Parquet files as DuckDB sees them: a reader that shares no code with the writer. */
final class Lake implements AutoCloseable {

    private final Connection duckdb;
    private final Path directory;

    private Lake(Path directory) {
        this.directory = directory;
        try {
            duckdb = DriverManager.getConnection("jdbc:duckdb:");
            try (Statement statement = duckdb.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Lake in(Path directory) {
        return new Lake(directory);
    }

    /** Lays objects down as files. */
    Lake with(Map<String, byte[]> objects) {
        objects.forEach(this::lay);
        return this;
    }

    /** Lays the files below a prefix of a store down. */
    Lake with(LakeStore store, String prefix) {
        store.list(prefix).stream()
                .filter(key -> key.endsWith(".parquet"))
                .forEach(key -> lay(key, store.get(key).orElseThrow().content()));
        return this;
    }

    private void lay(String key, byte[] content) {
        try {
            Path file = directory.resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a query and returns its rows, each as its values' texts joined by {@code |}; {@code LAKE} in it stands for all
     * files.
     */
    List<String> query(String sql) {
        String files =
                "read_parquet('" + directory + "/**/*.parquet', union_by_name = true, hive_partitioning = false)";
        try (Statement statement = duckdb.createStatement();
                ResultSet result = statement.executeQuery(
                        sql.replace("LAKE", files).replace("FILES", "'" + directory + "/**/*.parquet'"))) {
            int columns = result.getMetaData().getColumnCount();
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row.stream().collect(Collectors.joining("|")));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            duckdb.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
