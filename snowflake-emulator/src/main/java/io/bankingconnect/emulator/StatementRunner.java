package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.Cursor;
import io.bankingconnect.emulator.sql.SqlSyntaxException;
import io.bankingconnect.emulator.sql.Token;
import io.bankingconnect.emulator.sql.Tokenizer;
import io.bankingconnect.emulator.sql.UnsupportedSqlException;
import java.util.List;
import java.util.Locale;

/** Runs one statement of a session, chosen by its first word. Used by the thread that owns the session. */
final class StatementRunner {

    private final Session session;
    private final Accounts accounts;
    private final StatementRequest request;
    private final Execution execution;

    StatementRunner(Session session, Accounts accounts, StatementRequest request, Execution execution) {
        this.session = session;
        this.accounts = accounts;
        this.request = request;
        this.execution = execution;
    }

    /**
     * The answer, ready to send.
     *
     * @throws SqlFailure when the statement fails or is not supported
     */
    byte[] run() {
        try {
            List<Token> tokens = Tokenizer.tokens(request.sql());
            while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).isSymbol(";")) {
                tokens = tokens.subList(0, tokens.size() - 1);
            }
            if (tokens.isEmpty()) {
                throw new SqlFailure("000900", "42601", "SQL compilation error:\nEmpty SQL statement.");
            }
            if (tokens.stream().anyMatch(token -> token.isSymbol(";"))) {
                throw SqlFailure.unsupported("several statements in one request");
            }
            return dispatch(tokens);
        } catch (SqlSyntaxException e) {
            throw SqlFailure.syntax(e.getMessage());
        } catch (UnsupportedSqlException e) {
            throw SqlFailure.unsupported(e.getMessage());
        }
    }

    private byte[] dispatch(List<Token> tokens) {
        ReplyWriter reply = new ReplyWriter(session, execution.queryId(), Binds.count(tokens));
        StatementContext context = new StatementContext(session, accounts, request, execution, reply);
        Cursor cursor = new Cursor(tokens);
        String verb =
                tokens.get(0).isSymbol("(") ? "SELECT" : tokens.get(0).value().toUpperCase(Locale.ROOT);
        return switch (verb) {
            case "SELECT", "WITH", "VALUES" -> new Queries(context).select(tokens);
            case "INSERT", "UPDATE", "DELETE", "MERGE" -> new Writes(context).run(verb, tokens);
            case "CREATE" -> new CreateStatements(context).run(cursor);
            case "DROP", "TRUNCATE", "ALTER", "COMMENT", "UNDROP" -> new ChangeStatements(context).run(cursor);
            case "GRANT", "REVOKE" -> new AccountStatements(context).grant(cursor);
            case "BEGIN", "START", "COMMIT", "ROLLBACK" -> new SessionStatements(context).transaction(cursor);
            case "USE" -> new SessionStatements(context).use(cursor);
            case "SHOW" -> new ShowStatements(context).show(cursor);
            case "DESC", "DESCRIBE" -> new ShowStatements(context).describe(cursor);
            case "PUT", "GET", "LIST", "LS", "REMOVE", "RM" -> new StageStatements(context).run(verb, cursor);
            case "COPY" -> new CopyStatement(context).run(cursor);
            default -> throw refused(tokens);
        };
    }

    private static SqlFailure refused(List<Token> tokens) {
        Token first = tokens.get(0);
        if (!first.isIdentifier()) {
            return SqlFailure.syntax("syntax error line 1 at position 0 unexpected '" + first.rendered() + "'.");
        }
        return switch (first.value()) {
            case "CALL", "EXECUTE", "EXPLAIN", "SET", "UNSET", "DECLARE", "COPY", "ANALYZE" ->
                SqlFailure.unsupported(first.value());
            default -> SqlFailure.syntax("syntax error line 1 at position 0 unexpected '" + first.text() + "'.");
        };
    }
}
