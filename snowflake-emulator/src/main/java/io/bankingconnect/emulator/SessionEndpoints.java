package io.bankingconnect.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.bankingconnect.emulator.ProtocolHandler.Request;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Login, renewal, heartbeat and the end of sessions. Thread-safe. */
final class SessionEndpoints {

    private static final Logger log = LoggerFactory.getLogger(SessionEndpoints.class);

    private final String account;
    private final KeyPairLogin keys;
    private final Sessions sessions;

    SessionEndpoints(String account, KeyPairLogin keys, Sessions sessions) {
        this.account = account;
        this.keys = keys;
        this.sessions = sessions;
    }

    byte[] login(Request request) throws SQLException {
        JsonNode data = request.body().path("data");
        String user = data.path("LOGIN_NAME").asText();
        String given = data.path("ACCOUNT_NAME").asText().toUpperCase(Locale.ROOT);
        if (!given.equals(account)) {
            throw new SqlFailure("390201", "08001", "This emulator serves account " + account + ", not " + given + ".");
        }
        if (!data.path("AUTHENTICATOR").asText().equalsIgnoreCase("SNOWFLAKE_JWT")) {
            throw new SqlFailure(
                    "390100",
                    "08001",
                    "The emulator knows key pairs only: set authenticator=snowflake_jwt and a private key.");
        }
        keys.verify(user, data.path("TOKEN").asText());
        Sessions.Tokens tokens = sessions.open(user.toUpperCase(Locale.ROOT));
        Session session = tokens.session();
        try {
            place(session, request, data.path("SESSION_PARAMETERS"));
        } catch (RuntimeException e) {
            sessions.close(session);
            throw e;
        }
        log.info("Session {} of user {} is open", session.id(), session.user());
        return ProtocolHandler.success(describe(tokens));
    }

    /** A database or schema that does not exist leaves the session without one, as in the service. */
    private static void place(Session session, Request request, JsonNode parameters) {
        parameters
                .properties()
                .forEach(each ->
                        session.parameters().set(each.getKey(), each.getValue().asText()));
        if (!session.parameters().text("TIMEZONE").equals("UTC")) {
            session.moveToTimeZone(session.parameters().text("TIMEZONE"));
        }
        String database = name(request.parameter("databaseName"));
        String schema = name(request.parameter("schemaName"));
        if (!database.isEmpty() && session.storage().exists(database)) {
            session.useDatabase(database);
            if (!schema.isEmpty() && session.schemaExists(database, schema)) {
                session.useSchema(database, schema);
            }
        }
        String warehouse = name(request.parameter("warehouse"));
        String role = name(request.parameter("roleName"));
        session.useWarehouse(warehouse.isEmpty() ? null : warehouse);
        session.useRole(role.isEmpty() ? "PUBLIC" : role);
    }

    /** Names in connection properties follow the rules of identifiers. */
    private static String name(String given) {
        boolean quoted = given.length() > 2 && given.startsWith("\"") && given.endsWith("\"");
        return quoted ? given.substring(1, given.length() - 1) : given.toUpperCase(Locale.ROOT);
    }

    private Map<String, Object> describe(Sessions.Tokens tokens) {
        Session session = tokens.session();
        Map<String, Object> data = new LinkedHashMap<>();
        tokens(tokens, data, "token");
        data.put("masterValidityInSeconds", sessions.limits().masterToken().toSeconds());
        data.put("validityInSeconds", sessions.limits().sessionToken().toSeconds());
        data.put("displayUserName", session.user());
        data.put("serverVersion", EmulatorServer.version());
        data.put("firstLogin", false);
        data.put("remMeToken", null);
        data.put("remMeValidityInSeconds", 0);
        data.put("healthCheckInterval", 45);
        data.put("newClientForUpgrade", null);
        data.put("sessionId", session.id());
        List<Map<String, Object>> parameters = new ArrayList<>();
        session.parameters().all().forEach((name, value) -> parameters.add(Map.of("name", name, "value", value)));
        data.put("parameters", parameters);
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("databaseName", session.database().orElse(null));
        info.put("schemaName", session.schema().orElse(null));
        info.put("warehouseName", session.warehouse().orElse(null));
        info.put("roleName", session.role().orElse(null));
        data.put("sessionInfo", info);
        return data;
    }

    private static void tokens(Sessions.Tokens tokens, Map<String, Object> data, String tokenField) {
        data.put("masterToken", tokens.masterToken());
        data.put(tokenField, tokens.token());
    }

    /** The request is authorised by the master token and names the session token in its body. */
    byte[] renew(Request request) {
        Sessions.Tokens tokens = sessions.renew(request.token());
        Map<String, Object> data = new LinkedHashMap<>();
        tokens(tokens, data, "sessionToken");
        data.put("validityInSecondsST", sessions.limits().sessionToken().toSeconds());
        data.put("validityInSecondsMT", sessions.limits().masterToken().toSeconds());
        data.put("sessionId", tokens.session().id());
        log.debug("Session {} has a new token", tokens.session().id());
        return ProtocolHandler.success(data);
    }

    byte[] heartbeat(Request request) {
        sessions.session(request.token());
        return ProtocolHandler.success(null);
    }

    byte[] delete(Request request) {
        Session session = sessions.session(request.token());
        sessions.close(session);
        log.info("Session {} is closed", session.id());
        return ProtocolHandler.success(null);
    }
}
