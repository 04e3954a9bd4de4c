package io.bankingconnect.faker;

/** Stirs numbers into one that looks random: the finalizer of SplitMix64. */
final class Mix {

    static final long GOLDEN_RATIO = 0x9e3779b97f4a7c15L;

    private Mix() {}

    static long of(long seed, long... parts) {
        long hash = stir(seed + GOLDEN_RATIO);
        for (long part : parts) {
            hash = stir(hash + GOLDEN_RATIO + part);
        }
        return hash;
    }

    static long stir(long value) {
        long hash = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
