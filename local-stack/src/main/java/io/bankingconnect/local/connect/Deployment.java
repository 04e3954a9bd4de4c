package io.bankingconnect.local.connect;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Puts the connectors of {@code connector-configs/} to work, consumers before producers, so that nothing is missed.
 */
public final class Deployment {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long POLL_MS = 200;

    private final ConnectRest worker;
    private final List<ConnectorConfig> connectors;

    /**
     * Plans the deployment.
     *
     * @param connectors in the order of the flow
     */
    public Deployment(ConnectRest worker, List<ConnectorConfig> connectors) {
        this.worker = worker;
        this.connectors = List.copyOf(connectors);
    }

    /** A connector was refused or failed; the message names it and says why. */
    public static final class DeploymentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        DeploymentException(String message) {
            super(message);
        }
    }

    /**
     * Creates every connector but the first, waits until they all run and {@code captured} holds, then creates the
     * first, which sets the flow going, and waits for it too.
     *
     * @param captured whether change data capture is streaming
     * @throws DeploymentException if one is refused, fails, or does not run in time
     */
    public void run(BooleanSupplier captured) throws IOException, InterruptedException {
        for (int i = connectors.size() - 1; i > 0; i--) {
            create(connectors.get(i));
        }
        for (int i = connectors.size() - 1; i > 0; i--) {
            awaitRunning(connectors.get(i).name());
        }
        await(captured, "Change data capture did not begin to stream");
        create(connectors.get(0));
        awaitRunning(connectors.get(0).name());
    }

    private void create(ConnectorConfig connector) throws IOException {
        try {
            worker.create(connector);
        } catch (ConnectRest.RefusedException e) {
            throw new DeploymentException("Connect refused connector " + connector.name() + ": "
                    + e.getMessage().replaceAll("\\s*\n\\s*", " "));
        }
    }

    private void awaitRunning(String name) throws InterruptedException {
        await(() -> running(name), "Connector " + name + " was not RUNNING");
    }

    private boolean running(String name) {
        try {
            ConnectorStatus status = worker.status(name);
            status.failure().ifPresent(reason -> {
                throw new DeploymentException("Connector " + name + " failed: " + reason);
            });
            return status.running();
        } catch (ConnectRest.RefusedException | IOException e) {
            // The worker knows a connector only some moments after it has accepted it.
            return false;
        }
    }

    private static void await(BooleanSupplier condition, String otherwise) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new DeploymentException(otherwise + " within " + PATIENCE.toSeconds() + " s");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }
}
