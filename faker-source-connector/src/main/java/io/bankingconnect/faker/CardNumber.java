package io.bankingconnect.faker;

import java.util.Locale;

/** Payment card numbers from a range that card networks keep for tests, with a valid Luhn digit. */
final class CardNumber {

    private static final String TEST_RANGE = "400000";

    private CardNumber() {}

    static String of(long accountId) {
        String number = TEST_RANGE + String.format(Locale.ROOT, "%09d", accountId);
        return number + (10 - luhnSum(number + "0")) % 10;
    }

    static boolean isValid(String number) {
        return luhnSum(number) == 0;
    }

    private static int luhnSum(String number) {
        int sum = 0;
        for (int i = 0; i < number.length(); i++) {
            int digit = number.charAt(number.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10;
    }
}
