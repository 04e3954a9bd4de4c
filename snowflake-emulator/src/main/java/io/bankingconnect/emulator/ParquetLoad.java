package io.bankingconnect.emulator;

import io.bankingconnect.emulator.Stage.StagedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads staged Parquet files into a table, all or none, inside the transaction that is open. Files that the table has
 * loaded with the same content are passed over.
 */
final class ParquetLoad {

    private static final Logger log = LoggerFactory.getLogger(ParquetLoad.class);

    /** How columns are matched and what happens to files. */
    record Choices(boolean caseSensitive, boolean force, boolean purge) {}

    /** A file that was loaded. */
    record Loaded(StagedFile file, String etag, long rows) {}

    private record Column(String name, String duckType) {}

    private final StatementContext context;
    private final ObjectName table;
    private final Stage stage;
    private final List<String> names;
    private final Optional<String> pattern;
    private final FileFormat format;
    private final Map<String, String> metadata;
    private final Choices choices;

    ParquetLoad(
            StatementContext context,
            ObjectName table,
            Stage stage,
            List<String> names,
            Optional<String> pattern,
            FileFormat format,
            Map<String, String> metadata,
            Choices choices) {
        this.context = context;
        this.table = table;
        this.stage = stage;
        this.names = names;
        this.pattern = pattern;
        this.format = format;
        this.metadata = metadata;
        this.choices = choices;
    }

