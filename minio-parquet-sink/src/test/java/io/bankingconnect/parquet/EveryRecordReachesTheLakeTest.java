package io.bankingconnect.parquet;

import static io.bankingconnect.parquet.Changes.NOON;
import static io.bankingconnect.parquet.Changes.change;
import static io.bankingconnect.parquet.Changes.tombstone;
import static io.bankingconnect.parquet.TaskHarness.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankingconnect.lake.CommitEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;

/** Wherever outages and crashes fall: each record is in a file, and no event is missing. */
class EveryRecordReachesTheLakeTest {

    enum Step {
        DELIVER,
        DELIVER_TOMBSTONE,
        STORE_GOES,
        STORE_COMES,
        LOG_GOES,
        LOG_COMES,
        TIME_PASSES,
        OFFSETS_ARE_COMMITTED,
        CRASH
    }

    private Path directory;
    private TaskHarness sink;
    private long produced;
    private long committedOffset;
    private int crashes;
    private int eventsBeforeCrash;
    private final List<Long> tombstones = new ArrayList<>();
    private List<SinkRecord> undelivered = List.of();

    @BeforeTry
    void freshLake() throws IOException {
        directory = Files.createTempDirectory("lake");
        produced = 0;
        committedOffset = 0;
        crashes = 0;
        eventsBeforeCrash = 0;
        tombstones.clear();
        undelivered = List.of();
    }

    @AfterTry
    void removeLake() throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> step = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, Arbitraries.just(Step.DELIVER)),
                net.jqwik.api.Tuple.of(4, Arbitraries.of(Step.class)));
        return step.list().ofMinSize(5).ofMaxSize(40);
    }

    @Property(tries = 150)
    void holds(@ForAll("steps") List<Step> steps) {
        sink = new TaskHarness(Map.of("flush.size", "5", "rotate.schedule.interval.ms", "1000")).start(ACCOUNTS);

        steps.forEach(this::take);
        sink.store.comeBack();
        sink.log.comeBack();
        deliver(List.of());
        sink.passTime(1000);
        deliver(List.of());

        List<String> expected = LongStream.range(0, produced)
                .filter(offset -> !tombstones.contains(offset))
                .mapToObj(Long::toString)
                .toList();
        assertThat(offsetsInTheLake()).isEqualTo(expected);
        if (produced > 0) {
            assertThat(sink.committable(ACCOUNTS)).isEqualTo(produced);
        }
        List<CommitEvent> ofThisLife =
                sink.log.events().subList(eventsBeforeCrash, sink.log.events().size());
        assertContiguousAndExactlyOnce(ofThisLife);
    }

    private void take(Step step) {
        switch (step) {
            case DELIVER -> deliver(records(3));
            case DELIVER_TOMBSTONE -> {
                tombstones.add(produced);
                deliver(List.of(tombstone(ACCOUNTS, produced++)));
            }
            case STORE_GOES -> sink.store.goAway();
            case STORE_COMES -> sink.store.comeBack();
            case LOG_GOES -> sink.log.goAway();
            case LOG_COMES -> sink.log.comeBack();
            case TIME_PASSES -> {
                sink.passTime(1000);
                deliver(List.of());
            }
            case OFFSETS_ARE_COMMITTED -> {
                Long offset = sink.committable(ACCOUNTS);
                committedOffset = offset == null ? committedOffset : offset;
            }
            case CRASH -> crash();
        }
    }

    private List<SinkRecord> records(int count) {
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(change(ACCOUNTS, produced, NOON + (produced % 3) * 86_400_000));
            produced++;
        }
        return records;
    }

    /** As Connect does it: after a RetriableException the same batch comes again before anything new. */
    private void deliver(List<SinkRecord> records) {
        List<SinkRecord> batch = new ArrayList<>(undelivered);
        batch.addAll(records);
        try {
            sink.put(batch);
            undelivered = List.of();
        } catch (RetriableException e) {
            undelivered = batch;
        }
    }

    private void crash() {
        crashes++;
        eventsBeforeCrash = sink.log.events().size();
        // A new consumer stands at the stored offset.
        sink.consumed.put(ACCOUNTS, committedOffset);
        sink.start(ACCOUNTS);
        undelivered = LongStream.range(committedOffset, produced)
                .mapToObj(offset -> tombstones.contains(offset)
                        ? tombstone(ACCOUNTS, offset)
                        : change(ACCOUNTS, offset, NOON + (offset % 3) * 86_400_000))
                .toList();
    }

    private List<String> offsetsInTheLake() {
        if (sink.store.objects().isEmpty()) {
            return List.of();
        }
        try (Lake lake = Lake.in(directory).with(sink.store.objects())) {
            String rows = crashes == 0 ? "__offset" : "DISTINCT __offset";
            return lake.query("SELECT " + rows + " FROM LAKE ORDER BY __offset");
        }
    }

    private void assertContiguousAndExactlyOnce(List<CommitEvent> events) {
        if (crashes == 0 && produced > 0) {
            ParquetSinkTaskTest.assertContiguous(events, 0, produced - 1);
        } else if (!events.isEmpty()) {
            ParquetSinkTaskTest.assertContiguous(events, events.get(0).startOffset(), produced - 1);
        }
        long rows = events.stream()
                .flatMap(event -> event.files().stream())
                .mapToLong(file -> file.rows())
                .sum();
        long covered = events.stream()
                .mapToLong(event -> event.endOffset() - event.startOffset() + 1)
                .sum();
        long dead = events.stream()
                .flatMapToLong(event -> LongStream.rangeClosed(event.startOffset(), event.endOffset()))
                .filter(tombstones::contains)
                .count();
        assertThat(rows).isEqualTo(covered - dead);
    }
}
