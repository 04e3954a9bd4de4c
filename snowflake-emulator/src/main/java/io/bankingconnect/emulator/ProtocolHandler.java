package io.bankingconnect.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads requests and writes answers of the HTTP protocol; what they mean is the endpoint's matter. */
final class ProtocolHandler implements HttpHandler {

    private static final Logger log = LoggerFactory.getLogger(ProtocolHandler.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN_START = "Snowflake Token=\"";

    /** A request, read. */
    record Request(Map<String, String> parameters, String token, JsonNode body) {

        String parameter(String name) {
            return parameters.getOrDefault(name, "");
        }

        @Override
        public String toString() {
            return "Request[" + parameters.keySet() + "]";
        }
    }

    /** Answers one kind of request with gzipped JSON. */
    interface Endpoint {
        byte[] answer(Request request) throws Exception;
    }

    private final Endpoint endpoint;

    ProtocolHandler(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] reply;
            try {
                reply = endpoint.answer(read(exchange));
            } catch (SqlFailure e) {
                log.debug(
                        "Refused with code {} at {}",
                        e.code(),
                        exchange.getRequestURI().getPath());
                reply = failure(e, "");
            } catch (Exception e) {
                log.error("Defect while answering {}", exchange.getRequestURI().getPath(), e);
                reply = failure(
                        new SqlFailure("370001", "XX000", "Internal error of the emulator; its log says more."), "");
            }
            send(exchange, reply);
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        String encoding = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        byte[] bytes;
        try (InputStream raw = exchange.getRequestBody();
                InputStream body = encoding.equalsIgnoreCase("gzip") ? new GZIPInputStream(raw) : raw) {
            bytes = body.readAllBytes();
        }
        JsonNode json;
        try {
            json = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
        } catch (IOException e) {
            throw new SqlFailure("390400", "08001", "The request's body is not JSON.");
        }
        return new Request(parameters(exchange.getRequestURI().getRawQuery()), token(exchange), json);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.put(
                            URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        }
        return parameters;
    }

    private static String token(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        boolean present = header != null && header.startsWith(TOKEN_START) && header.endsWith("\"");
        return present ? header.substring(TOKEN_START.length(), header.length() - 1) : "";
    }

    private static void send(HttpExchange exchange, byte[] gzipped) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        String accepted = String.valueOf(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
        byte[] bytes = gzipped;
        if (accepted.contains("gzip")) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        } else {
            try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
                bytes = plain.readAllBytes();
            }
        }
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** A successful answer with the given data. */
    static byte[] success(Object data) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data", data);
        answer.put("code", null);
        answer.put("message", null);
        answer.put("success", true);
        return gzip(answer);
    }

    static byte[] failure(SqlFailure failure, String queryId) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("internalError", false);
        data.put("errorCode", failure.code());
        data.put("age", 0);
        data.put("sqlState", failure.sqlState());
        data.put("queryId", queryId);
        data.put("line", -1);
        data.put("pos", -1);
        data.put("type", failure.code().startsWith("00") ? "COMPILATION" : "EXECUTION");
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("data", data);
        answer.put("code", failure.code());
        answer.put("message", failure.getMessage());
        answer.put("success", false);
        return gzip(answer);
    }

    private static byte[] gzip(Object answer) {
        var bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(JSON.writeValueAsBytes(answer));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write an answer to memory", e);
        }
        return bytes.toByteArray();
    }
}
