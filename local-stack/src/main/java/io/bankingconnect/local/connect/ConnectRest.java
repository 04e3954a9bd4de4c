package io.bankingconnect.local.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A worker's REST API, as far as the stack uses it. Safe for several threads. */
public final class ConnectRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(95);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final URI base;

    public ConnectRest(URI base) {
        this.base = base;
    }

    /** The worker refused a request. */
    public static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        RefusedException(int status, String message) {
            super(message);
            this.status = status;
        }

        /** The HTTP status of the answer. */
        public int status() {
            return status;
        }
    }

    /** Whether the worker has joined its group and takes requests. */
    public boolean answers() {
        try {
            connectors();
            return true;
        } catch (IOException | RefusedException e) {
            return false;
        }
    }

    /** The names of all connectors. */
    public List<String> connectors() throws IOException {
        List<String> names = new ArrayList<>();
        send(request("/connectors").GET()).forEach(name -> names.add(name.asText()));
        return names;
    }

    /**
     * Creates a connector.
     *
     * @throws RefusedException if the worker refuses it, with the worker's reasons
     */
    public void create(ConnectorConfig connector) throws IOException {
        send(request("/connectors")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(connector))));
    }

    /** The state of a connector and its tasks. */
    public ConnectorStatus status(String name) throws IOException {
        return ConnectorStatus.of(
                send(request("/connectors/" + name + "/status").GET()));
    }

    /** Restarts one task. */
    public void restartTask(String name, int task) throws IOException {
        send(request("/connectors/" + name + "/tasks/" + task + "/restart").POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode body = answer.body().isBlank() ? JSON.missingNode() : JSON.readTree(answer.body());
            if (answer.statusCode() >= 300) {
                throw new RefusedException(
                        answer.statusCode(), body.path("message").asText(answer.body()));
            }
            return body;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
