package io.bankingconnect.smt.rules;

import io.bankingconnect.smt.record.FieldPath;
import io.bankingconnect.smt.rules.Rule.Severity;
import io.bankingconnect.smt.rules.Token.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads rules: {@code name: condition}, or {@code name [warn]: condition}, with semicolons between them. */
public final class RuleParser {

    private static final Set<String> KEYWORDS =
            Set.of("and", "or", "not", "in", "is", "null", "between", "matches", "if", "then", "true", "false");

    private final List<Token> tokens;
    private int next;

    private RuleParser(String text) {
        tokens = Lexer.tokens(text);
    }

    /** @throws RuleSyntaxException if they cannot be read; the message says where and why */
    public static List<Rule> rules(String text) {
        return new RuleParser(text).rules();
    }

    private List<Rule> rules() {
        List<Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        while (peek().kind() != Kind.END) {
            Token start = peek();
            String name = word("the name of a rule");
            if (!names.add(name)) {
                throw wrong(start, "two rules have the name " + start.describe());
            }
            Severity severity = Severity.ERROR;
            if (take("[")) {
                severity = severity();
                demand("]");
            }
            demand(":");
            rules.add(new Rule(name, severity, condition()));
            if (peek().kind() != Kind.END) {
                demand(";");
            }
        }
        if (rules.isEmpty()) {
            throw new RuleSyntaxException("there is no rule");
        }
        return List.copyOf(rules);
    }

    private Severity severity() {
        Token token = advance();
        if (token.is("warn")) {
            return Severity.WARN;
        }
        if (token.is("error")) {
            return Severity.ERROR;
        }
        throw wrong(token, "expected warn or error instead of " + token.describe());
    }

    private Condition condition() {
        if (take("if")) {
            Condition premise = anyOf();
            demand("then");
            return Condition.implies(premise, anyOf());
        }
        return anyOf();
    }

    private Condition anyOf() {
        Condition condition = allOf();
        while (take("or")) {
            condition = Condition.or(condition, allOf());
        }
        return condition;
    }

    private Condition allOf() {
        Condition condition = single();
        while (take("and")) {
            condition = Condition.and(condition, single());
        }
        return condition;
    }

    private Condition single() {
        if (take("not")) {
            return Condition.not(single());
        }
        if (take("(")) {
            Condition condition = anyOf();
            demand(")");
            return condition;
        }
        Operand left = sum();
        if (take("is")) {
            boolean negated = take("not");
            demand("null");
            return input -> (left.value(input) == null) != negated;
        }
        boolean negated = take("not");
        Condition condition = test(left);
        return negated ? Condition.not(condition) : condition;
    }

    private Condition test(Operand left) {
        if (take("in")) {
            return ValueTests.in(left, literals());
        }
        if (take("between")) {
            Operand least = sum();
            demand("and");
            Operand most = sum();
            return Condition.and(ValueTests.compare(left, ">=", least), ValueTests.compare(left, "<=", most));
        }
        if (take("matches")) {
            return ValueTests.matches(left, pattern());
        }
        Token sign = advance();
        if (sign.kind() != Kind.SIGN || !ValueTests.isComparison(sign.text())) {
            throw wrong(
                    sign,
                    "expected a comparison (= != < <= > >=), in, between, matches or is instead of " + sign.describe());
        }
        return ValueTests.compare(left, sign.text(), sum());
    }

    private Pattern pattern() {
        Token token = advance();
        if (token.kind() != Kind.TEXT) {
            throw wrong(token, "expected a regular expression in single quotes instead of " + token.describe());
        }
        try {
            return Pattern.compile(token.text());
        } catch (PatternSyntaxException e) {
            throw wrong(token, "the regular expression is not valid (" + e.getDescription() + ")");
        }
    }

    private List<Object> literals() {
        demand("(");
        List<Object> literals = new ArrayList<>();
        do {
            Token token = peek();
            Object literal = literal();
            if (literal == null) {
                throw wrong(
                        token,
                        "expected a number, a text in single quotes, true or false instead of " + token.describe());
            }
            literals.add(literal);
        } while (take(","));
        demand(")");
        return literals;
    }

    private Operand sum() {
        Operand sum = operand();
        while (peek().is("+") || peek().is("-")) {
            boolean subtract = advance().is("-");
            sum = Operand.sum(sum, operand(), subtract);
        }
        return sum;
    }

    private Operand operand() {
        Object literal = literal();
        if (literal != null) {
            return Operand.constant(literal);
        }
        Token token = peek();
        String name = word("a field, a number or a text in single quotes");
        try {
            return Operand.field(FieldPath.of(name));
        } catch (IllegalArgumentException e) {
            throw wrong(token, e.getMessage());
        }
    }

    /** The literal that comes next, or null if something else does. */
    private Object literal() {
        Token token = peek();
        if (take("true")) {
            return true;
        }
        if (take("false")) {
            return false;
        }
        if (token.kind() == Kind.TEXT) {
            return advance().text();
        }
        boolean negative = token.is("-") && tokens.get(next + 1).kind() == Kind.NUMBER;
        if (negative) {
            advance();
        }
        return peek().kind() == Kind.NUMBER ? number(advance(), negative) : null;
    }

    private static Object number(Token token, boolean negative) {
        try {
            BigDecimal number = new BigDecimal(token.text());
            BigDecimal signed = negative ? number.negate() : number;
            return signed.scale() == 0 && signed.precision() < 19 ? (Object) signed.longValueExact() : signed;
        } catch (NumberFormatException e) {
            throw wrong(token, token.describe() + " is not a number");
        }
    }

    private String word(String what) {
        Token token = advance();
        boolean isName = token.kind() == Kind.QUOTED_NAME
                || token.kind() == Kind.WORD && !KEYWORDS.contains(token.text().toLowerCase(Locale.ROOT));
        if (!isName) {
            throw wrong(token, "expected " + what + " instead of " + token.describe());
        }
        return token.text();
    }

    private void demand(String text) {
        Token token = peek();
        if (!take(text)) {
            throw wrong(token, "expected \"" + text + "\" instead of " + token.describe());
        }
    }

    private boolean take(String text) {
        if (peek().is(text)) {
            next++;
            return true;
        }
        return false;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token advance() {
        Token token = peek();
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    private static RuleSyntaxException wrong(Token token, String why) {
        return new RuleSyntaxException(why + ", at column " + token.column());
    }
}
