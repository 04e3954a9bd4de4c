package io.bankingconnect.smt.pan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanMaskerTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Visa, 4111111111111111, 411111******1111",
        "Visa of 13 digits, 4222222222222, 422222***2222",
        "Visa of 19 digits, 4000000000000000006, 400000*********0006",
        "Mastercard, 5555555555554444, 555555******4444",
        "the first of Mastercard's newer range, 2221000000000009, 222100******0009",
        "the last of Mastercard's newer range, 2720990000000007, 272099******0007",
        "American Express, 378282246310005, 378282*****0005",
        "Discover, 6011111111111117, 601111******1117",
        "Diners Club, 30569309025904, 305693****5904",
        "JCB, 3530111333300000, 353011******0000",
        "UnionPay, 6200000000000005, 620000******0005",
        "Maestro, 6759649826438453, 675964******8453",
        "Mir, 2200000000000004, 220000******0004",
        "with spaces, 4111 1111 1111 1111, 4111 11** **** 1111",
        "with hyphens, 4111-1111-1111-1111, 4111-11**-****-1111",
        "grouped as on the card, 3782 822463 10005, 3782 82**** *0005",
        "in a text, pay 4111111111111111 now, pay 411111******1111 now",
        "before an expiry date, 4111111111111111 12/27, 411111******1111 12/27",
        "in a magnetic stripe, ;4111111111111111=2712101, ;411111******1111=2712101",
        "two of them, 4111111111111111 5555555555554444, 411111******1111 555555******4444"
    })
    void cardNumbersAreMasked(String what, String text, String masked) {
        assertThat(new PanMasker(6, 4, '*').mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "a wrong check digit, 4111111111111112",
        "too short, 411111111111",
        "part of a longer number, 41111111111111110000",
        "below Mastercard's newer range, 2220990000000002",
        "a range nobody has, 9999999999999995",
        "two spaces between groups, 4111  1111  1111  1111",
        "an IBAN, DE89370400440532013000",
        "a time, 2026-01-31T08:15:30.123456Z"
    })
    void otherNumbersStay(String what, String text) {
        assertThat(new PanMasker(6, 4, '*').mask(text)).isSameAs(text);
    }

    @Property(tries = 2000)
    void maskedTextHasNoLuhnValidRunInACardRange(@ForAll("texts") String text) {
        String masked = new PanMasker(6, 4, '*').mask(text);

        assertThat(cardNumbers(masked)).isEmpty();
        assertThat(masked).hasSameSizeAs(text);
    }

    @Property(tries = 500)
    void maskingAgainChangesNothing(@ForAll("texts") String text) {
        PanMasker masker = new PanMasker(6, 4, '*');
        String masked = masker.mask(text);

        assertThat(masker.mask(masked)).isSameAs(masked);
    }

    @Property(tries = 500)
    void everyCardNumberIsFoundWhereverItStands(@ForAll("cards") String card, @ForAll("words") String around) {
        PanMasker masker = new PanMasker(6, 4, '*');

        String masked = masker.mask(around + " " + card + " " + around);

        assertThat(masked).doesNotContain(card);
        assertThat(masker.takeCount()).isPositive();
    }

    /** An oracle that tries every run of groups, with the ranges as their issuers publish them. */
    private static List<String> cardNumbers(String text) {
        List<String> found = new ArrayList<>();
        Matcher start = Pattern.compile("(?<![0-9])[0-9]").matcher(text);
        while (start.find()) {
            Matcher run = Pattern.compile("[0-9]+([ .\u00a0-][0-9]+)*").matcher(text.substring(start.start()));
            if (run.lookingAt()) {
                StringBuilder digits = new StringBuilder();
                for (String group : run.group().split("[ .\u00a0-]")) {
                    digits.append(group);
                    if (isCardNumber(digits.toString())) {
                        found.add(digits.toString());
                    }
                }
            }
        }
        return found;
    }

    private static boolean isCardNumber(String digits) {
        return digits.matches("4([0-9]{12}|[0-9]{15}|[0-9]{18})|5[1-5][0-9]{14}|3[47][0-9]{13}|6[0-9]{12,18}"
                        + "|(222[1-9]|22[3-9][0-9]|2[3-6][0-9]{2}|27[01][0-9]|2720)[0-9]{12}"
                        + "|3(0[0-5]|095|[689][0-9])[0-9]{11,16}|35(2[89]|[3-8][0-9])[0-9]{12,15}")
                && luhnSum(digits) % 10 == 0;
    }

    private static int luhnSum(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum;
    }

    @Provide
    Arbitrary<String> cards() {
        Arbitrary<String> prefixes =
                Arbitraries.of("4", "51", "55", "2221", "2720", "34", "37", "6011", "36", "3528", "62");
        Arbitrary<String> rest = Arbitraries.strings().numeric().ofLength(18);
        return Combinators.combine(prefixes, rest).as((prefix, digits) -> {
            int length = prefix.startsWith("34") || prefix.startsWith("37") ? 15 : prefix.equals("36") ? 14 : 16;
            String body = (prefix + digits).substring(0, length - 1);
            return body + (10 - luhnSum(body + "0") % 10) % 10;
        });
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.strings()
                .withChars("ab1 -")
                .ofMaxLength(12)
                .map(word -> word + "x")
                .map(word -> "x" + word);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> digits = Arbitraries.strings().numeric().ofMaxLength(8);
        Arbitrary<String> separators = Arbitraries.of("", " ", "-", ".", "  ", "x", "\u00a0");
        Arbitrary<String> piece = Combinators.combine(Arbitraries.oneOf(digits, cards()), separators)
                .as(String::concat);
        return piece.list().ofMaxSize(8).map(pieces -> String.join("", pieces));
    }
}
