package io.bankingconnect.faker;

/** Amounts as people choose them, in hundredths of a currency. */
final class Money {

    private Money() {}

    /**
     * Draws from a log-normal distribution, at least the smallest amount that can be paid.
     *
     * @param medianEuroCents half of the amounts are below, if they are in euro
     * @param spread the standard deviation of the amount's logarithm
     */
    static long around(long medianEuroCents, double spread, BankCurrency currency, Dice dice) {
        return currency.ofEuroCents(medianEuroCents * StrictMath.exp(spread * dice.gaussian()));
    }

    /** Like {@link #around}, in multiples of a note, as cash machines pay it. */
    static long inNotes(long medianEuroCents, double spread, BankCurrency currency, Dice dice) {
        long note = currency.noteHundredths();
        return Math.max(1, around(medianEuroCents, spread, currency, dice) / note) * note;
    }
}
