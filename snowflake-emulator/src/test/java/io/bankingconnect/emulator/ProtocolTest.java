package io.bankingconnect.emulator;

import static io.bankingconnect.emulator.RunningEmulator.execute;
import static io.bankingconnect.emulator.RunningEmulator.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankingconnect.emulator.EmulatorOptions.Limits;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.Signature;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a driver never shows: raw requests, repeated, with tokens of all kinds. */
class ProtocolTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private RunningEmulator emulator;

    @BeforeEach
    void start() throws Exception {
        emulator = new RunningEmulator(directory);
        try (Connection connection = emulator.connectToSchema()) {
            execute(connection, "CREATE TABLE t (id INT)");
        }
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void aRequestSentTwiceIsExecutedOnceAndAnsweredTwice() throws Exception {
        String token = login(RunningEmulator.KEYS, Instant.now().plusSeconds(60))
                .at("/data/token")
                .asText();
        String requestId = UUID.randomUUID().toString();

        JsonNode first = query(token, requestId, "INSERT INTO bank.raw.t VALUES (1)");
        JsonNode second = query(token, requestId, "INSERT INTO bank.raw.t VALUES (1)");

        assertThat(second).isEqualTo(first);
        assertThat(first.at("/data/rowset/0/0").asText()).isEqualTo("1");
        assertThat(query(token, UUID.randomUUID().toString(), "SELECT count(*) FROM bank.raw.t")
                        .at("/data/rowset/0/0")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void anExpiredLoginTokenIsRefused() throws Exception {
        JsonNode answer = login(RunningEmulator.KEYS, Instant.now().minusSeconds(1));

        assertThat(answer.path("success").asBoolean()).isFalse();
        assertThat(answer.path("code").asText()).isEqualTo("390144");
    }

    @Test
    void aLoginTokenChangedAfterItWasSignedIsRefused() throws Exception {
        String token = jwt(RunningEmulator.KEYS, Instant.now().plusSeconds(60));
        String[] parts = token.split("\\.");
        String other =
                jwt(RunningEmulator.KEYS, Instant.now().plusSeconds(6000)).split("\\.")[1];

        assertThat(loginWith(parts[0] + "." + other + "." + parts[2])
                        .path("code")
                        .asText())
                .isEqualTo("390144");
        String none = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(loginWith(none + "." + parts[1] + ".").path("code").asText()).isEqualTo("390144");
    }

    @Test
    void anUnknownTokenReachesNothing() throws Exception {
        JsonNode answer = query("guess", UUID.randomUUID().toString(), "SELECT 1");

        assertThat(answer.path("code").asText()).isEqualTo("390111");
    }

    @Test
    void theDriverRenewsATokenThatExpired() throws Exception {
        emulator.close();
        emulator = new RunningEmulator(
                directory, new Limits(Duration.ofMillis(400), Duration.ofHours(4), Duration.ofMinutes(5)));
        String token;
        try (Connection connection = emulator.connectToSchema()) {
            token = login(RunningEmulator.KEYS, Instant.now().plusSeconds(60))
                    .at("/data/token")
                    .asText();
            String expiring = token;
            org.awaitility.Awaitility.await()
                    .until(() -> query(expiring, UUID.randomUUID().toString(), "SELECT 1")
                            .path("code")
                            .asText()
                            .equals("390112"));

            assertThat(rows(connection, "SELECT 1 + 1")).containsExactly("2");
        }
    }

    @Test
    void aSessionThatIsDeletedIsGone() throws Exception {
        String token = login(RunningEmulator.KEYS, Instant.now().plusSeconds(60))
                .at("/data/token")
                .asText();

        post("/session?delete=true", token, Map.of());

        assertThat(query(token, UUID.randomUUID().toString(), "SELECT 1")
                        .path("code")
                        .asText())
                .isEqualTo("390111");
    }

    @Test
    void anOccupiedPortIsNamed() {
        assertThatThrownBy(() -> EmulatorServer.start(new EmulatorOptions(
                        directory.resolve("other"), emulator.server().port(), "bank", Map.of())))
                .isInstanceOf(IOException.class)
                .hasMessage("Port " + emulator.server().port()
                        + " is occupied by another process: stop it or choose another port.");
    }

    private JsonNode login(KeyPair keys, Instant expires) throws Exception {
        return loginWith(jwt(keys, expires));
    }

    private JsonNode loginWith(String jwt) throws Exception {
        return post(
                "/session/v1/login-request?databaseName=BANK",
                "",
                Map.of(
                        "data",
                        Map.of(
                                "ACCOUNT_NAME", "BANK",
                                "LOGIN_NAME", "loader",
                                "AUTHENTICATOR", "SNOWFLAKE_JWT",
                                "TOKEN", jwt)));
    }

    private JsonNode query(String token, String requestId, String sql) throws Exception {
        return post("/queries/v1/query-request?requestId=" + requestId, token, Map.of("sqlText", sql));
    }

    private JsonNode post(String path, String token, Object body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + emulator.server().port() + path))
                .header("Authorization", "Snowflake Token=\"" + token + "\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    }

    private static String jwt(KeyPair keys, Instant expires) throws Exception {
        String claims = JSON.writeValueAsString(Map.of(
                "iss",
                "BANK.LOADER." + KeyPairLogin.fingerprint(keys.getPublic()),
                "sub",
                "BANK.LOADER",
                "iat",
                Instant.now().getEpochSecond(),
                "exp",
                expires.getEpochSecond()));
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String signed = encoder.encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + encoder.encodeToString(signature.sign());
    }
}
