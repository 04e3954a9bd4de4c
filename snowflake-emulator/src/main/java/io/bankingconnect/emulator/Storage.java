package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.Token;
import io.bankingconnect.emulator.sql.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;

/**
 * The DuckDB instance: one attached file per database, one connection per user of it. Thread-safe.
 *
 * <p>Each database file has a schema {@code _emulator} with what DuckDB has no place for: stages, file formats, load
 * history, primary keys.
 */
final class Storage implements AutoCloseable {

    static final String HIDDEN = "_emulator";
    private static final String SUFFIX = ".duckdb";

    private final Path directory;
    private final DuckDBConnection root;
    private final Set<String> macros;

    private Storage(Path directory, DuckDBConnection root, Set<String> macros) {
        this.directory = directory;
        this.root = root;
        this.macros = macros;
    }

    /**
     * Opens the directory and attaches every database in it.
     *
     * @throws IOException when the directory or a database cannot be opened; the message says which and why
     */
    static Storage open(Path directory, String memoryLimit) throws IOException {
        Path home = directory.toAbsolutePath().normalize();
        Files.createDirectories(home.resolve("stages"));
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("memory_limit", memoryLimit);
        settings.setProperty("threads", "2");
        settings.setProperty("temp_directory", home.resolve("temp").toString());
        settings.setProperty("default_null_order", "nulls_last_on_asc_first_on_desc");
        DuckDBConnection root = null;
        try {
            root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
            Set<String> macros = createMacros(root);
            Storage storage = new Storage(home, root, macros);
            try (Statement statement = root.createStatement()) {
                statement.execute("SET GLOBAL TimeZone = 'UTC'");
            }
            for (String database : storage.files()) {
                storage.attach(database);
            }
            return storage;
        } catch (SQLException e) {
            closeQuietly(root, e);
            String remedy = e.getMessage().contains("lock")
                    ? "another process, probably another emulator, uses it: stop that one or choose another directory."
                    : e.getMessage();
            throw new IOException("Cannot open the data directory " + home + ": " + remedy, e);
        }
    }

    private static void closeQuietly(Connection connection, SQLException cause) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
    }

    private static Set<String> createMacros(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (InputStream resource = Storage.class.getResourceAsStream("functions.sql");
                Statement statement = connection.createStatement()) {
            for (String sql : new String(resource.readAllBytes(), StandardCharsets.UTF_8).split(";\n")) {
                List<Token> tokens = Tokenizer.tokens(sql);
                if (!tokens.isEmpty()) {
                    statement.execute(sql);
                    names.add(tokens.get(6).value().substring("SF_".length()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Set.copyOf(names);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    private void attach(String database) throws SQLException {
        try (Statement statement = root.createStatement()) {
            statement.execute("ATTACH " + Sql.string(file(database).toString()) + " AS " + Sql.quoted(database));
            for (String sql : List.of(
                    "CREATE SCHEMA IF NOT EXISTS %s",
                    "CREATE TABLE IF NOT EXISTS %s.stages (schema_name VARCHAR, name VARCHAR, options VARCHAR,"
                            + " created TIMESTAMPTZ)",
                    "CREATE TABLE IF NOT EXISTS %s.file_formats (schema_name VARCHAR, name VARCHAR, options VARCHAR)",
                    "CREATE TABLE IF NOT EXISTS %s.loads (schema_name VARCHAR, table_name VARCHAR, file VARCHAR,"
                            + " etag VARCHAR, row_count BIGINT, loaded TIMESTAMPTZ)",
                    "CREATE TABLE IF NOT EXISTS %s.primary_keys (schema_name VARCHAR, table_name VARCHAR,"
                            + " column_name VARCHAR, position INTEGER)",
                    "CREATE TABLE IF NOT EXISTS %s.temporary_tables (schema_name VARCHAR, table_name VARCHAR,"
                            + " session VARCHAR)",
                    "CREATE TABLE IF NOT EXISTS %s.notes (schema_name VARCHAR, table_name VARCHAR, note VARCHAR)")) {
                statement.execute(sql.formatted(hidden(database)));
            }
        }
    }

    /** The qualified name of a database's hidden schema. */
    static String hidden(String database) {
        return Sql.quoted(database) + "." + Sql.quoted(HIDDEN);
    }

    private Path file(String database) {
        return directory.resolve(database + SUFFIX);
    }

    /** Where a database's staged files are. */
    Path stages() {
        return directory.resolve("stages");
    }

    /** Functions that are macros, without their prefix. */
    Set<String> macros() {
        return macros;
    }

    synchronized boolean exists(String database) {
        return Files.exists(file(database));
    }

    /** Creates a database with its schema PUBLIC. */
    synchronized void create(String database) throws SQLException {
        if (!database.matches("[A-Za-z][A-Za-z0-9_$]*")) {
            throw SqlFailure.unsupported("database name " + database);
        }
        attach(database);
        try (Statement statement = root.createStatement()) {
            statement.execute("CREATE SCHEMA " + Sql.quoted(database) + ".\"PUBLIC\"");
        }
    }

    /** Detaches a database and deletes its file. */
    synchronized void drop(String database) throws SQLException, IOException {
        try (Statement statement = root.createStatement()) {
            statement.execute("DETACH " + Sql.quoted(database));
        }
        Files.deleteIfExists(file(database));
        Files.deleteIfExists(directory.resolve(database + SUFFIX + ".wal"));
    }

    synchronized List<String> databases() {
        try {
            return files();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the databases in " + directory, e);
        }
    }

    /** A connection of its own to the same databases. */
    synchronized Connection connect() throws SQLException {
        return root.duplicate();
    }

    @Override
    public synchronized void close() throws SQLException {
        root.close();
    }
}
