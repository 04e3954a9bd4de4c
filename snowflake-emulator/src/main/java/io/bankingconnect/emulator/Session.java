package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.QualifiedName;
import io.bankingconnect.emulator.sql.Translator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's session: where it is, its parameters, its transaction, and the replies it may ask for again.
 *
 * <p>A statement runs while its thread holds {@link #mutex()}; only cancelling, tokens and the time of last use may be
 * touched without it.
 */
final class Session {

    private static final Logger log = LoggerFactory.getLogger(Session.class);

    private final long id;
    private final String account;
    private final String user;
    private final Storage storage;
    private final Clock clock;
    private final Connection connection;
    private final Connection probe;
    private final Transaction transaction;
    private final SessionParameters parameters = new SessionParameters();
    private final Replies replies = new Replies();
    private final Map<String, Execution> executions = new ConcurrentHashMap<>();
    private final ReentrantLock mutex = new ReentrantLock(true);
    private volatile Instant lastUsed;
    private volatile boolean closed;
    private String database;
    private String schema;
    private String role;
    private String warehouse;
    private String lastQueryId;

    Session(long id, String account, String user, Storage storage, WriteLock lock, Clock clock) throws SQLException {
        this.id = id;
        this.account = account;
        this.user = user;
        this.storage = storage;
        this.clock = clock;
        this.connection = storage.connect();
        this.probe = storage.connect();
        this.transaction = new Transaction(this, connection, lock);
        this.lastUsed = clock.instant();
    }

    long id() {
        return id;
    }

    String user() {
        return user;
    }

    Storage storage() {
        return storage;
    }

    Connection connection() {
        return connection;
    }

    /** A second connection at the same place, to compile statements without touching the transaction. */
    Connection probe() {
        return probe;
    }

    Transaction transaction() {
        return transaction;
    }

    SessionParameters parameters() {
        return parameters;
    }

    Replies replies() {
        return replies;
    }

    Map<String, Execution> executions() {
        return executions;
    }

    ReentrantLock mutex() {
        return mutex;
    }

    Instant lastUsed() {
        return lastUsed;
    }

    void touch() {
        lastUsed = clock.instant();
    }

    boolean closed() {
        return closed;
    }

    boolean autocommit() {
        return parameters.isTrue("AUTOCOMMIT");
    }

    long lockTimeoutSeconds() {
        return parameters.number("LOCK_TIMEOUT");
    }

    Optional<String> database() {
        return Optional.ofNullable(database);
    }

    Optional<String> schema() {
        return Optional.ofNullable(schema);
    }

    Optional<String> role() {
        return Optional.ofNullable(role);
    }

    Optional<String> warehouse() {
        return Optional.ofNullable(warehouse);
    }

    void useRole(String name) {
        role = name;
    }

    void useWarehouse(String name) {
        warehouse = name;
    }

    void ran(String queryId) {
        lastQueryId = queryId;
    }

    /** Moves to a database and to its schema PUBLIC, if it has one. */
    void useDatabase(String name) {
        if (!storage.exists(name)) {
            throw SqlFailure.unknown("Database", name);
        }
        database = name;
        schema = schemaExists(name, "PUBLIC") ? "PUBLIC" : null;
        moveConnections();
    }

    void useSchema(String inDatabase, String name) {
        if (!schemaExists(inDatabase, name)) {
            throw SqlFailure.unknown("Schema", inDatabase + "." + name);
        }
        database = inDatabase;
        schema = name;
        moveConnections();
    }

    /** Leaves a database or schema that is about to go away. */
    void leave(String gone, Optional<String> goneSchema) {
        if (gone.equals(database) && goneSchema.isEmpty()) {
            database = null;
            schema = null;
            moveConnections();
        } else if (gone.equals(database) && goneSchema.get().equals(schema)) {
            schema = null;
            moveConnections();
        }
    }

    boolean schemaExists(String inDatabase, String name) {
        return storage.exists(inDatabase)
                && new Execution("")
                        .query(
                                probe,
                                "SELECT 1 FROM duckdb_schemas() WHERE database_name = " + Sql.string(inDatabase)
                                        + " AND schema_name = " + Sql.string(name)
                                        + " AND schema_name NOT IN ('main', '" + Storage.HIDDEN + "')",
                                result -> result.next());
    }

    private void moveConnections() {
        String place = database == null
                ? "memory.main"
                : Sql.quoted(database) + "." + Sql.quoted(schema == null ? "main" : schema);
        for (Connection each : new Connection[] {connection, probe}) {
            new Execution("").update(each, "USE " + place);
        }
    }

    /** Tells DuckDB the session's time zone. */
    void moveToTimeZone(String zone) {
        for (Connection each : new Connection[] {connection, probe}) {
            new Execution("").update(each, "SET TimeZone = " + Sql.string(zone));
        }
    }

    /** The full name of an object, completed from where the session is. */
    ObjectName resolve(QualifiedName name) {
        String inDatabase = name.outerQualifier().or(this::database).orElseThrow(() -> noCurrent("database"));
        String inSchema = name.qualifier().or(this::schema).orElseThrow(() -> noCurrent("schema"));
        return new ObjectName(inDatabase, inSchema, name.last());
    }

    /** The database and schema that a one- or two-part schema name means. */
    ObjectName resolveSchema(QualifiedName name) {
        String inDatabase = name.qualifier().or(this::database).orElseThrow(() -> noCurrent("database"));
        return new ObjectName(inDatabase, name.last(), "");
    }

    private static SqlFailure noCurrent(String kind) {
        return new SqlFailure(
                "090105",
                "22000",
                "Cannot perform operation. This session does not have a current " + kind + ". Call 'USE "
                        + kind.toUpperCase(Locale.ROOT) + "', or use a qualified name.");
    }

    /** Translates queries as this session would see them. */
    Translator translator() {
        Map<String, String> context = new HashMap<>();
        database().ifPresent(name -> context.put("CURRENT_DATABASE", name));
        schema().ifPresent(name -> context.put("CURRENT_SCHEMA", name));
        role().ifPresent(name -> context.put("CURRENT_ROLE", name));
        warehouse().ifPresent(name -> context.put("CURRENT_WAREHOUSE", name));
        context.put("CURRENT_USER", user);
        context.put("CURRENT_ACCOUNT", account);
        context.put("CURRENT_SESSION", Long.toString(id));
        context.put("CURRENT_VERSION", EmulatorServer.version());
        if (lastQueryId != null) {
            context.put("LAST_QUERY_ID", lastQueryId);
        }
        return new Translator(storage.macros(), context);
    }

    /** Cancels what runs, rolls back and gives up the connections. Safe to call twice and from any thread. */
    void close() {
        closed = true;
        for (Execution execution : executions.values()) {
            try {
                execution.cancel();
            } catch (SQLException e) {
                log.warn("Cannot cancel a statement of session {} that closes", id, e);
            }
        }
        mutex.lock();
        try (connection;
                probe) {
            if (!connection.isClosed()) {
                transaction.rollback();
                dropTemporaryTables();
            }
        } catch (SQLException | SqlFailure e) {
            log.warn("Session {} did not close cleanly", id, e);
        } finally {
            mutex.unlock();
        }
    }

    private void dropTemporaryTables() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            TemporaryTables.drop(statement, storage.databases(), Optional.of(id));
        }
    }
}
