package io.bankingconnect.bench;

/** One thing to measure, run by its name. {@link Benchmarks} lists them all. */
public interface Benchmark {

    /** The name by which it is run. */
    String name();

    /** What it measures, in a sentence for the list of names. */
    String measures();

    /**
     * Measures.
     *
     * @param progress hears now and then what is going on
     * @throws Exception if it cannot, or if what was measured did not do its work
     */
    Report run(Progress progress) throws Exception;

    /** Hears what a benchmark is doing. */
    interface Progress {
        void says(String what);
    }
}
