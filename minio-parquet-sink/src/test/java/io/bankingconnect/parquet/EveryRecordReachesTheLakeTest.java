package io.bankingconnect.parquet;

import static io.bankingconnect.parquet.Changes.NOON;
import static io.bankingconnect.parquet.Changes.change;
import static io.bankingconnect.parquet.Changes.tombstone;
import static io.bankingconnect.parquet.TaskHarness.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.parquet.UnreliableStore.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.kafka.connect.sink.SinkRecord;

/** At least once, on a store that ignores conditions, wherever outages and crashes fall. */
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

    private static final Map<String, String> SETTINGS =
            Map.of("delivery.guarantee", "at_least_once", "flush.size", "5", "rotate.schedule.interval.ms", "1000");

    private Path directory;
    private TaskHarness world;
    private ModelWorker worker;
    private List<SinkRecord> topic;
    private long committedOffset;
    private int crashes;

    @BeforeTry
    void freshLake() throws IOException {
        directory = Files.createTempDirectory("lake");
        world = new TaskHarness(Map.of());
        world.store.ignoreConditions();
        topic = new ArrayList<>();
        committedOffset = 0;
        crashes = 0;
    }

    @AfterTry
    void removeLake() throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> step = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(Step.DELIVER)), Tuple.of(4, Arbitraries.of(Step.class)));
        return step.list().ofMinSize(5).ofMaxSize(40);
    }

    @Provide
    Arbitrary<List<Fate>> fates() {
        return Arbitraries.frequencyOf(
                        Tuple.of(8, Arbitraries.just(Fate.ANSWERED)),
                        Tuple.of(1, Arbitraries.of(Fate.LOST, Fate.UNANSWERED)))
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 150)
    void holds(@ForAll("steps") List<Step> steps, @ForAll("fates") List<Fate> fates) {
        start();
        Iterator<Fate> next = fates.iterator();
        world.store.fates(() -> next.hasNext() ? next.next() : Fate.ANSWERED);

        steps.forEach(this::take);
        world.store.comeBack();
        world.log.comeBack();
        for (int i = 0; i < 80; i++) {
            world.passTime(15_000);
            worker.poll(5);
        }

        List<Long> rows = rows();
        assertThat(rows.stream().distinct())
                .isEqualTo(topic.stream()
                        .filter(record -> record.value() != null)
                        .map(SinkRecord::kafkaOffset)
                        .toList());
        if (crashes == 0) {
            assertThat(rows).doesNotHaveDuplicates();
        }
        assertThat(worker.committable()).isEqualTo(topic.size());
        assertEventsMissNothing();
    }

    private void take(Step step) {
        switch (step) {
            case DELIVER -> {
                for (int i = 0; i < 3; i++) {
                    long offset = topic.size();
                    topic.add(change(ACCOUNTS, offset, NOON + offset % 3 * 86_400_000));
                }
                worker.poll(4);
            }
            case DELIVER_TOMBSTONE -> {
                topic.add(tombstone(ACCOUNTS, topic.size()));
                worker.poll(4);
            }
            case STORE_GOES -> world.store.goAway();
            case STORE_COMES -> world.store.comeBack();
            case LOG_GOES -> world.log.goAway();
            case LOG_COMES -> world.log.comeBack();
            case TIME_PASSES -> {
                world.passTime(1000);
                worker.poll(0);
            }
            case OFFSETS_ARE_COMMITTED -> {
                Long offset = worker.committable();
                committedOffset = offset == null ? committedOffset : offset;
            }
            case CRASH -> {
                crashes++;
                start();
            }
        }
    }

    private void start() {
        worker = ModelWorker.start(SETTINGS, world, topic, committedOffset, false);
    }

    private List<Long> rows() {
        if (world.store.objects().isEmpty()) {
            return List.of();
        }
        try (Lake lake = Lake.in(directory).with(world.store.objects())) {
            return lake.query("SELECT __offset FROM LAKE ORDER BY __offset").stream()
                    .map(Long::parseLong)
                    .toList();
        }
    }

    private void assertEventsMissNothing() {
        long next = 0;
        for (CommitEvent event : world.log.events()) {
            assertThat(event.startOffset()).isLessThanOrEqualTo(next);
            if (crashes == 0) {
                assertThat(event.startOffset()).isEqualTo(next);
            }
            next = Math.max(next, event.endOffset() + 1);
        }
        assertThat(next).isEqualTo(topic.size());
    }
}
