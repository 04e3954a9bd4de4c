package io.bankingconnect.bench.transforms;

import static io.bankingconnect.bench.transforms.MeasuredTransform.EXTRACT_NEW_RECORD_STATE;

import io.bankingconnect.bench.Benchmark;
import io.bankingconnect.bench.Report;
import io.bankingconnect.bench.Samples;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The time and the memory that a transform takes for one envelope, beside Debezium's and Kafka's own. */
public final class TransformsBenchmark implements Benchmark {

    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final int TURNS = 3;
    private static final int ROUNDS = 5;

    private final Map<MeasuredTransform, Samples> times = new EnumMap<>(MeasuredTransform.class);
    private final Map<MeasuredTransform, Samples> allocations = new EnumMap<>(MeasuredTransform.class);

    @Override
    public String name() {
        return "transforms";
    }

    @Override
    public String measures() {
        return "nanoseconds and bytes that a transform takes for an update of a ten-field row";
    }

    /** In turns, each in a JVM of its own, so that what else the machine does meets all of them. */
    @Override
    public Report run(Progress progress) throws RunnerException {
        for (int turn = 1; turn <= TURNS; turn++) {
            for (MeasuredTransform transform : MeasuredTransform.values()) {
                progress.says("turn " + turn + " of " + TURNS + ": " + transform.title());
                measure(transform);
            }
        }
        return report();
    }

    private void measure(MeasuredTransform transform) throws RunnerException {
        RunResult result = new Runner(options(transform).build()).runSingle();
        times.computeIfAbsent(transform, unknown -> new Samples())
                .add(result.getPrimaryResult().getStatistics().getPercentile(50));
        allocations
                .computeIfAbsent(transform, unknown -> new Samples())
                .add(result.getSecondaryResults().get(ALLOCATION).getScore());
    }

    private static ChainedOptionsBuilder options(MeasuredTransform transform) {
        return new OptionsBuilder()
                .include(TransformJmh.class.getName() + "\\.apply")
                .param("transform", transform.name())
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                .forks(1)
                .jvmArgs("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn")
                .warmupIterations(ROUNDS)
                .measurementIterations(ROUNDS);
    }

    private Report report() {
        double reference = times.get(EXTRACT_NEW_RECORD_STATE).median();
        Report report = new Report().text("%-50s %9s %7s %7s %9s".formatted("", "ns", "spread", "ratio", "bytes"));
        for (MeasuredTransform transform : MeasuredTransform.values()) {
            Samples time = times.get(transform);
            double bytes = allocations.get(transform).median();
            report.text("%-50s %9.0f %7.2f %7.2f %9.0f"
                    .formatted(transform.title(), time.median(), time.spread(), time.median() / reference, bytes));
            String name = transform.name().toLowerCase(Locale.ROOT);
            report.figure(name + "_ns", Math.round(time.median()));
            report.figure(name + "_bytes", Math.round(bytes));
        }
        return report;
    }
}
