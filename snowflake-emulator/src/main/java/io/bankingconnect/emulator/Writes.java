package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.Token;
import io.bankingconnect.emulator.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Runs INSERT, UPDATE, DELETE and MERGE, and counts rows as the service does. */
final class Writes {

    /** Rows of an array bind that go into one INSERT. */
    private static final int ROWS_PER_INSERT = 200;

    private final StatementContext context;

    Writes(StatementContext context) {
        this.context = context;
    }

    byte[] run(String verb, List<Token> tokens) {
        if (verb.equals("INSERT") && tokens.size() > 1) {
            Token second = tokens.get(1);
            if (second.isWord("ALL") || second.isWord("FIRST") || second.isWord("OVERWRITE")) {
                throw SqlFailure.unsupported("INSERT " + second.value());
            }
        }
        StatementType type = StatementType.valueOf(verb);
        List<ResultColumn> columns = columns(verb, tokens);
        if (context.request().describeOnly()) {
            context.compile(translated(Binds.withoutValues(tokens)));
            return context.reply().description(type, columns);
        }
        List<String> statements = statements(verb, tokens);
        context.compile(statements.get(0));
        List<String> row = context.write(() -> verb.equals("MERGE") ? merge(statements) : count(verb, statements));
        return context.reply().rows(type, columns, List.of(row.subList(0, columns.size())));
    }

    private static List<ResultColumn> columns(String verb, List<Token> tokens) {
        return switch (verb) {
            case "INSERT" -> numbers("number of rows inserted");
            case "UPDATE" -> numbers("number of rows updated", "number of multi-joined rows updated");
            case "DELETE" -> numbers("number of rows deleted");
            default ->
                tokens.stream().anyMatch(token -> token.isWord("DELETE"))
                        ? numbers("number of rows inserted", "number of rows updated", "number of rows deleted")
                        : numbers("number of rows inserted", "number of rows updated");
        };
    }

    private static List<ResultColumn> numbers(String... names) {
        return List.of(names).stream().map(ResultColumn::number).toList();
    }

    private String translated(List<Token> tokens) {
        return context.session().translator().sql(tokens);
    }

    private List<String> statements(String verb, List<Token> tokens) {
        Binds binds = new Binds(context.request().bindings());
        int values = binds.isArray() && verb.equals("INSERT") ? valuesAt(tokens) : -1;
        List<String> statements = new ArrayList<>();
        if (values < 0) {
            for (int row = 0; row < binds.rows(); row++) {
                statements.add(translated(binds.fill(tokens, row)));
            }
            return statements;
        }
        String head = translated(tokens.subList(0, values));
        for (int from = 0; from < binds.rows(); from += ROWS_PER_INSERT) {
            StringBuilder sql = new StringBuilder(head);
            for (int row = from; row < Math.min(from + ROWS_PER_INSERT, binds.rows()); row++) {
                sql.append(row == from ? " " : ", ");
                sql.append(translated(binds.fill(tokens.subList(values, tokens.size()), row)));
            }
            statements.add(sql.toString());
        }
        return statements;
    }

    /** Where the only tuple of {@code INSERT … VALUES (…)} starts; -1 for any other shape. */
    private static int valuesAt(List<Token> tokens) {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isWord("VALUES")) {
                boolean bindsBefore = tokens.subList(0, i).stream().anyMatch(token -> token.kind() == Kind.BIND);
                List<Token> rest = tokens.subList(i + 1, tokens.size());
                int depth = 0;
                for (int j = 0; j < rest.size(); j++) {
                    depth += rest.get(j).isSymbol("(") ? 1 : rest.get(j).isSymbol(")") ? -1 : 0;
                    if (depth == 0) {
                        return j == rest.size() - 1 && !bindsBefore ? i + 1 : -1;
                    }
                }
            }
        }
        return -1;
    }

    private List<String> count(String verb, List<String> statements) {
        long rows = 0;
        for (String sql : statements) {
            rows += context.update(sql);
        }
        return List.of(Long.toString(rows), "0");
    }

    private List<String> merge(List<String> statements) {
        long[] counts = new long[3];
        for (String sql : statements) {
            context.query(sql + " RETURNING merge_action", result -> {
                while (result.next()) {
                    switch (result.getString(1)) {
                        case "INSERT" -> counts[0]++;
                        case "UPDATE" -> counts[1]++;
                        case "DELETE" -> counts[2]++;
                        default -> throw new IllegalStateException("Unknown merge action " + result.getString(1));
                    }
                }
                return null;
            });
        }
        return List.of(Long.toString(counts[0]), Long.toString(counts[1]), Long.toString(counts[2]));
    }
}
