package io.bankingconnect.bench.sink;

import io.bankingconnect.parquet.TaskInMemory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Three topics with the settings at their defaults, their rows spread at random over some days.
 *
 * <p>With a thousand days, 3,000 files are open at a time, and when a topic's group is full each of its files has about a
 * thousand rows.
 */
final class SpreadTurn {

    private static final int TOPICS = 3;
    private static final int STRUCTS = 20_000;
    private static final int UPLOAD_THREADS = 4;
    private static final long FIRST_DAY_MS = Duration.ofDays(19_000).toMillis();

    private final List<Struct> structs;
    private final long rows;
    private int files;

    SpreadTurn(long rows) {
        this.rows = rows;
        structs = new Transactions(20260131)
                .next(STRUCTS).stream().map(TransactionSchema::struct).toList();
    }

    /** The files that the last turn wrote. */
    int files() {
        return files;
    }

    /** What it costs to write all rows, everything awaited. */
    Meter.Cost run(int days) throws Exception {
        List<TopicPartition> sources = new ArrayList<>();
        for (int topic = 0; topic < TOPICS; topic++) {
            sources.add(new TopicPartition("banking.public.table" + topic, 0));
        }
        ExecutorService uploads = Executors.newFixedThreadPool(UPLOAD_THREADS);
        // A million rows per topic end a group, the default; so does the budget's 256 MB.
        try (TaskInMemory task = new TaskInMemory(Map.of(), uploads, sources)) {
            Meter.Cost cost = Meter.of(() -> {
                Random random = new Random(days);
                for (long offset = 0; offset < rows / TOPICS; offset += PutTurn.BATCH) {
                    for (TopicPartition source : sources) {
                        task.put(batch(source, offset, days, random));
                    }
                }
                task.awaitRows(rows / TOPICS / PutTurn.BATCH * PutTurn.BATCH * TOPICS);
            });
            files = task.files();
            return cost;
        }
    }

    private List<SinkRecord> batch(TopicPartition source, long from, int days, Random random) {
        List<SinkRecord> batch = new ArrayList<>(PutTurn.BATCH);
        for (int i = 0; i < PutTurn.BATCH; i++) {
            batch.add(TransactionSchema.record(
                    structs.get((int) ((from + i) % STRUCTS)),
                    source.topic(),
                    source.partition(),
                    from + i,
                    FIRST_DAY_MS + Duration.ofDays(random.nextInt(days)).toMillis()));
        }
        return batch;
    }
}
