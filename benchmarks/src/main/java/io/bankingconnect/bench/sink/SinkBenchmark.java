package io.bankingconnect.bench.sink;

import io.bankingconnect.bench.Benchmark;
import io.bankingconnect.bench.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** How close the Parquet sink comes to what is possible: to raw column writers, and to a sink that drops everything. */
public final class SinkBenchmark implements Benchmark {

    private static final int ROWS = 250_000;
    private static final int WARM_UP_ROUNDS = 5;
    private static final int ROUNDS = 11;
    private static final int UPLOAD_THREADS = 4;

    private static final String TOPIC = "banking.public.transactions";
    private static final long TOPIC_ROWS = 2_000_000;
    private static final int GROUP_ROWS = 100_000;
    private static final int WORKER_WARM_UP_ROUNDS = 1;
    private static final int WORKER_ROUNDS = 5;

    private static final long SPREAD_ROWS = 3_000_000;
    private static final int DAYS = 1_000;
    private static final int SPREAD_ROUNDS = 3;

    @Override
    public String name() {
        return "sink";
    }

    @Override
    public String measures() {
        return "the Parquet sink against raw column writers, and against a sink that drops everything";
    }

    @Override
    public Report run(Progress progress) throws Exception {
        Findings findings = new Findings();
        task(findings, progress);
        spread(findings, progress);
        worker(findings, progress);
        return findings.report();
    }

    private static void task(Findings findings, Progress progress) throws Exception {
        List<Transaction> transactions = new Transactions(20260131).next(ROWS);
        PutTurn put = new PutTurn(transactions);
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            Meter.Cost encode = Meter.of(() -> RawEncoder.encode(transactions));
            Meter.Cost onOneThread = put.run(new CallingThread());
            Meter.Cost onThreads = put.run(Executors.newFixedThreadPool(UPLOAD_THREADS));
            if (round >= 0) {
                findings.add(Findings.ENCODE, encode, ROWS);
                findings.add(Findings.PUT, onOneThread, ROWS);
                findings.add(Findings.PUT_THREADS, onThreads, ROWS);
            }
            progress.says("encode %,.0f, put %,.0f, put with upload threads %,.0f rows/s"
                    .formatted(
                            encode.rowsPerSecond(ROWS),
                            onOneThread.rowsPerSecond(ROWS),
                            onThreads.rowsPerSecond(ROWS)));
        }
        findings.bytesPerRow(put.bytesPerRow());
    }

    private static void spread(Findings findings, Progress progress) throws Exception {
        progress.says("spreading rows over %,d days in a heap of 512 MB".formatted(DAYS));
        Path directory = Files.createTempDirectory("benchmark-spread");
        try (JvmProcess spread = JvmProcess.start(
                "spread",
                directory,
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"),
                System.getProperty("java.class.path"),
                SpreadMain.class.getName(),
                Long.toString(SPREAD_ROWS),
                Integer.toString(DAYS),
                Integer.toString(1 + SPREAD_ROUNDS))) {
            List<String> turns = spread.awaitOutput();
            // The first round warms up.
            for (String turn : turns.subList(2, turns.size())) {
                String[] figures = turn.split(" ");
                Meter.Cost cost = new Meter.Cost(
                        Long.parseLong(figures[1]), Long.parseLong(figures[2]), Long.parseLong(figures[3]));
                findings.add(figures[0], cost, SPREAD_ROWS);
            }
        } finally {
            delete(directory);
        }
    }

    private static void worker(Findings findings, Progress progress) throws Exception {
        Path directory = Files.createTempDirectory("benchmark-sink");
        try (Cluster cluster = Cluster.start(Path.of(System.getProperty("bench.root")), directory)) {
            progress.says("broker, registry, S3 server and worker run; writing %,d rows".formatted(TOPIC_ROWS));
            TransactionTopic.fill(cluster, TOPIC, TOPIC_ROWS);
            try (WorkerTurn turn = new WorkerTurn(cluster, TOPIC, TOPIC_ROWS)) {
                for (int round = -WORKER_WARM_UP_ROUNDS; round < WORKER_ROUNDS; round++) {
                    double dropping = turn.dropping();
                    double parquet = turn.parquet(GROUP_ROWS);
                    if (round >= 0) {
                        findings.add(Findings.NULL_WORKER, dropping);
                        findings.add(Findings.WORKER, parquet);
                    }
                    progress.says(
                            "worker without a sink %,.0f, with this one %,.0f rows/s".formatted(dropping, parquet));
                }
            }
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
