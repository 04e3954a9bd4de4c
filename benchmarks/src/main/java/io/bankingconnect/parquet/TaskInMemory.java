package io.bankingconnect.parquet;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.parquet.commit.CommitLog;
import io.bankingconnect.parquet.commit.TopicIds;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * The sink's own task, with a store and a commits topic in memory.
 *
 * <p>It is in the sink's package because only the task itself needs to see what it is made of. Not safe for concurrent
 * use.
 */
public final class TaskInMemory implements AutoCloseable {

    private static final long POLL_NS = 200_000;
    private static final long HELD_BACK_NS = 50_000;
    private static final Duration WALL_CLOCK_ROTATION = Duration.ofHours(1);

    private final MemoryLakeStore store = new MemoryLakeStore();
    private final WorkerContext context = new WorkerContext();
    private final SkippingClock clock = new SkippingClock();
    private final ParquetSinkTask task;
    private final AtomicLong announcedRows = new AtomicLong();

    /**
     * Starts a task and gives it partitions.
     *
     * @param settings over the defaults
     * @param uploads where files are encoded and stored
     */
    public TaskInMemory(Map<String, String> settings, ExecutorService uploads, Collection<TopicPartition> partitions) {
        Map<String, String> props = new HashMap<>(
                Map.of("name", "bench", "s3.bucket.name", "lake", "commits.producer.bootstrap.servers", "unused:9092"));
        props.putAll(settings);
        task = new ParquetSinkTask(new Backends(
                config -> store,
                config -> new CountingLog(),
                config -> new NoTopicIds(),
                config -> uploads,
                clock,
                RandomGenerator.of("L64X128MixRandom")));
        task.initialize(context);
        task.start(props);
        context.assign(partitions);
        task.open(partitions);
        while (partitions.stream().anyMatch(context::isPaused)) {
            poll();
        }
    }

    /** Delivers a batch as the worker does: not before every partition reads on. */
    public void put(Collection<SinkRecord> records) {
        while (context.anyPaused()) {
            task.put(List.of());
            LockSupport.parkNanos(HELD_BACK_NS);
        }
        task.put(records);
    }

    /** Waits until so many rows are committed and announced; the last groups end as if their time had come. */
    public void awaitRows(long rows) {
        clock.skip(WALL_CLOCK_ROTATION);
        while (announcedRows.get() < rows) {
            poll();
        }
    }

    private void poll() {
        task.put(List.of());
        LockSupport.parkNanos(POLL_NS);
    }

    /** The number of files that were stored. */
    public int files() {
        return store.files();
    }

    /** The bytes of the files that were stored. */
    public long fileBytes() {
        return store.fileBytes();
    }

    /** The content of the file that was stored last. */
    public byte[] lastFile() {
        return store.lastFile();
    }

    @Override
    public void close() {
        task.stop();
    }

    private final class CountingLog implements CommitLog {

        @Override
        public void publish(CommitEvent event) {
            announcedRows.addAndGet(
                    event.files().stream().mapToLong(file -> file.rows()).sum());
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static final class NoTopicIds implements TopicIds {

        @Override
        public Optional<String> of(String topic) {
            return Optional.empty();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
