package io.bankingconnect.emulator.sql;

import io.bankingconnect.emulator.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rewrites calls of functions whose syntax differs; the others are macros with the same arguments. */
final class FunctionRewriter {

    private static final Map<String, String> NO_ARGUMENTS = Map.of(
            "CURRENT_TIMESTAMP", "CURRENT_TIMESTAMP",
            "LOCALTIMESTAMP", "CURRENT_TIMESTAMP",
            "GETDATE", "CURRENT_TIMESTAMP",
            "SYSTIMESTAMP", "CURRENT_TIMESTAMP",
            "SYSDATE", "(CURRENT_TIMESTAMP AT TIME ZONE 'UTC')",
            "CURRENT_DATE", "CURRENT_DATE",
            "CURRENT_TIME", "CURRENT_TIME",
            "LOCALTIME", "CURRENT_TIME");

    private static final Map<String, String> RENAMED = Map.of(
            "OBJECT_CONSTRUCT", "json_object",
            "ARRAY_CONSTRUCT", "json_array");

    private static final Set<String> CONTEXT = Set.of(
            "CURRENT_DATABASE",
            "CURRENT_SCHEMA",
            "CURRENT_USER",
            "CURRENT_ROLE",
            "CURRENT_WAREHOUSE",
            "CURRENT_ACCOUNT",
            "CURRENT_SESSION",
            "CURRENT_VERSION",
            "CURRENT_TRANSACTION",
            "LAST_QUERY_ID");

    private final Translator translator;
    private final Set<String> macros;
    private final Map<String, String> context;

    FunctionRewriter(Translator translator, Set<String> macros, Map<String, String> context) {
        this.translator = translator;
        this.macros = Set.copyOf(macros);
        this.context = Map.copyOf(context);
    }

    boolean isMacro(String name) {
        return macros.contains(name);
    }

    /** The call in DuckDB's dialect, or nothing when it needs no change but in its arguments. */
    Optional<List<Token>> rewrite(String name, List<Token> tokens, int open, int close) {
        List<Token> inside = tokens.subList(open + 1, close);
        if (NO_ARGUMENTS.containsKey(name)) {
            return Optional.of(List.of(Token.word(NO_ARGUMENTS.get(name))));
        }
        if (CONTEXT.contains(name)) {
            return Optional.of(
                    List.of(context.containsKey(name) ? Token.string(context.get(name)) : Token.word("NULL::VARCHAR")));
        }
        return switch (name) {
            case "CAST", "TRY_CAST" -> Optional.of(cast(name, inside));
            case "IDENTIFIER" -> Optional.of(identifier(inside));
            case "DATEADD", "TIMEADD", "TIMESTAMPADD" -> Optional.of(dateAdd(name, arguments(name, inside, 3)));
            case "DATEDIFF", "TIMEDIFF", "TIMESTAMPDIFF" -> Optional.of(dateDiff(arguments(name, inside, 3)));
            case "DATE_TRUNC" -> Optional.of(dateTrunc(arguments(name, inside, 2)));
            case "DATE_PART" -> Optional.of(datePart(arguments(name, inside, 2)));
            case "TO_CHAR", "TO_VARCHAR" -> Optional.of(toChar(name, inside));
            case "TO_NUMBER", "TO_DECIMAL", "TO_NUMERIC" -> Optional.of(toNumber("CAST", name, inside));
            case "TRY_TO_NUMBER", "TRY_TO_DECIMAL", "TRY_TO_NUMERIC" -> Optional.of(toNumber("TRY_CAST", name, inside));
            case "TO_DATE" -> Optional.of(parsed(name, "strptime", "DATE", inside));
            case "TRY_TO_DATE" -> Optional.of(parsed(name, "try_strptime", "DATE", inside));
            case "TO_TIMESTAMP", "TO_TIMESTAMP_NTZ" -> Optional.of(parsed(name, "strptime", "TIMESTAMP", inside));
            case "TRY_TO_TIMESTAMP", "TRY_TO_TIMESTAMP_NTZ" ->
                Optional.of(parsed(name, "try_strptime", "TIMESTAMP", inside));
            case "TO_TIMESTAMP_LTZ", "TO_TIMESTAMP_TZ" -> Optional.of(parsed(name, "strptime", "TIMESTAMPTZ", inside));
            case "LISTAGG" -> Optional.of(listAgg(tokens, inside, close));
            case "SHA2" -> Optional.of(sha2(inside));
            case "DECODE" -> throw new UnsupportedSqlException("function DECODE");
            case "OBJECT_CONSTRUCT", "ARRAY_CONSTRUCT" -> Optional.of(call(RENAMED.get(name), inside));
            default -> macros.contains(name) ? Optional.of(macro(name, inside)) : Optional.empty();
        };
    }

