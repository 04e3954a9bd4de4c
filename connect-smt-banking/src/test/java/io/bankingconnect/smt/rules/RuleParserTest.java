package io.bankingconnect.smt.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.bankingconnect.smt.record.MissingFields;
import java.math.BigDecimal;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleParserTest {

    private static final Map<String, Object> ROW = row();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount > 12",
                "amount >= 12.50",
                "amount = 12.5",
                "amount != 12",
                "amount <> 12",
                "count < 8",
                "-1 < count",
                "currency = 'EUR'",
                "currency in ('GBP', 'EUR')",
                "currency not in ('GBP', 'USD')",
                "count in (7.0, 8)",
                "amount between 12 and 13",
                "amount not between 13 and 14",
                "iban matches '[A-Z]{2}[0-9]{2}[A-Z0-9]+'",
                "iban not matches '[0-9]+'",
                "name = 'O''Hara'",
                "iban is not null",
                "nothing is null",
                "debit + credit = total",
                "total - debit = credit",
                "debit + 1.5 + credit > total",
                "active = true",
                "not active = false",
                "count = 7 and amount > 12",
                "count = 8 or amount > 12",
                "count = 7 or amount > 100 and amount < 0",
                "not (count = 8 or amount < 12)",
                "if currency = 'EUR' then amount > 12",
                "if currency = 'GBP' then amount > 1000",
                "since < until",
                "home.city = 'Bonn'",
                "`strange-name` = 1",
                "AMOUNT_NULL is NULL OR 1 = 2",
                "ratio > 0.25",
            })
    void holds(String condition) {
        assertThat(isViolated(condition)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount > 12.50",
                "currency = 'GBP'",
                "currency in ('GBP')",
                "amount between 0 and 12",
                "iban matches '[A-Z]{2}'",
                "iban is null",
                "nothing is not null",
                "debit + credit = amount",
                "count = 7 and amount > 100",
                "(count = 7 or amount > 100) and amount < 0",
                "if currency = 'EUR' then amount > 100",
                "active = false",
            })
    void doesNotHold(String condition) {
        assertThat(isViolated(condition)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing > 5",
                "not nothing > 5",
                "nothing in (1, 2)",
                "nothing matches 'a'",
                "nothing + 1 = 2",
                "nothing = 1 or count = 8",
                "nothing = 1 and count = 7",
                "if nothing = 1 then count = 8",
            })
    void unknownIsNoViolation(String condition) {
        assertThat(isViolated(condition)).isFalse();
    }

    @ParameterizedTest(name = "\"{0}\"")
    @CsvSource(
            delimiter = '|',
            value = {
                "''|there is no rule",
                "amount > 0|expected \":\" instead of \">\", at column 8",
                "r: > 0|expected a field, a number or a text in single quotes instead of \">\", at column 4",
                "r: amount|expected a comparison (= != < <= > >=), in, between, matches or is instead of the end, at column 10",
                "r: amount > |expected a field, a number or a text in single quotes instead of the end, at column 12",
                "r: amount ~ 1|unexpected \"~\" at column 11",
                "r: amount => 1|expected a comparison (= != < <= > >=), in, between, matches or is instead of \"=>\", at column 11",
                "r: a matches '['|the regular expression is not valid (Unclosed character class), at column 14",
                "r: a matches b|expected a regular expression in single quotes instead of \"b\", at column 14",
                "r: a in ()|expected a number, a text in single quotes, true or false instead of \")\", at column 10",
                "r: a = 'x|the ' at column 8 is not closed",
                "r: a = 1 r2: b = 2|expected \";\" instead of \"r2\", at column 10",
                "r: a = 1; r: b = 2|two rules have the name \"r\", at column 11",
                "r [fatal]: a = 1|expected warn or error instead of \"fatal\", at column 4",
                "r: a..b = 1|\"a..b\" is not a field name, nor names joined by dots, at column 4",
                "r: a = 1.2.3|\"1.2.3\" is not a number, at column 8",
                "r: (a = 1|expected \")\" instead of the end, at column 10",
            })
    void aMistakeIsReportedWithItsPlace(String rules, String message) {
        assertThatThrownBy(() -> RuleParser.rules(rules))
                .isInstanceOf(RuleSyntaxException.class)
                .hasMessage(message);
    }

    @Test
    void typesThatDoNotCompareAreAnErrorWithoutTheValues() {
        assertThatThrownBy(() -> isViolated("name > 5"))
                .isInstanceOf(DataException.class)
                .hasMessage("cannot compare a text with a number");
        assertThatThrownBy(() -> isViolated("count matches '7'"))
                .isInstanceOf(DataException.class)
                .hasMessage("cannot match a number with a regular expression");
        assertThatThrownBy(() -> isViolated("home > 5"))
                .isInstanceOf(DataException.class)
                .hasMessage("field \"home\" holds neither a number, a text, a truth value nor a time");
    }

    @Test
    void severitiesAndNamesAreKept() {
        assertThat(RuleParser.rules("a [warn]: x > 0; b [error]: y > 0;\n c: z > 0;"))
                .extracting(Rule::name, Rule::severity)
                .containsExactly(
                        tuple("a", Rule.Severity.WARN),
                        tuple("b", Rule.Severity.ERROR),
                        tuple("c", Rule.Severity.ERROR));
    }

    private static boolean isViolated(String condition) {
        MissingFields missing = new MissingFields(MissingFields.Policy.FAIL, "test");
        return RuleParser.rules("rule: " + condition).get(0).isViolatedBy(new RuleInput(ROW, ROW, "t", missing));
    }

    private static Map<String, Object> row() {
        Map<String, Object> row = new HashMap<>();
        row.put("amount", new BigDecimal("12.50"));
        row.put("count", 7);
        row.put("currency", "EUR");
        row.put("iban", "DE89370400440532013000");
        row.put("name", "O'Hara");
        row.put("nothing", null);
        row.put("AMOUNT_NULL", null);
        row.put("debit", 3L);
        row.put("credit", new BigDecimal("4.00"));
        row.put("total", (short) 7);
        row.put("active", true);
        row.put("since", new Date(1));
        row.put("until", 2L);
        row.put("home", Map.of("city", "Bonn"));
        row.put("strange-name", 1);
        row.put("ratio", 0.5);
        return row;
    }
}
