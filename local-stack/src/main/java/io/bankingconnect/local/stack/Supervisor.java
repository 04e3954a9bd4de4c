package io.bankingconnect.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankingconnect.local.connect.ConnectRest;
import io.bankingconnect.local.connect.ConnectorConfig;
import io.bankingconnect.local.connect.Deployment;
import io.bankingconnect.local.connect.Deployment.DeploymentException;
import io.bankingconnect.local.connect.TaskWatchdog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The process that holds a stack: starts the servers and connectors, restarts failed tasks, and ends with all of them.
 *
 * <p>It ends when its standard input does, unless it has read the line {@value #KEEP} there, and on SIGTERM. On its
 * standard output it says a line per event; {@value #READY} when every connector runs; {@value #FAILED} and a message as
 * a JSON string, because it may have several lines, when something is wrong that it cannot mend, and then it ends.
 */
final class Supervisor {

    static final String READY = "READY";
    static final String FAILED = "FAILED ";
    static final String KEEP = "keep";

    private static final Duration WATCH_INTERVAL = Duration.ofSeconds(1);
    private static final String SLOT_STREAMS =
            "SELECT 1 FROM pg_replication_slots WHERE slot_name = 'banking_cdc' AND active";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Instant started = Instant.now();
    private final StackPaths paths;
    private final StackOptions options;
    private final PrintStream log;

    private Supervisor(StackPaths paths, StackOptions options, PrintStream log) {
        this.paths = paths;
        this.options = options;
        this.log = log;
    }

    /** Arguments: the repository, the state directory, the {@link StackOptions} as JSON. */
    public static void main(String[] args) throws IOException, InterruptedException {
        StackPaths paths = new StackPaths(Path.of(args[0]), Path.of(args[1]));
        StackOptions options = JSON.readValue(args[2], StackOptions.class);
        PrintStream log = new PrintStream(Files.newOutputStream(paths.log("supervisor")), true, StandardCharsets.UTF_8);
        new Supervisor(paths, options, log).run();
    }

    private void run() throws IOException, InterruptedException {
        PidFile pids = new PidFile(paths);
        pids.add(ProcessHandle.current());
        try {
            Map<Port, Integer> ports = Port.allocate(options.ports());
            Secrets secrets = Secrets.generate();
            Environment environment = Environment.of(paths);
            environment.putAll(StackEnvironment.of(paths, ports, secrets));
            List<String> overridden = environment.overrideFrom(System.getenv());
            if (!overridden.isEmpty()) {
                say("  %-20s %s".formatted("Your environment", "sets " + String.join(", ", overridden)));
            }
            environment.putAll(options.settings());

            Stack stack = new Stack(paths, ports, secrets, environment, pids, this::say);
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-stack"));
            endWithInput();
            stack.start();
            StackState state = new StackState(
                    ProcessHandle.current().pid(), ports, environment.asMap(), secrets.postgresSuperuser());
            ConnectRest worker = new ConnectRest(state.connect());
            deploy(worker, state);
            watch(worker, stack);
        } catch (StartupException | DeploymentException e) {
            fail(e.getMessage());
        } catch (IOException | RuntimeException e) {
            e.printStackTrace(log);
            fail("The stack ended over an unforeseen " + e + ": see " + paths.log("supervisor"));
        }
    }

    private void deploy(ConnectRest worker, StackState state) throws IOException, InterruptedException {
        List<ConnectorConfig> connectors =
                paths.connectorConfigs().stream().map(ConnectorConfig::read).toList();
        new Deployment(worker, connectors).run(() -> streams(state));
        double seconds = Duration.between(started, Instant.now()).toMillis() / 1000.0;
        say("  %-20s %d RUNNING after %.1f s".formatted("Connectors", connectors.size(), seconds));
        state.write(paths.stackFile());
        say(READY);
    }

    private void watch(ConnectRest worker, Stack stack) throws InterruptedException {
        TaskWatchdog watchdog = new TaskWatchdog(worker, Clock.systemUTC(), this::say);
        while (true) {
            TimeUnit.MILLISECONDS.sleep(WATCH_INTERVAL.toMillis());
            List<String> ended = stack.ended();
            if (!ended.isEmpty()) {
                throw new StartupException(
                        "Server " + ended.get(0) + " ended unexpectedly: see " + paths.log(ended.get(0)));
            }
            try {
                watchdog.check();
            } catch (IOException | ConnectRest.RefusedException e) {
                log.println("The worker did not answer: " + e.getMessage());
            }
        }
    }

    private static boolean streams(StackState state) {
        try (Connection superuser = DriverManager.getConnection(
                        state.postgresUrl(), PostgresServer.SUPERUSER, state.superuserPassword());
                Statement statement = superuser.createStatement();
                ResultSet slot = statement.executeQuery(SLOT_STREAMS)) {
            return slot.next();
        } catch (SQLException e) {
            throw new StartupException("Cannot ask PostgreSQL for the replication slot: " + e.getMessage(), e);
        }
    }

    private void endWithInput() {
        Thread leash = new Thread(
                () -> {
                    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                    try {
                        for (String line = input.readLine(); line != null; line = input.readLine()) {
                            if (line.equals(KEEP)) {
                                return;
                            }
                        }
                    } catch (IOException e) {
                        log.println("The pipe from the launcher broke: " + e.getMessage());
                    }
                    System.exit(0);
                },
                "leash");
        leash.setDaemon(true);
        leash.start();
    }

    private void fail(String message) throws IOException {
        System.out.println(FAILED + JSON.writeValueAsString(message));
        log.println(message);
        System.exit(1);
    }

    private void say(String line) {
        System.out.println(line);
        log.println(line);
    }
}