    /** Index behind the call, and behind its WITHIN GROUP clause if that was moved inside. */
    int next(String name, List<Token> tokens, int close) {
        if (name.equals("LISTAGG") && withinGroup(tokens, close)) {
            return Translator.closing(tokens, close + 3) + 1;
        }
        return close + 1;
    }

    private static boolean withinGroup(List<Token> tokens, int close) {
        return close + 3 < tokens.size()
                && tokens.get(close + 1).isWord("WITHIN")
                && tokens.get(close + 2).isWord("GROUP");
    }

    private List<Token> macro(String name, List<Token> inside) {
        return call("memory.main.SF_" + name, inside);
    }

    private List<Token> call(String function, List<Token> inside) {
        List<Token> out = new ArrayList<>();
        out.add(Token.word(function));
        out.add(Token.symbol("("));
        out.addAll(translator.rewrite(inside));
        out.add(Token.symbol(")"));
        return out;
    }

    private List<Token> cast(String name, List<Token> inside) {
        int depth = 0;
        for (int i = 0; i < inside.size(); i++) {
            Token token = inside.get(i);
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth == 0 && token.isWord("AS")) {
                List<Token> out = new ArrayList<>(List.of(Token.word(name), Token.symbol("(")));
                out.addAll(translator.rewrite(inside.subList(0, i)));
                out.add(token);
                if (translator.type(inside, i + 1, out) != inside.size()) {
                    throw new UnsupportedSqlException(name + " with more than a data type behind AS");
                }
                out.add(Token.symbol(")"));
                return out;
            }
        }
        throw new SqlSyntaxException(name + " needs AS and a data type");
    }

    private static List<Token> identifier(List<Token> inside) {
        if (inside.size() != 1 || inside.get(0).kind() != Kind.STRING) {
            throw new UnsupportedSqlException("IDENTIFIER() of anything but a string");
        }
        QualifiedName name = new Cursor(Tokenizer.tokens(inside.get(0).value())).name();
        List<Token> out = new ArrayList<>();
        for (String part : name.parts()) {
            if (!out.isEmpty()) {
                out.add(Token.symbol("."));
            }
            out.add(Token.quoted(part));
        }
        return out;
    }

    private List<List<Token>> arguments(String name, List<Token> inside, int count) {
        List<List<Token>> arguments = Cursor.split(inside);
        if (arguments.size() != count) {
            throw new SqlSyntaxException(
                    "function " + name + " takes " + count + " arguments, not " + arguments.size());
        }
        return arguments;
    }

    private List<Token> dateAdd(String name, List<List<Token>> arguments) {
        DateUnit unit = DateUnit.of(arguments.get(0));
        List<Token> out = new ArrayList<>();
        out.add(Token.word(unit.ofDay() ? "memory.main.SF_ADD_DAYS" : "memory.main.SF_ADD_TIME"));
        out.add(Token.symbol("("));
        out.add(Token.word(unit.interval().orElseThrow(() -> new UnsupportedSqlException(name + " by " + unit))));
        out.add(Token.symbol("("));
        out.add(Token.word("CAST"));
        out.add(Token.symbol("("));
        out.addAll(translator.rewrite(arguments.get(1)));
        out.add(Token.word("AS INTEGER"));
        out.addAll(List.of(Token.symbol(")"), Token.symbol(")"), Token.symbol(",")));
        out.addAll(translator.rewrite(arguments.get(2)));
        out.add(Token.symbol(")"));
        return out;
    }

    private List<Token> dateDiff(List<List<Token>> arguments) {
        List<Token> out = new ArrayList<>(List.of(Token.word("date_diff"), Token.symbol("(")));
        out.add(Token.string(DateUnit.of(arguments.get(0)).duck()));
        for (List<Token> argument : arguments.subList(1, 3)) {
            out.add(Token.symbol(","));
            out.addAll(moment(argument));
        }
        out.add(Token.symbol(")"));
        return out;
    }

    /** A string literal is a timestamp here; DuckDB would not choose. */
    private List<Token> moment(List<Token> argument) {
        if (argument.size() == 1 && argument.get(0).kind() == Kind.STRING) {
            return List.of(
                    Token.word("CAST"),
                    Token.symbol("("),
                    argument.get(0),
                    Token.word("AS TIMESTAMP"),
                    Token.symbol(")"));
        }
        return translator.rewrite(argument);
    }

    private List<Token> dateTrunc(List<List<Token>> arguments) {
        DateUnit unit = DateUnit.of(arguments.get(0));
        List<Token> out = new ArrayList<>();
        out.add(Token.word(unit.ofDay() ? "memory.main.SF_TRUNC_DAYS" : "memory.main.SF_TRUNC_TIME"));
        out.add(Token.symbol("("));
        out.add(Token.string(unit.duck()));
        out.add(Token.symbol(","));
        out.addAll(moment(arguments.get(1)));
        out.add(Token.symbol(")"));
        return out;
    }

    private List<Token> datePart(List<List<Token>> arguments) {
        List<Token> out = new ArrayList<>(
                List.of(Token.word("CAST"), Token.symbol("("), Token.word("date_part"), Token.symbol("(")));
        out.add(Token.string(DateUnit.of(arguments.get(0)).duck()));
        out.add(Token.symbol(","));
        out.addAll(moment(arguments.get(1)));
        out.addAll(List.of(Token.symbol(")"), Token.word("AS BIGINT"), Token.symbol(")")));
        return out;
    }

    private List<Token> toChar(String name, List<Token> inside) {
        List<List<Token>> arguments = Cursor.split(inside);
        List<Token> value = translator.rewrite(arguments.get(0));
        List<Token> out = new ArrayList<>();
        if (arguments.size() == 1) {
            out.addAll(List.of(Token.word("CAST"), Token.symbol("(")));
            out.addAll(value);
            out.addAll(List.of(Token.word("AS VARCHAR"), Token.symbol(")")));
            return out;
        }
        out.addAll(List.of(Token.word("strftime"), Token.symbol("(")));
        out.addAll(value);
        out.addAll(List.of(Token.symbol(","), DateFormat.duck(name, arguments.get(1)), Token.symbol(")")));
        return out;
    }

    private List<Token> toNumber(String cast, String name, List<Token> inside) {
        List<List<Token>> arguments = Cursor.split(inside);
        if (arguments.size() > 1 && arguments.get(1).get(0).kind() == Kind.STRING) {
            throw new UnsupportedSqlException(name + " with a format");
        }
        String precision = arguments.size() > 1 ? Translator.render(arguments.get(1)) : "38";
        String scale = arguments.size() > 2 ? Translator.render(arguments.get(2)) : "0";
        List<Token> out = new ArrayList<>(List.of(Token.word(cast), Token.symbol("(")));
        out.addAll(translator.rewrite(arguments.get(0)));
        out.add(Token.word("AS DECIMAL(" + precision + "," + scale + ")"));
        out.add(Token.symbol(")"));
        return out;
    }

    /** With a format: parse; without: the macro of that name, which chooses by the argument's type. */
    private List<Token> parsed(String name, String parser, String type, List<Token> inside) {
        List<List<Token>> arguments = Cursor.split(inside);
        if (arguments.size() == 1) {
            return macro(name, inside);
        }
        if (arguments.get(1).size() == 1 && arguments.get(1).get(0).kind() == Kind.NUMBER) {
            throw new UnsupportedSqlException(name + " with a scale");
        }
        List<Token> out =
                new ArrayList<>(List.of(Token.word("CAST"), Token.symbol("("), Token.word(parser), Token.symbol("(")));
        out.addAll(translator.rewrite(arguments.get(0)));
        out.addAll(List.of(Token.symbol(","), DateFormat.duck(name, arguments.get(1)), Token.symbol(")")));
        out.addAll(List.of(Token.word("AS " + type), Token.symbol(")")));
        return out;
    }

    private List<Token> listAgg(List<Token> tokens, List<Token> inside, int close) {
        List<List<Token>> arguments = Cursor.split(inside);
        List<Token> out = new ArrayList<>(List.of(Token.word("string_agg"), Token.symbol("(")));
        out.addAll(translator.rewrite(arguments.get(0)));
        out.add(Token.symbol(","));
        out.addAll(arguments.size() > 1 ? translator.rewrite(arguments.get(1)) : List.of(Token.string("")));
        if (withinGroup(tokens, close)) {
            int open = close + 3;
            out.addAll(translator.rewrite(tokens.subList(open + 1, Translator.closing(tokens, open))));
        }
        out.add(Token.symbol(")"));
        return out;
    }

    private List<Token> sha2(List<Token> inside) {
        List<List<Token>> arguments = Cursor.split(inside);
        if (arguments.size() > 1 && !Translator.render(arguments.get(1)).equals("256")) {
            throw new UnsupportedSqlException("SHA2 of any size but 256");
        }
        List<Token> out = new ArrayList<>(List.of(Token.word("sha256"), Token.symbol("(")));
        out.addAll(translator.rewrite(arguments.get(0)));
        out.add(Token.symbol(")"));
        return out;
    }
}
