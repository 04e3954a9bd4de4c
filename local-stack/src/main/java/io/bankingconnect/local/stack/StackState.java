package io.bankingconnect.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a running stack is to be reached; kept in a file that only its owner may read.
 *
 * @param supervisorPid the process that holds all the others
 * @param ports each server's port
 * @param environment the connectors' environment, secrets included
 * @param superuserPassword the password of PostgreSQL's superuser
 */
public record StackState(
        long supervisorPid, Map<Port, Integer> ports, Map<String, String> environment, String superuserPassword) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public StackState {
        ports = Map.copyOf(ports);
        environment = Map.copyOf(environment);
    }

    /** The worker's REST address. */
    public URI connect() {
        return URI.create("http://127.0.0.1:" + ports.get(Port.CONNECT));
    }

    /** The bank database's JDBC URL. */
    public String postgresUrl() {
        return "jdbc:postgresql://127.0.0.1:" + ports.get(Port.POSTGRES) + "/" + PostgresServer.DATABASE;
    }

    /** Opens the bank's database as its superuser. */
    public Connection openPostgres() throws SQLException {
        return DriverManager.getConnection(postgresUrl(), PostgresServer.SUPERUSER, superuserPassword);
    }

    /** The process that has the supervisor's id, if there is one. */
    public Optional<ProcessHandle> supervisor() {
        return ProcessHandle.of(supervisorPid).filter(ProcessHandle::isAlive);
    }

    void write(Path file) throws IOException {
        Path fresh = Files.createTempFile(
                file.getParent(),
                "stack",
                ".json",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        JSON.writeValue(fresh.toFile(), this);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The stack of that state directory, if its supervisor runs. */
    public static Optional<StackState> running(StackPaths paths) {
        List<ProcessHandle> alive = new PidFile(paths).alive();
        // What nobody runs any more may have been written by another release.
        if (alive.isEmpty() || !Files.exists(paths.stackFile())) {
            return Optional.empty();
        }
        try {
            StackState state = JSON.readValue(paths.stackFile().toFile(), StackState.class);
            // Asked by id alone, another program that has the id by now would pass for the supervisor.
            boolean runs = alive.stream().anyMatch(process -> process.pid() == state.supervisorPid());
            return runs ? Optional.of(state) : Optional.empty();
        } catch (IOException e) {
            throw new StartupException(
                    "Cannot read " + paths.stackFile() + ": " + e.getMessage() + "; delete it and start again.", e);
        }
    }

    @Override
    public String toString() {
        return "StackState[supervisorPid=" + supervisorPid + ", ports=" + ports + "]";
    }
}
