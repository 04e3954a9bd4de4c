package io.bankingconnect.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.bankingconnect.emulator.ProtocolHandler.Request;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Statements and their cancellation. Thread-safe. */
final class QueryEndpoints {

    private static final Logger log = LoggerFactory.getLogger(QueryEndpoints.class);

    private final Sessions sessions;
    private final Accounts accounts;

    QueryEndpoints(Sessions sessions, Accounts accounts) {
        this.sessions = sessions;
        this.accounts = accounts;
    }

    /** Executes a request once; the same request sent again gets the same answer. */
    byte[] query(Request request) {
        Session session = sessions.session(request.token());
        String requestId = request.parameter("requestId");
        if (requestId.isEmpty()) {
            throw new SqlFailure("390400", "08001", "The request lacks its parameter requestId.");
        }
        Optional<CompletableFuture<byte[]>> earlier = session.replies().earlier(requestId);
        if (earlier.isPresent()) {
            log.debug("Request {} was sent again", requestId);
            return earlier.get().join();
        }
        try {
            byte[] reply = execute(session, requestId, request.body());
            session.replies().answered(requestId, reply);
            return reply;
        } catch (RuntimeException | Error e) {
            session.replies().failed(requestId, e);
            throw e;
        }
    }

    private byte[] execute(Session session, String requestId, JsonNode body) {
        if (body.path("asyncExec").asBoolean()) {
            throw SqlFailure.unsupported("asynchronous execution");
        }
        String queryId = UUID.randomUUID().toString();
        Execution execution = new Execution(queryId);
        session.executions().put(requestId, execution);
        session.mutex().lock();
        try {
            if (session.closed()) {
                throw SqlFailure.canceled();
            }
            StatementRequest statement = new StatementRequest(
                    body.path("sqlText").asText(), body.path("describeOnly").asBoolean(), body.path("bindings"));
            byte[] reply = new StatementRunner(session, accounts, statement, execution).run();
            session.ran(queryId);
            return reply;
        } catch (SqlFailure e) {
            log.debug("Query {} failed with code {}", queryId, e.code());
            return ProtocolHandler.failure(e, queryId);
        } finally {
            session.touch();
            session.executions().remove(requestId);
            session.mutex().unlock();
        }
    }

    /** Cancels the statement of a request; one that has ended is not disturbed. */
    byte[] abort(Request request) throws SQLException {
        Session session = sessions.session(request.token());
        Execution execution =
                session.executions().get(request.body().path("requestId").asText());
        if (execution == null) {
            throw new SqlFailure("000605", "57014", "Identified SQL statement is not currently executing.");
        }
        execution.cancel();
        return ProtocolHandler.success(null);
    }
}
