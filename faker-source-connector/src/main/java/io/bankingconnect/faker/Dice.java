package io.bankingconnect.faker;

/** Random numbers that are the same with every release of Java: SplitMix64. Not thread-safe. */
final class Dice {

    private long state;
    private double spare;
    private boolean hasSpare;

    Dice(long seed) {
        state = seed;
    }

    long next() {
        state += Mix.GOLDEN_RATIO;
        return Mix.stir(state);
    }

    /** A whole number from 0 to one less than {@code bound}. */
    int below(int bound) {
        return (int) ((next() >>> 32) * bound >>> 32);
    }

    /** A number from 0, inclusive, to 1, exclusive. */
    double uniform() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    boolean percent(int percent) {
        return below(100) < percent;
    }

    /** True with the probability {@code share}, from 0 to 1. */
    boolean chance(double share) {
        return uniform() < share;
    }

    /** A number of the standard normal distribution, by Marsaglia's polar method. */
    double gaussian() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * uniform() - 1;
            y = 2 * uniform() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        // StrictMath gives the same on every platform.
        double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        spare = y * scale;
        hasSpare = true;
        return x * scale;
    }
}