    List<Loaded> run() {
        List<Column> columns = tableColumns();
        List<Loaded> wanted = unloaded();
        if (wanted.isEmpty()) {
            return wanted;
        }
        Map<String, List<Column>> schemas = fileColumns(wanted);
        Map<String, Long> counts = rowCounts(wanted);
        Map<List<Column>, List<Loaded>> groups = wanted.stream()
                .collect(Collectors.groupingBy(
                        file -> schemas.getOrDefault(file.file().path().toString(), List.of()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        groups.forEach((schema, files) -> insert(columns, schema, files, counts));
        List<Loaded> loaded = wanted.stream()
                .map(file -> new Loaded(file.file(), file.etag(), rows(counts, file)))
                .toList();
        record(loaded);
        if (choices.purge()) {
            context.session().transaction().afterCommit(() -> loaded.forEach(ParquetLoad::purge));
        }
        return loaded;
    }

    private static long rows(Map<String, Long> counts, Loaded file) {
        return counts.getOrDefault(file.file().path().toString(), 0L);
    }

    private List<Column> tableColumns() {
        List<Column> columns = context.query(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE database_name = "
                        + Sql.string(table.database()) + " AND " + table.where("table_name") + " ORDER BY column_index",
                result -> {
                    List<Column> found = new ArrayList<>();
                    while (result.next()) {
                        found.add(new Column(result.getString(1), result.getString(2)));
                    }
                    return found;
                });
        if (columns.isEmpty()) {
            throw SqlFailure.unknown("Table", table.toString());
        }
        return columns;
    }

    private List<Loaded> unloaded() {
        List<StagedFile> files = names.isEmpty()
                ? stage.files().stream()
                        .filter(file -> pattern.isEmpty() || file.relative().matches(pattern.get()))
                        .toList()
                : names.stream().distinct().map(this::existing).toList();
        Map<String, String> known = choices.force() ? Map.of() : loadedBefore();
        List<Loaded> wanted = new ArrayList<>();
        for (StagedFile file : files) {
            String etag = etag(file);
            if (!etag.equals(known.get(address(file)))) {
                wanted.add(new Loaded(file, etag, 0));
            }
        }
        return wanted;
    }

    private StagedFile existing(String name) {
        StagedFile file = stage.file(name);
        if (!Files.isRegularFile(file.path())) {
            throw new SqlFailure("091016", "02000", "Remote file '" + stage.shown(file) + "' was not found.");
        }
        return file;
    }

    private static String etag(StagedFile file) {
        try {
            return Digests.md5(file.path());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the staged file " + file.relative(), e);
        }
    }

    /** Distinguishes stages as well as files. */
    private String address(StagedFile file) {
        return context.session().storage().stages().relativize(file.path()).toString();
    }

    private String loads() {
        return Storage.hidden(table.database()) + ".loads";
    }

    private Map<String, String> loadedBefore() {
        return context.query(
                "SELECT file, etag FROM " + loads() + " WHERE " + table.where("table_name") + " ORDER BY loaded",
                result -> {
                    Map<String, String> found = new HashMap<>();
                    while (result.next()) {
                        found.put(result.getString(1), result.getString(2));
                    }
                    return found;
                });
    }

    private void record(List<Loaded> files) {
        String rows = files.stream()
                .map(file -> "(" + Sql.string(table.schema()) + ", " + Sql.string(table.name()) + ", "
                        + Sql.string(address(file.file())) + ", " + Sql.string(file.etag()) + ", " + file.rows()
                        + ", now())")
                .collect(Collectors.joining(", "));
        context.update("INSERT INTO " + loads() + " VALUES " + rows);
    }

    private static String list(List<Loaded> files) {
        return "["
                + files.stream()
                        .map(file -> Sql.string(file.file().path().toString()))
                        .collect(Collectors.joining(", "))
                + "]";
    }

    private Map<String, Long> rowCounts(List<Loaded> files) {
        return unreadable(() ->
                context.query("SELECT file_name, num_rows FROM parquet_file_metadata(" + list(files) + ")", result -> {
                    Map<String, Long> counts = new HashMap<>();
                    while (result.next()) {
                        counts.put(result.getString(1), result.getLong(2));
                    }
                    return counts;
                }));
    }

    /** Top-level columns by file; of nested columns only the outer one counts. */
    private Map<String, List<Column>> fileColumns(List<Loaded> files) {
        return unreadable(() -> context.query(
                "SELECT file_name, name, COALESCE(duckdb_type, ''), COALESCE(num_children, 0) FROM parquet_schema("
                        + list(files) + ")",
                result -> {
                    Map<String, List<Column>> schemas = new LinkedHashMap<>();
                    Map<String, Long> nested = new HashMap<>();
                    while (result.next()) {
                        String file = result.getString(1);
                        long children = result.getLong(4);
                        if (!schemas.containsKey(file)) {
                            schemas.put(file, new ArrayList<>());
                            nested.put(file, 0L);
                        } else if (nested.get(file) > 0) {
                            nested.merge(file, children - 1, Long::sum);
                        } else {
                            schemas.get(file).add(new Column(result.getString(2), result.getString(3)));
                            nested.put(file, children);
                        }
                    }
                    return schemas;
                }));
    }

    private <T> T unreadable(Supplier<T> work) {
        try {
            return work.get();
        } catch (SqlFailure e) {
            if (e.code().equals("000604")) {
                throw e;
            }
            SqlFailure failure = new SqlFailure(
                    "100152", "22000", "A file given to COPY INTO " + table + " is not a readable Parquet file.");
            failure.initCause(e);
            throw failure;
        }
    }

    private void insert(List<Column> columns, List<Column> schema, List<Loaded> files, Map<String, Long> counts) {
        List<String> targets = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (Column column : columns) {
            Optional<String> value =
                    metadataValue(column).or(() -> match(column, schema).map(source -> cast(source, column)));
            value.ifPresent(sql -> {
                targets.add(Sql.quoted(column.name()));
                values.add(sql);
            });
        }
        if (targets.isEmpty()) {
            throw new SqlFailure(
                    "100080",
                    "22000",
                    "No column of file '" + stage.shown(files.get(0).file()) + "' has the name of a column of " + table
                            + ".");
        }
        String sql = "INSERT INTO " + table.sql() + " (" + String.join(", ", targets) + ") SELECT "
                + String.join(", ", values) + " FROM read_parquet(" + list(files)
                + ", filename = true, file_row_number = true)";
        long expected = files.stream().mapToLong(file -> rows(counts, file)).sum();
        try {
            long inserted = context.update(sql);
            if (inserted != expected) {
                throw new SqlFailure(
                        "000603",
                        "XX000",
                        "COPY INTO " + table + " inserted " + inserted + " rows of files that say they hold " + expected
                                + ".");
            }
        } catch (SqlFailure e) {
            throw e.code().startsWith("100") ? misfit(files, e) : e;
        }
    }

    private SqlFailure misfit(List<Loaded> files, SqlFailure cause) {
        String where = files.size() == 1
                ? "file '" + stage.shown(files.get(0).file()) + "'"
                : "one of " + files.size() + " files from '"
                        + stage.shown(files.get(0).file()) + "' on";
        SqlFailure failure = new SqlFailure(
                cause.code(), cause.sqlState(), "Cannot load " + where + " into " + table + ": " + cause.getMessage());
        failure.initCause(cause);
        return failure;
    }

    private Optional<String> metadataValue(Column column) {
        String source = metadata.get(column.name());
        if (source == null) {
            return Optional.empty();
        }
        int root = stage.root().toString().length() + 2;
        return Optional.of(
                switch (source) {
                    case "METADATA$FILENAME" ->
                        (stage.name().isEmpty() ? "" : Sql.string(stage.name() + "/") + " || ") + "substr(filename, "
                                + root + ")";
                    case "METADATA$FILE_ROW_NUMBER" -> "file_row_number + 1";
                    case "METADATA$START_SCAN_TIME" -> "now()";
                    default -> throw SqlFailure.unsupported("INCLUDE_METADATA of " + source);
                });
    }

    private Optional<Column> match(Column column, List<Column> schema) {
        return schema.stream()
                .filter(source -> choices.caseSensitive()
                        ? source.name().equals(column.name())
                        : source.name().equalsIgnoreCase(column.name()))
                .findFirst();
    }

    private String cast(Column source, Column target) {
        String name = Sql.quoted(source.name());
        String from = source.duckType().toUpperCase(Locale.ROOT);
        String to = target.duckType();
        if (from.equals("BLOB") && to.equals("VARCHAR") && format.binaryAsText()) {
            return "decode(" + name + ")";
        }
        if (to.equals("JSON")) {
            return "to_json(" + name + ")";
        }
        if (from.equals("TIMESTAMP WITH TIME ZONE") && to.equals("TIMESTAMP")) {
            return "(" + name + " AT TIME ZONE 'UTC')";
        }
        if (from.equals("TIMESTAMP") && to.equals("TIMESTAMP WITH TIME ZONE")) {
            return "(" + name + " AT TIME ZONE 'UTC')";
        }
        return "CAST(" + name + " AS " + to + ")";
    }

    private static void purge(Loaded file) {
        try {
            Files.deleteIfExists(file.file().path());
        } catch (IOException e) {
            // The rows are committed; as in the service, a file that cannot be purged stays without an error.
            log.warn("Cannot purge the loaded file {}", file.file().relative(), e);
        }
    }
}
