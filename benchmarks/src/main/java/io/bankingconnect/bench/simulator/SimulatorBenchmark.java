package io.bankingconnect.bench.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankingconnect.bench.Benchmark;
import io.bankingconnect.bench.Report;
import io.bankingconnect.bench.Samples;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * How fast the bank simulator's task is on one core, how much memory its bank takes, and how soon it starts and restarts.
 */
public final class SimulatorBenchmark implements Benchmark {

    private static final int SMALL_BANK = 20_000;
    private static final int LARGE_BANK = 1_000_000;
    private static final long RESUMED_AT = 10_000_000;
    private static final int STARTS = 5;
    private static final String HEAP = "256m";

    private final FreshJvm jvm = new FreshJvm(HEAP);

    @Override
    public String name() {
        return "simulator";
    }

    @Override
    public String measures() {
        return "records/s of the bank simulator's poll() on one core, memory per account, start and restart";
    }

    @Override
    public Report run(Progress progress) throws IOException, InterruptedException {
        progress.says("a bank of " + SMALL_BANK + " customers");
        JsonNode small = jvm.run(StreamProbe.class, settings(SMALL_BANK), String.valueOf(RESUMED_AT));
        progress.says("a bank of " + LARGE_BANK + " customers");
        JsonNode large = jvm.run(StreamProbe.class, settings(LARGE_BANK), String.valueOf(RESUMED_AT));
        progress.says("starts");
        Starts first = starts(settings(LARGE_BANK), "null");
        progress.says("restarts at record " + RESUMED_AT);
        Starts resumedSmall = starts(settings(SMALL_BANK), small.get("offset").toString());
        Starts resumedLarge = starts(settings(LARGE_BANK), large.get("offset").toString());

        long bytesPerAccount = Math.round(
                large.get("bankBytes").asDouble() / large.get("accounts").asDouble());
        return new Report()
                .text(row("", "%,d customers".formatted(SMALL_BANK), "%,d customers".formatted(LARGE_BANK)))
                .text(row("records/s on one core", rate(small), rate(large)))
                .text(row("  spread", spread(small), spread(large)))
                .text(row(
                        "  by the wall clock",
                        whole(small, "wallRecordsPerSecond"),
                        whole(large, "wallRecordsPerSecond")))
                .text(row(
                        "  while customers come in",
                        whole(small, "onboardingRecordsPerSecond"),
                        whole(large, "onboardingRecordsPerSecond")))
                .text(row("customer changes per 100 transactions", changes(small), changes(large)))
                .text(row("accounts opened", whole(small, "accounts"), whole(large, "accounts")))
                .text(row("heap of the bank, MB", megabytes(small), megabytes(large)))
                .text(row("heap allowed, MB", HEAP.replace("m", ""), HEAP.replace("m", "")))
                .text(row("heap per account, bytes", "", String.valueOf(bytesPerAccount)))
                .text(row("first record after a start, ms", "", whole(first.millis())))
                .text(row("  of it on a core", "", whole(first.coreMillis())))
                .text(row(
                        "first record after a restart at %,d, ms".formatted(RESUMED_AT),
                        whole(resumedSmall.millis()),
                        whole(resumedLarge.millis())))
                .text(row("  of it on a core", whole(resumedSmall.coreMillis()), whole(resumedLarge.coreMillis())))
                .figure("records_per_s", Math.round(samples(small).median()))
                .figure(
                        "records_per_s_at_1m_customers",
                        Math.round(samples(large).median()))
                .figure("bytes_per_account", bytesPerAccount)
                .figure(
                        "heap_mb_at_1m_customers",
                        Math.round(large.get("bankBytes").asDouble() / (1 << 20)))
                .figure("first_record_ms", Math.round(first.millis().median()))
                .figure("resume_ms_at_10m", Math.round(resumedSmall.millis().median()))
                .figure(
                        "resume_ms_at_10m_and_1m_customers",
                        Math.round(resumedLarge.millis().median()));
    }

    private static String settings(int customers) throws IOException {
        // More transactions than anybody asks for here.
        return new ObjectMapper()
                .writeValueAsString(Map.of(
                        "topic",
                        "bank.oltp",
                        "customers",
                        String.valueOf(customers),
                        "transactions",
                        String.valueOf(10 * RESUMED_AT),
                        "start.time",
                        "2020-01-01T00:00:00Z"));
    }

    private record Starts(Samples millis, Samples coreMillis) {}

    private Starts starts(String settings, String offset) throws IOException, InterruptedException {
        Starts starts = new Starts(new Samples(), new Samples());
        for (int i = 0; i < STARTS; i++) {
            JsonNode start = jvm.run(StartProbe.class, settings, offset);
            starts.millis().add(start.get("ms").asDouble());
            starts.coreMillis().add(start.get("coreMs").asDouble());
        }
        return starts;
    }

    private static Samples samples(JsonNode stream) {
        Samples samples = new Samples();
        stream.get("recordsPerSecond").forEach(turn -> samples.add(turn.asDouble()));
        return samples;
    }

    private static String row(String what, String small, String large) {
        return "%-45s %20s %20s".formatted(what, small, large);
    }

    private static String rate(JsonNode stream) {
        return whole(samples(stream));
    }

    private static String spread(JsonNode stream) {
        return String.format(Locale.ROOT, "%.2f", samples(stream).spread());
    }

    private static String changes(JsonNode stream) {
        return String.format(
                Locale.ROOT,
                "%.2f",
                stream.get("customerChangesPerHundredTransactions").asDouble());
    }

    private static String megabytes(JsonNode stream) {
        return whole(stream.get("bankBytes").asDouble() / (1 << 20));
    }

    private static String whole(Samples samples) {
        return whole(samples.median());
    }

    private static String whole(JsonNode stream, String field) {
        return whole(stream.get(field).asDouble());
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
}
