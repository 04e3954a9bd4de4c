package io.bankingconnect.smt.pan;

/**
 * The ranges from which payment card numbers are issued, by their first four digits, with the lengths that numbers in them
 * have. Ranges that are told apart only by later digits count whole.
 */
final class CardRanges {

    private static final int FIRST_DIGITS = 10_000;
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    /** For each first four digits one bit for each length. */
    private static final int[] LENGTHS = new int[FIRST_DIGITS];

    static {
        // Visa; Electron, Dankort and Elo lie within.
        range(4000, 4999, 13, 13);
        range(4000, 4999, 16, 16);
        range(4000, 4999, 19, 19);
        // Mastercard
        range(2221, 2720, 16, 16);
        range(5100, 5599, 16, 16);
        // Maestro and the domestic schemes beside it
        range(5000, 5099, 13, 19);
        range(5600, 5899, 13, 19);
        range(6000, 6999, 13, 19);
        // American Express
        range(3400, 3499, 15, 15);
        range(3700, 3799, 15, 15);
        // Diners Club
        range(3000, 3059, 14, 19);
        range(3095, 3095, 14, 19);
        range(3600, 3699, 14, 19);
        range(3800, 3999, 14, 19);
        // JCB and RuPay's share of its range
        range(3528, 3589, 16, 19);
        // Discover, UnionPay, InterPayment, RuPay, Troy and Hipercard begin with 6 as Maestro does; these do not.
        range(8100, 8299, 16, 19);
        range(9792, 9792, 16, 16);
        // Mir, UATP, Napas, Uzcard and Humo
        range(2200, 2204, 16, 19);
        range(1000, 1999, 15, 15);
        range(9704, 9704, 16, 19);
        range(8600, 8600, 16, 16);
        range(9860, 9860, 16, 16);
    }

    private CardRanges() {}

    /** Whether cards have numbers with these first four digits and this many digits. */
    static boolean include(int firstFour, int length) {
        return length >= SHORTEST && length <= LONGEST && (LENGTHS[firstFour] & 1 << length) != 0;
    }

    private static void range(int from, int to, int shortest, int longest) {
        for (int first = from; first <= to; first++) {
            for (int length = shortest; length <= longest; length++) {
                LENGTHS[first] |= 1 << length;
            }
        }
    }
}
