package io.bankingconnect.bench;

import io.bankingconnect.bench.simulator.SimulatorBenchmark;
import io.bankingconnect.bench.sink.SinkBenchmark;
import io.bankingconnect.bench.transforms.TransformsBenchmark;
import java.util.List;
import java.util.Optional;

/** All benchmarks. A new one is a class and a line here. */
final class Benchmarks {

    private static final List<Benchmark> ALL =
            List.of(new SimulatorBenchmark(), new SinkBenchmark(), new TransformsBenchmark());

    private final List<Benchmark> benchmarks;

    Benchmarks(List<Benchmark> benchmarks) {
        this.benchmarks = List.copyOf(benchmarks);
    }

    static Benchmarks all() {
        return new Benchmarks(ALL);
    }

    Optional<Benchmark> named(String name) {
        return benchmarks.stream()
                .filter(benchmark -> benchmark.name().equals(name))
                .findFirst();
    }

    /** The names and what each measures, a line each. */
    String list() {
        StringBuilder list = new StringBuilder();
        benchmarks.forEach(benchmark -> list.append("  %-12s %s%n".formatted(benchmark.name(), benchmark.measures())));
        return list.toString();
    }
}
