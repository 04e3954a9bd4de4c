package io.bankingconnect.snowflake;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeColumn;
import io.bankingconnect.lake.LakeFile;
import io.bankingconnect.lake.LakeStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A topic partition whose rows stand in a lake, written by DuckDB, with the commit event of every file. */
final class CommittedFiles {

    static final List<LakeColumn> COLUMNS = List.of(
            new LakeColumn("id", "long"),
            new LakeColumn("balance", "decimal(18,2)"),
            new LakeColumn("status", "string"),
            new LakeColumn("birth_date", "date"),
            new LakeColumn("updated_at", "timestamptz"),
            new LakeColumn("active", "boolean"),
            new LakeColumn("__offset", "long"));

    private static final String SELECT = """
            SELECT (i + 1)::BIGINT AS id, (i + 0.25)::DECIMAL(18,2) AS balance, 'status ' || i AS status,
                   DATE '1990-02-28' + i::INTEGER AS birth_date,
                   TIMESTAMPTZ '2026-03-01 12:00:00.123456+00' AS updated_at, i % 2 = 0 AS active,
                   i::BIGINT AS __offset
            """;

    private final LakeStore lake;
    private final String topic;
    private final int partition;
    private final String table;
    private long next;

    CommittedFiles(LakeStore lake, String topic, int partition) {
        this.lake = lake;
        this.topic = topic;
        this.partition = partition;
        this.table = topic.substring(topic.lastIndexOf('.') + 1);
    }

    /** Commits a file with the next rows, whose ids are their offsets + 1. */
    CommitEvent commit(int rows) {
        return commit(rows, SELECT, COLUMNS);
    }

    /**
     * Commits a file with other columns.
     *
     * @param select computes them from {@code i}, the row's offset
     */
    CommitEvent commit(int rows, String select, List<LakeColumn> columns) {
        return event(rows, List.of(file(rows, select, columns)));
    }

    /** Commits a range in which every record was filtered. */
    CommitEvent commitNothing(int offsets) {
        return event(offsets, List.of());
    }

    /** A file whose event claims other rows than it has. */
    CommitEvent commitClaiming(int claimed, int rows) {
        LakeFile file = file(rows, SELECT, COLUMNS);
        return event(
                rows,
                List.of(new LakeFile(
                        file.bucket(),
                        file.key(),
                        file.etag(),
                        file.bytes(),
                        claimed,
                        file.firstOffset(),
                        file.lastOffset(),
                        file.minSourceTsMs(),
                        file.maxSourceTsMs(),
                        file.schema())));
    }

    private CommitEvent event(int offsets, List<LakeFile> files) {
        long start = next;
        next += offsets;
        return new CommitEvent(
                CommitEvent.VERSION, "lake-parquet-sink", topic, partition, table, 1, start, next - 1, files);
    }

    private LakeFile file(int rows, String select, List<LakeColumn> columns) {
        String key = "%s/2026/03/01/%s+%d+%010d.parquet".formatted(table, topic, partition, next);
        byte[] content = parquet(select + " FROM range(" + next + ", " + (next + rows) + ") numbers(i)");
        String etag = lake.put(key, content, new LakeStore.Condition.None());
        long committed = 1_772_366_400_000L + next;
        return new LakeFile(
                lake.bucket(),
                key,
                etag,
                content.length,
                rows,
                next,
                next + rows - 1,
                committed,
                committed + rows - 1,
                columns);
    }

    private static byte[] parquet(String query) {
        try {
            Path directory = Files.createTempDirectory("lake");
            Path file = directory.resolve("file.parquet");
            try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = duckdb.createStatement()) {
                statement.execute("SET TimeZone = 'UTC'");
                statement.execute("COPY (" + query + ") TO '" + file + "' (FORMAT PARQUET)");
            }
            byte[] content = Files.readAllBytes(file);
            Files.delete(file);
            Files.delete(directory);
            return content;
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
