package io.bankingconnect.bench;

import java.io.PrintStream;

/** Runs one benchmark: a table for people on standard output, then one line of JSON for programs. */
public final class Main {

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private final Benchmarks benchmarks;
    private final PrintStream out;
    private final PrintStream err;

    Main(Benchmarks benchmarks, PrintStream out, PrintStream err) {
        this.benchmarks = benchmarks;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) {
        System.exit(new Main(Benchmarks.all(), System.out, System.err).run(arguments));
    }

    /** Returns the exit code: 0, 1 if the benchmark failed, or 2 if the arguments do not name one. */
    int run(String... arguments) {
        Benchmark benchmark =
                arguments.length == 1 ? benchmarks.named(arguments[0]).orElse(null) : null;
        if (benchmark == null) {
            err.printf("Usage: benchmarks/run <name>, with one of the names%n%s", benchmarks.list());
            return USAGE;
        }
        try {
            Report report = benchmark.run(what -> err.println(benchmark.name() + ": " + what));
            out.println(report.table());
            out.println(report.json());
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            err.println(benchmark.name() + " was interrupted");
            return FAILED;
        } catch (Exception e) {
            err.print(benchmark.name() + " failed: ");
            e.printStackTrace(err);
            return FAILED;
        }
    }
}
