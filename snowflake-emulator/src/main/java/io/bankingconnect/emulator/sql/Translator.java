package io.bankingconnect.emulator.sql;

import io.bankingconnect.emulator.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns Snowflake expressions and queries into DuckDB's dialect, token by token.
 *
 * <p>Stateless between calls and safe for use by several threads.
 */
public final class Translator {

    private static final Set<String> NOT_AN_ALIAS = Set.of(
            "WHERE",
            "GROUP",
            "ORDER",
            "JOIN",
            "LEFT",
            "RIGHT",
            "FULL",
            "INNER",
            "CROSS",
            "NATURAL",
            "ON",
            "USING",
            "LIMIT",
            "HAVING",
            "QUALIFY",
            "UNION",
            "EXCEPT",
            "MINUS",
            "INTERSECT",
            "OFFSET",
            "FETCH");

    /** Words that DuckDB reserves and Snowflake leaves to columns. */
    private static final Set<String> RESERVED_BY_DUCKDB = Set.of(
            "AT", "ANALYSE", "DEFERRABLE", "DO", "INITIALLY", "LAMBDA", "ONLY", "PLACING", "SUMMARIZE", "VARIADIC");

    private final FunctionRewriter functions;
    private final Map<String, String> session;

    /**
     * @param macros upper-case names of functions that exist as macros {@code memory.main.SF_name}
     * @param session values of context functions such as {@code CURRENT_DATABASE}, absent for NULL
     */
    public Translator(Set<String> macros, Map<String, String> session) {
        this.functions = new FunctionRewriter(this, macros, session);
        this.session = Map.copyOf(session);
    }

    /** The statement in DuckDB's dialect. */
    public String sql(List<Token> tokens) {
        return render(rewrite(tokens));
    }

