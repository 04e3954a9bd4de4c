package io.bankingconnect.bench.sink;

import io.bankingconnect.bench.Report;
import io.bankingconnect.bench.Samples;
import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of all turns, and the report that they make. Not safe for concurrent use. */
final class Findings {

    static final String ENCODE = "encode";
    static final String PUT = "put";
    static final String PUT_THREADS = "put_threads";
    static final String NULL_WORKER = "null_worker";
    static final String WORKER = "worker";
    static final String ONE_DAY = "one_day";
    static final String MANY_DAYS = "thousand_days";

    private static final String RATE = "_rows_per_s";
    private static final String CPU_RATE = "_rows_per_cpu_s";
    private static final String ALLOCATED = "_allocated_bytes_per_row";

    private final Map<String, Samples> figures = new LinkedHashMap<>();
    private double bytesPerRow;

    void add(String variant, double rowsPerSecond) {
        samples(variant + RATE).add(rowsPerSecond);
    }

    void add(String variant, Meter.Cost cost, long rows) {
        add(variant, cost.rowsPerSecond(rows));
        samples(variant + CPU_RATE).add(cost.rowsPerCpuSecond(rows));
        samples(variant + ALLOCATED).add(cost.bytesPerRow(rows));
    }

    void bytesPerRow(double bytes) {
        bytesPerRow = bytes;
    }

    private Samples samples(String figure) {
        return figures.computeIfAbsent(figure, name -> new Samples());
    }

    private double median(String figure) {
        return samples(figure).median();
    }

    private double ratio(String variant, String limit, String unit) {
        return median(variant + unit) / median(limit + unit);
    }

    Report report() {
        Report report = new Report()
                .text("%-34s %12s %8s %14s %10s".formatted("", "rows/s", "spread", "rows/CPU s", "ratio"))
                .text(line("a  raw encode, one thread", ENCODE, ENCODE))
                .text(line("b  put to file, one thread", PUT, ENCODE))
                .text(line("   put to file, upload threads", PUT_THREADS, ENCODE))
                .text(line("   three topics, one day", ONE_DAY, ONE_DAY))
                .text(line("   three topics, 1,000 days", MANY_DAYS, ONE_DAY))
                .text(line("   worker, records dropped", NULL_WORKER, NULL_WORKER))
                .text(line("c  worker, Parquet sink", WORKER, NULL_WORKER))
                .text("Allocated per row: %,.0f bytes by the raw encoder, %,.0f by put. Stored per row: %.1f bytes."
                        .formatted(median(ENCODE + ALLOCATED), median(PUT + ALLOCATED), bytesPerRow));
        figures.forEach((name, samples) -> report.figure(name, Math.round(samples.median())));
        return report.figure("bytes_per_row", rounded(bytesPerRow))
                .figure("put_to_encode", rounded(ratio(PUT, ENCODE, RATE)))
                .figure("put_to_encode_by_cpu", rounded(ratio(PUT, ENCODE, CPU_RATE)))
                .figure("worker_to_null_worker", rounded(ratio(WORKER, NULL_WORKER, RATE)))
                .figure("thousand_days_to_one_day", rounded(ratio(MANY_DAYS, ONE_DAY, RATE)))
                .figure("thousand_days_to_one_day_by_cpu", rounded(ratio(MANY_DAYS, ONE_DAY, CPU_RATE)));
    }

    private String line(String text, String variant, String limit) {
        Samples rate = samples(variant + RATE);
        boolean withCpu = figures.containsKey(variant + CPU_RATE);
        return "%-34s %,12.0f %8.2f %14s %10.2f"
                .formatted(
                        text,
                        rate.median(),
                        rate.spread(),
                        withCpu ? "%,.0f".formatted(median(variant + CPU_RATE)) : "",
                        ratio(variant, limit, RATE));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
