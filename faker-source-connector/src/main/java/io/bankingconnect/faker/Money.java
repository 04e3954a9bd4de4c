package io.bankingconnect.faker;

import java.util.Random;

/** Amounts as people choose them. */
final class Money {

    private Money() {}

    /**
     * Draws from a log-normal distribution, at least one hundredth.
     *
     * @param medianCents half of the amounts are below
     * @param spread the standard deviation of the amount's logarithm
     */
    static long around(long medianCents, double spread, Random random) {
        // StrictMath gives the same amount on every platform.
        return Math.max(1, Math.round(medianCents * StrictMath.exp(spread * random.nextGaussian())));
    }

    /** Like {@link #around}, in whole units, as cash machines pay it. */
    static long roundAround(long medianCents, double spread, Random random) {
        return Math.max(10_00, around(medianCents, spread, random) / 10_00 * 10_00);
    }
}