    List<Token> rewrite(List<Token> tokens) {
        List<Token> out = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            at = step(tokens, at, out);
        }
        return out;
    }

    private int step(List<Token> tokens, int at, List<Token> out) {
        Token token = tokens.get(at);
        if (token.isSymbol("::")) {
            out.add(token);
            return type(tokens, at + 1, out);
        }
        if (token.isSymbol(":") && VariantPath.follows(tokens, at)) {
            return VariantPath.rewrite(tokens, at, out);
        }
        if (token.kind() == Kind.WORD && !precededByDot(tokens, at)) {
            if (informationSchema(tokens, at).isPresent()) {
                return information(tokens, at, out);
            }
            if (at + 1 < tokens.size() && tokens.get(at + 1).isSymbol("(")) {
                int end = closing(tokens, at + 1);
                Optional<List<Token>> call = functions.rewrite(token.value(), tokens, at + 1, end);
                if (call.isPresent()) {
                    out.addAll(call.get());
                    return functions.next(token.value(), tokens, end);
                }
            }
            if (token.value().equals("MINUS") && startsQuery(tokens, at + 1)) {
                out.add(Token.word("EXCEPT"));
                return at + 1;
            }
            if (token.value().equals("TABLE") && isFunctionTable(tokens, at)) {
                throw new UnsupportedSqlException("TABLE(" + tokens.get(at + 2).value() + ")");
            }
        }
        if (token.kind() == Kind.WORD && token.value().matches("\\$\\d+")) {
            throw new UnsupportedSqlException("column position " + token.value());
        }
        boolean timeZone = token.isWord("AT")
                && at + 1 < tokens.size()
                && tokens.get(at + 1).isWord("TIME");
        boolean name = token.kind() == Kind.WORD && RESERVED_BY_DUCKDB.contains(token.value()) && !timeZone;
        out.add(name ? Token.quoted(token.value()) : token);
        return at + 1;
    }

    private static boolean isFunctionTable(List<Token> tokens, int at) {
        return at > 0
                && (tokens.get(at - 1).isWord("FROM")
                        || tokens.get(at - 1).isSymbol(",")
                        || tokens.get(at - 1).isWord("JOIN"))
                && at + 2 < tokens.size()
                && tokens.get(at + 1).isSymbol("(");
    }

    int type(List<Token> tokens, int at, List<Token> out) {
        Optional<TypeName> type = TypeName.at(tokens, at);
        if (type.isEmpty()) {
            if (at >= tokens.size()) {
                throw new SqlSyntaxException("unexpected end of the statement, expected a data type");
            }
            throw new UnsupportedSqlException("data type " + tokens.get(at).value());
        }
        out.add(Token.word(type.get().duck()));
        return type.get().next();
    }

    private static boolean precededByDot(List<Token> tokens, int at) {
        return at > 0 && tokens.get(at - 1).isSymbol(".");
    }

    private static boolean startsQuery(List<Token> tokens, int at) {
        return at < tokens.size()
                && (tokens.get(at).isWord("SELECT")
                        || tokens.get(at).isWord("WITH")
                        || tokens.get(at).isSymbol("("));
    }

    /** The database of a reference to INFORMATION_SCHEMA that starts here: as written, or the session's. */
    private Optional<String> informationSchema(List<Token> tokens, int at) {
        if (tokens.get(at).isWord("INFORMATION_SCHEMA")
                && at + 1 < tokens.size()
                && tokens.get(at + 1).isSymbol(".")) {
            return Optional.of(session.getOrDefault("CURRENT_DATABASE", ""));
        }
        boolean qualified = at + 3 < tokens.size()
                && tokens.get(at + 1).isSymbol(".")
                && tokens.get(at + 2).isWord("INFORMATION_SCHEMA")
                && tokens.get(at + 3).isSymbol(".");
        return qualified ? Optional.of(tokens.get(at).value()) : Optional.empty();
    }

    private int information(List<Token> tokens, int at, List<Token> out) {
        String database = informationSchema(tokens, at).orElseThrow();
        int view = tokens.get(at).isWord("INFORMATION_SCHEMA") ? at + 2 : at + 4;
        if (view >= tokens.size()) {
            throw new SqlSyntaxException("unexpected end of the statement behind INFORMATION_SCHEMA");
        }
        String name = tokens.get(view).value();
        if (!functions.isMacro("INFORMATION_SCHEMA_" + name)) {
            throw new UnsupportedSqlException("INFORMATION_SCHEMA." + name);
        }
        out.add(Token.word("memory.main.SF_INFORMATION_SCHEMA_" + name));
        out.add(Token.symbol("("));
        out.add(Token.string(database));
        out.add(Token.symbol(")"));
        Optional<Token> next = view + 1 < tokens.size() ? Optional.of(tokens.get(view + 1)) : Optional.empty();
        boolean aliased = next.filter(token ->
                        token.isIdentifier() && (token.kind() == Kind.QUOTED || !NOT_AN_ALIAS.contains(token.value())))
                .isPresent();
        if (!aliased) {
            out.add(Token.word("AS"));
            out.add(Token.quoted(name));
        }
        return view + 1;
    }

    /** Index of the parenthesis that closes the one at {@code open}. */
    static int closing(List<Token> tokens, int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            depth += tokens.get(i).isSymbol("(") ? 1 : tokens.get(i).isSymbol(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new SqlSyntaxException("unexpected end of the statement, expected ')'");
    }

    static String render(List<Token> tokens) {
        StringBuilder sql = new StringBuilder();
        Token previous = null;
        for (Token token : tokens) {
            if (previous != null && !touch(previous, token)) {
                sql.append(' ');
            }
            sql.append(token.rendered());
            previous = token;
        }
        return sql.toString();
    }

    /** Two operator characters written without a blank are one operator. */
    private static boolean touch(Token left, Token right) {
        return left.isSymbol(".")
                || right.isSymbol(".")
                || right.isSymbol("(") && left.kind() == Kind.WORD
                || left.kind() == Kind.SYMBOL
                        && right.kind() == Kind.SYMBOL
                        && left.start() >= 0
                        && left.start() + left.text().length() == right.start();
    }
}
