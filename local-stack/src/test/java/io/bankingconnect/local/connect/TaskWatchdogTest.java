package io.bankingconnect.local.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskWatchdogTest {

    private final ManualClock clock = new ManualClock();
    private final List<Long> restarts = new ArrayList<>();
    private final List<String> announced = new ArrayList<>();
    private String state = "FAILED";
    private HttpServer worker;
    private TaskWatchdog watchdog;

    @BeforeAll
    static void answerWithoutDelay() {
        // Else each answer waits for a delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    @BeforeEach
    void startWorker() throws IOException {
        worker = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        worker.createContext("/connectors", this::answer);
        worker.start();
        URI address = URI.create("http://127.0.0.1:" + worker.getAddress().getPort());
        watchdog = new TaskWatchdog(new ConnectRest(address), clock, announced::add);
    }

    @AfterEach
    void stopWorker() {
        worker.stop(0);
    }

    @Test
    void backsOffLongerAfterEachRestart() throws IOException {
        checkEverySecond(65);

        assertThat(restarts).containsExactly(1L, 3L, 7L, 15L, 31L, 63L);
        assertThat(announced).first().isEqualTo("Restarted task sink-0 (restart 1): the store is gone");
    }

    @Test
    void leavesARunningTaskAlone() throws IOException {
        state = "RUNNING";

        checkEverySecond(10);

        assertThat(restarts).isEmpty();
    }

    @Test
    void beginsAnewWithATaskThatHasRunForLong() throws IOException {
        checkEverySecond(8);
        state = "RUNNING";
        checkEverySecond(70);
        state = "FAILED";
        restarts.clear();
        checkEverySecond(3);

        assertThat(restarts).hasSize(1);
        assertThat(announced).last().asString().contains("(restart 1)");
    }

    private void checkEverySecond(int seconds) throws IOException {
        for (int second = 0; second < seconds; second++) {
            watchdog.check();
            clock.now = clock.now.plusSeconds(1);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = "";
        if (path.endsWith("/restart")) {
            restarts.add(Duration.between(Instant.EPOCH, clock.now).toSeconds());
        } else if (path.endsWith("/status")) {
            body = """
                    {"name":"sink","connector":{"state":"RUNNING"},"tasks":[
                      {"id":0,"state":"%s","trace":"x.ConnectException: the store is gone\\n\\tat a.b"}]}""".formatted(state);
        } else {
            body = "[\"sink\"]";
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(bytes.length == 0 ? 204 : 200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static final class ManualClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new IllegalStateException("UTC only");
        }
    }
}
