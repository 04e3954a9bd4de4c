package io.bankingconnect.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bankingconnect.lake.LakeStore.Condition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers of a store are an outage, and which no retry mends. */
class StoreAnswersTest {

    private HttpServer server;
    private LakeStore store;
    private int status;
    private String code;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        Map<String, String> settings = Map.of(
                "s3.bucket.name", "lake",
                "store.url", "http://127.0.0.1:" + server.getAddress().getPort(),
                "aws.access.key.id", "me",
                "aws.secret.access.key", "secret");
        store = new S3LakeStore(
                new S3Settings(new AbstractConfig(S3Settings.define(new ConfigDef()), settings, false)));
    }

    @AfterEach
    void stop() {
        store.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = ("<Error><Code>" + code + "</Code><Message>no</Message></Error>").getBytes(UTF_8);
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/xml");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "500,InternalError",
        "503,SlowDown",
        "504,GatewayTimeout",
        "400,RequestTimeout",
        "409,ConditionalRequestConflict",
        "429,TooManyRequests"
    })
    void anOutageIsRetriable(int answered, String named) {
        status = answered;
        code = named;

        assertThatThrownBy(() -> store.put("key", new byte[] {1}, new Condition.Absent()))
                .isExactlyInstanceOf(RetriableException.class)
                .hasMessageEndingWith("the store answered " + answered + " " + named);
    }

    @Test
    void whatTheStoreNeverLearntIsNoOutage() {
        status = 501;
        code = "NotImplemented";

        assertThatThrownBy(() -> store.put("key", new byte[] {1}, new Condition.Absent()))
                .isExactlyInstanceOf(ConnectException.class)
                .hasMessageEndingWith("the store answered 501 NotImplemented, so it lacks a part of S3 that is needed,"
                        + " such as If-None-Match: upgrade it");
    }
}
