package io.bankingconnect.smt.rules;

import io.bankingconnect.smt.rules.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Splits the text of rules into tokens. */
final class Lexer {

    private static final String SIGNS = ";:()[],+-";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens, of which the last is the end. */
    static List<Token> tokens(String text) {
        return new Lexer(text).read();
    }

    private List<Token> read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (Character.isLetter(c) || c == '_') {
                add(Kind.WORD, endOf(other -> Character.isLetterOrDigit(other) || "_.$".indexOf(other) >= 0));
            } else if (c >= '0' && c <= '9') {
                add(Kind.NUMBER, endOf(other -> other >= '0' && other <= '9' || other == '.'));
            } else if (c == '\'') {
                quoted(Kind.TEXT, c);
            } else if (c == '`') {
                quoted(Kind.QUOTED_NAME, c);
            } else if ("=<>!".indexOf(c) >= 0) {
                add(Kind.SIGN, endOf(other -> "=<>!".indexOf(other) >= 0));
            } else if (SIGNS.indexOf(c) >= 0) {
                add(Kind.SIGN, at + 1);
            } else {
                throw new RuleSyntaxException("unexpected \"" + c + "\" at column " + (at + 1));
            }
        }
        tokens.add(new Token(Kind.END, "", at + 1));
        return tokens;
    }

    private interface Characters {
        boolean include(char c);
    }

    private int endOf(Characters characters) {
        int end = at + 1;
        while (end < text.length() && characters.include(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private void add(Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), at + 1));
        at = end;
    }

    /** A quote inside is written twice. */
    private void quoted(Kind kind, char quote) {
        StringBuilder content = new StringBuilder();
        int start = at;
        for (at++; ; at++) {
            if (at >= text.length()) {
                throw new RuleSyntaxException("the " + quote + " at column " + (start + 1) + " is not closed");
            }
            if (text.charAt(at) != quote) {
                content.append(text.charAt(at));
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                content.append(quote);
                at++;
            } else {
                break;
            }
        }
        at++;
        tokens.add(new Token(kind, content.toString(), start + 1));
    }
}
