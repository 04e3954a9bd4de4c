package io.bankingconnect.faker;

import java.util.Locale;

/** Payment card numbers from a range that card networks keep for tests, with a valid Luhn digit. */
final class CardNumber {

    private static final String TEST_RANGE = "400000";
    private static final int BRANCHES_OF_SHORT_NUMBERS = 10;

    private CardNumber() {}

    /** Sixteen digits, or nineteen from the eleventh branch on. */
    static String of(long accountId) {
        int branch = Ids.branch(accountId);
        String format = branch < BRANCHES_OF_SHORT_NUMBERS ? "%s%d%08d" : "%s%03d%09d";
        String number = String.format(Locale.ROOT, format, TEST_RANGE, branch, Ids.number(accountId));
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
