package io.bankingconnect.emulator.sql;

import io.bankingconnect.emulator.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Rewrites paths into semi-structured values, such as {@code v:address.lines[0]::varchar}. */
final class VariantPath {

    private VariantPath() {}

    static boolean follows(List<Token> tokens, int colon) {
        return colon > 0
                && colon + 1 < tokens.size()
                && (tokens.get(colon - 1).isIdentifier()
                        || tokens.get(colon - 1).isSymbol(")")
                        || tokens.get(colon - 1).isSymbol("]"))
                && tokens.get(colon + 1).isIdentifier();
    }

    /** Text when a cast to a character type follows, so that strings lose their quotes, as in Snowflake. */
    static int rewrite(List<Token> tokens, int colon, List<Token> out) {
        StringBuilder path = new StringBuilder("$");
        int at = colon + 1;
        path.append(key(tokens.get(at++)));
        while (at + 1 < tokens.size()) {
            if (tokens.get(at).isSymbol(".") && tokens.get(at + 1).isIdentifier()) {
                path.append(key(tokens.get(at + 1)));
                at += 2;
            } else if (tokens.get(at).isSymbol("[")
                    && at + 2 < tokens.size()
                    && tokens.get(at + 2).isSymbol("]")
                    && tokens.get(at + 1).kind() == Kind.NUMBER) {
                path.append('[').append(tokens.get(at + 1).value()).append(']');
                at += 3;
            } else {
                break;
            }
        }
        boolean cast = at < tokens.size() && tokens.get(at).isSymbol("::");
        List<Token> operand = takeOperand(out);
        out.add(Token.word(cast ? "json_extract_string" : "json_extract"));
        out.add(Token.symbol("("));
        out.addAll(operand);
        out.add(Token.symbol(","));
        out.add(Token.string(path.toString()));
        out.add(Token.symbol(")"));
        return at;
    }

    /** Keys are case-sensitive: the text as written, not in upper case. */
    private static String key(Token token) {
        String name = token.kind() == Kind.WORD ? token.text() : token.value();
        return ".\"" + name.replace("\"", "\\\"") + "\"";
    }

    private static List<Token> takeOperand(List<Token> out) {
        int start = out.size() - 1;
        if (out.get(start).isSymbol(")") || out.get(start).isSymbol("]")) {
            int depth = 0;
            do {
                Token token = out.get(start);
                depth += token.isSymbol(")") || token.isSymbol("]") ? 1 : 0;
                depth -= token.isSymbol("(") || token.isSymbol("[") ? 1 : 0;
                start--;
            } while (depth > 0 && start >= 0);
            start = start >= 0 && out.get(start).isIdentifier() ? start : start + 1;
        }
        while (start >= 2
                && out.get(start - 1).isSymbol(".")
                && out.get(start - 2).isIdentifier()) {
            start -= 2;
        }
        List<Token> tail = out.subList(start, out.size());
        List<Token> operand = new ArrayList<>(tail);
        tail.clear();
        return operand;
    }
}
