package io.bankingconnect.emulator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Column definitions and properties of CREATE TABLE, read for DuckDB.
 *
 * @param columns definitions in DuckDB's dialect, without keys: the service records keys and does not enforce them
 * @param names column names in order
 * @param types DuckDB types in order; a column without a type, allowed in front of a query, has none
 * @param primaryKey columns of the primary key, empty for none
 * @param comments comment by column name
 */
public record TableDefinition(
        List<String> columns, List<String> names, List<String> types, List<String> primaryKey, List<Comment> comments) {

    /** A comment on a column. */
    public record Comment(String column, String text) {}

    private static final Set<String> AFTER_DEFAULT = Set.of(
            "NOT",
            "NULL",
            "PRIMARY",
            "UNIQUE",
            "REFERENCES",
            "COMMENT",
            "COLLATE",
            "CONSTRAINT",
            "AUTOINCREMENT",
            "IDENTITY",
            "WITH",
            "MASKING",
            "TAG",
            "FOREIGN",
            "ENFORCED");

    /** Reads the part in parentheses. */
    public static TableDefinition read(List<Token> inside, Translator translator) {
        TableDefinition definition = new TableDefinition(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (List<Token> part : Cursor.split(inside)) {
            Cursor cursor = new Cursor(part);
            if (!definition.tableConstraint(cursor)) {
                definition.column(cursor, part, translator);
            }
        }
        return definition;
    }

    private boolean tableConstraint(Cursor cursor) {
        if (cursor.skip("CONSTRAINT")) {
            cursor.identifier();
        }
        if (cursor.skip("PRIMARY", "KEY")) {
            Cursor.split(cursor.parenthesised()).forEach(name -> primaryKey.add(new Cursor(name).identifier()));
            return true;
        }
        return cursor.sees("UNIQUE") || cursor.sees("FOREIGN", "KEY");
    }

    private void column(Cursor cursor, List<Token> part, Translator translator) {
        String name = cursor.identifier();
        names.add(name);
        if (cursor.atEnd()) {
            return;
        }
        List<Token> type = new ArrayList<>();
        int next = translator.type(part, 1, type);
        Cursor constraints = new Cursor(part.subList(next, part.size()));
        StringBuilder sql = new StringBuilder(Token.quoted(name).rendered())
                .append(' ')
                .append(type.get(0).rendered());
        while (!constraints.atEnd()) {
            constraint(constraints, name, sql, translator);
        }
        columns.add(sql.toString());
        types.add(type.get(0).rendered());
    }

    private void constraint(Cursor cursor, String column, StringBuilder sql, Translator translator) {
        if (cursor.skip("NOT", "NULL")) {
            sql.append(" NOT NULL");
        } else if (cursor.skip("NULL") || cursor.skip("UNIQUE") || cursor.skip("NOT", "ENFORCED")) {
            return;
        } else if (cursor.skip("CONSTRAINT")) {
            cursor.identifier();
        } else if (cursor.skip("PRIMARY", "KEY")) {
            primaryKey.add(column);
        } else if (cursor.skip("REFERENCES")) {
            cursor.name();
            if (cursor.seesSymbol("(")) {
                cursor.parenthesised();
            }
        } else if (cursor.skip("COMMENT")) {
            cursor.skipSymbol("=");
            comments.add(new Comment(column, cursor.string()));
        } else if (cursor.skip("DEFAULT")) {
            sql.append(" DEFAULT (").append(translator.sql(expression(cursor))).append(')');
        } else {
            Token token = cursor.next();
            throw new UnsupportedSqlException("column property " + token.value());
        }
    }

    private static List<Token> expression(Cursor cursor) {
        List<Token> tokens = new ArrayList<>();
        int depth = 0;
        while (!cursor.atEnd()) {
            Token token = cursor.peek().orElseThrow();
            boolean ends = depth == 0 && !tokens.isEmpty() && AFTER_DEFAULT.contains(token.value());
            if (ends) {
                break;
            }
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            tokens.add(cursor.next());
        }
        return tokens;
    }

    /**
     * Reads properties until AS, LIKE, CLONE or the end.
     *
     * @return the table's comment, and a note for each property that has no effect here
     */
    public static Properties properties(Cursor cursor) {
        Optional<String> comment = Optional.empty();
        List<String> notes = new ArrayList<>();
        while (!cursor.atEnd() && !cursor.sees("AS") && !cursor.sees("LIKE") && !cursor.sees("CLONE")) {
            if (cursor.skip("COMMENT")) {
                cursor.expectSymbol("=");
                comment = Optional.of(cursor.string());
            } else if (cursor.skip("CLUSTER", "BY")) {
                notes.add("CLUSTER BY (" + Translator.render(cursor.parenthesised()) + ")");
            } else if (cursor.skip("COPY", "GRANTS")) {
                notes.add("COPY GRANTS");
            } else {
                notes.add(setting(cursor));
            }
        }
        return new Properties(comment, List.copyOf(notes));
    }

    private static String setting(Cursor cursor) {
        Token name = cursor.next();
        return switch (name.value()) {
            case "DATA_RETENTION_TIME_IN_DAYS",
                    "MAX_DATA_EXTENSION_TIME_IN_DAYS",
                    "CHANGE_TRACKING",
                    "ENABLE_SCHEMA_EVOLUTION" -> {
                cursor.expectSymbol("=");
                yield name.value() + " = " + cursor.next().value();
            }
            default -> throw new UnsupportedSqlException("table property " + name.value());
        };
    }

    /** What stands behind the columns. */
    public record Properties(Optional<String> comment, List<String> notes) {}
}
