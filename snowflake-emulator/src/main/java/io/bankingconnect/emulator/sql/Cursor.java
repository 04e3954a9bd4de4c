package io.bankingconnect.emulator.sql;

import io.bankingconnect.emulator.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a statement's tokens from left to right. Not thread-safe. */
public final class Cursor {

    private final List<Token> tokens;
    private int at;

    public Cursor(List<Token> tokens) {
        this.tokens = List.copyOf(tokens);
    }

    public boolean atEnd() {
        return at >= tokens.size();
    }

    /** The next token, without moving. */
    public Optional<Token> peek() {
        return peek(0);
    }

    public Optional<Token> peek(int ahead) {
        return at + ahead < tokens.size() ? Optional.of(tokens.get(at + ahead)) : Optional.empty();
    }

    /** The next token. */
    public Token next() {
        if (atEnd()) {
            throw new SqlSyntaxException("unexpected end of the statement");
        }
        return tokens.get(at++);
    }

    /** True when the next tokens are these unquoted words. */
    public boolean sees(String... words) {
        for (int i = 0; i < words.length; i++) {
            int ahead = i;
            if (peek(i).filter(token -> token.isWord(words[ahead])).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** Moves over these unquoted words if they come next. */
    public boolean skip(String... words) {
        boolean seen = sees(words);
        if (seen) {
            at += words.length;
        }
        return seen;
    }

    public boolean seesSymbol(String symbol) {
        return peek().filter(token -> token.isSymbol(symbol)).isPresent();
    }

    public boolean skipSymbol(String symbol) {
        boolean seen = seesSymbol(symbol);
        if (seen) {
            at++;
        }
        return seen;
    }

    public void expect(String word) {
        if (!skip(word)) {
            throw unexpected("expected " + word);
        }
    }

    public void expectSymbol(String symbol) {
        if (!skipSymbol(symbol)) {
            throw unexpected("expected '" + symbol + "'");
        }
    }

    public void expectEnd() {
        skipSymbol(";");
        if (!atEnd()) {
            throw unexpected("expected the end of the statement");
        }
    }

    /** An error that names the next token and what was expected. */
    public SqlSyntaxException unexpected(String expectation) {
        String found = peek().map(token -> switch (token.kind()) {
                    case STRING -> "a string";
                    case NUMBER -> "a number";
                    default -> "'" + token.value() + "'";
                })
                .orElse("the end of the statement");
        return new SqlSyntaxException("unexpected " + found + ", " + expectation);
    }

    /** One name: an identifier, unquoted ones in upper case. */
    public String identifier() {
        Token token = next();
        if (!token.isIdentifier()) {
            at--;
            throw unexpected("expected a name");
        }
        return token.value();
    }

    /** A name of one to three parts, also as {@code IDENTIFIER('…')}. */
    public QualifiedName name() {
        if (sees("IDENTIFIER") && peek(1).filter(token -> token.isSymbol("(")).isPresent()) {
            at += 2;
            Token text = next();
            if (text.kind() != Kind.STRING) {
                at--;
                throw unexpected("expected a string inside IDENTIFIER()");
            }
            expectSymbol(")");
            return new Cursor(Tokenizer.tokens(text.value())).name();
        }
        List<String> parts = new ArrayList<>(List.of(identifier()));
        while (parts.size() < 3 && skipSymbol(".")) {
            parts.add(identifier());
        }
        return QualifiedName.of(parts);
    }

    public String string() {
        Token token = next();
        if (token.kind() != Kind.STRING) {
            at--;
            throw unexpected("expected a string");
        }
        return token.value();
    }

    /** The tokens inside the parentheses that come next, moving behind them. */
    public List<Token> parenthesised() {
        expectSymbol("(");
        int start = at;
        int depth = 1;
        while (depth > 0) {
            Token token = next();
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
        }
        return tokens.subList(start, at - 1);
    }

    /** Everything that is left, without a final semicolon, moving to the end. */
    public List<Token> rest() {
        int end = tokens.size();
        while (end > at && tokens.get(end - 1).isSymbol(";")) {
            end--;
        }
        List<Token> rest = tokens.subList(at, end);
        at = tokens.size();
        return rest;
    }

    /** Splits tokens at the commas outside parentheses. */
    public static List<List<Token>> split(List<Token> tokens) {
        List<List<Token>> parts = new ArrayList<>();
        if (tokens.isEmpty()) {
            return parts;
        }
        int depth = 0;
        int start = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isSymbol("(") || token.isSymbol("[") || token.isSymbol("{")) {
                depth++;
            } else if (token.isSymbol(")") || token.isSymbol("]") || token.isSymbol("}")) {
                depth--;
            } else if (depth == 0 && token.isSymbol(",")) {
                parts.add(tokens.subList(start, i));
                start = i + 1;
            }
        }
        parts.add(tokens.subList(start, tokens.size()));
        return parts;
    }
}
