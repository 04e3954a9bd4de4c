package io.bankingconnect.parquet;

import static io.bankingconnect.parquet.Changes.NOON;
import static io.bankingconnect.parquet.Changes.change;
import static io.bankingconnect.parquet.Changes.changes;
import static io.bankingconnect.parquet.Changes.record;
import static io.bankingconnect.parquet.TaskHarness.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankingconnect.lake.CommitEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** When groups of files are complete, and what happens when memory runs short. */
class RotationTest {

    private static final long MINUTE = 60_000;
    private static final TopicPartition CUSTOMERS = new TopicPartition("banking.public.customers", 0);

    @Test
    void bytesEndAGroup() {
        TaskHarness sink = sink("flush.bytes", "200000").start(ACCOUNTS);

        sink.put(changes(ACCOUNTS, 0, 30_000));

        assertThat(ranges(sink)).hasSizeBetween(2, 30);
        assertThat(sink.log.events())
                .allSatisfy(event -> assertThat(event.files().get(0).bytes()).isLessThan(200_000));
    }

    @Test
    void aRecordThatIsLaterByTheIntervalStartsTheNextGroup() {
        TaskHarness sink = sink("rotate.interval.ms", "60000").start(ACCOUNTS);

        sink.put(List.of(
                change(ACCOUNTS, 0, NOON),
                change(ACCOUNTS, 1, NOON + MINUTE - 1),
                change(ACCOUNTS, 2, NOON - MINUTE),
                change(ACCOUNTS, 3, NOON + MINUTE),
                change(ACCOUNTS, 4, NOON),
                change(ACCOUNTS, 5, NOON + 2 * MINUTE)));

        assertThat(ranges(sink)).containsExactly("0-2", "3-4");
    }

    @Test
    void recordTimeAloneDoesNotWriteAQuietTopicsTail() {
        TaskHarness sink = sink("rotate.interval.ms", "60000", "rotate.schedule.interval.ms", "-1")
                .start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 3));

        sink.poll(100 * MINUTE);

        assertThat(ranges(sink)).isEmpty();
    }

    @Test
    void whenTheBudgetIsTakenTheLargestGroupIsWrittenEarly() {
        TaskHarness sink = sink("memory.budget.bytes", "2000000").start(ACCOUNTS, CUSTOMERS);
        sink.put(changes(CUSTOMERS, 0, 100));

        long offset = 0;
        while (sink.log.events().isEmpty()) {
            sink.put(changes(ACCOUNTS, offset, offset + 500));
            offset += 500;
        }

        assertThat(sink.log.events()).extracting(CommitEvent::topic).containsExactly(ACCOUNTS.topic());
        assertThat(sink.isPaused(ACCOUNTS)).isFalse();
        assertThat(offset).isGreaterThan(2000);
    }

    @Test
    void groupsOnTheirWayToTheStoreDoNotDriveTheOthersOutOfMemory() {
        TaskHarness sink = sink("memory.budget.bytes", "2000000").start(ACCOUNTS, CUSTOMERS);
        sink.put(changes(CUSTOMERS, 0, 100));
        sink.jobs.defer();
        long offset = 0;
        while (!sink.isPaused(CUSTOMERS)) {
            sink.put(changes(ACCOUNTS, offset, offset + 500));
            offset += 500;
        }

        sink.jobs.runAll();
        sink.poll();

        assertThat(sink.log.events()).extracting(CommitEvent::topic).containsExactly(ACCOUNTS.topic());
        assertThat(sink.isPaused(CUSTOMERS)).isFalse();
    }

    @Test
    void recordsThatAreRefusedTakeMemoryToo() {
        TaskHarness sink = sink("flush.bytes", "100000", "rotate.schedule.interval.ms", "-1")
                .withDeadLetterQueue()
                .start(ACCOUNTS);
        List<SinkRecord> bad = IntStream.range(0, 10_000)
                .mapToObj(offset -> record(ACCOUNTS, offset, null, "not a struct"))
                .toList();

        sink.put(bad);

        assertThat(sink.log.events()).isNotEmpty();
        assertThat(sink.committable(ACCOUNTS)).isGreaterThan(9_000);
    }

    @Test
    void aClockThatIsSetBackEndsNoGroupEarly() {
        TaskHarness sink = sink("rotate.schedule.interval.ms", "-1").start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 3));

        sink.poll(-1);

        assertThat(ranges(sink)).isEmpty();
    }

    @Test
    void aClockThatIsSetBackMakesNoRetryWaitLonger() {
        TaskHarness sink = sink("flush.size", "3").start(ACCOUNTS);
        sink.store.goAway();
        sink.put(changes(ACCOUNTS, 0, 3));
        sink.store.comeBack();

        sink.poll(-60 * MINUTE);
        sink.poll(MINUTE);

        assertThat(ranges(sink)).containsExactly("0-2");
    }

    @Test
    void whenTheStoreIsAwayTheBudgetHoldsEveryPartitionBackAndThenLetsGo() {
        TaskHarness sink =
                sink("memory.budget.bytes", "2000000", "flush.size", "1000").start(ACCOUNTS, CUSTOMERS);
        sink.store.goAway();
        List<SinkRecord> batch = new ArrayList<>();
        IntStream.range(0, 200).forEach(file -> batch.add(change(ACCOUNTS, file, NOON + file * 86_400_000L)));

        long offset = 0;
        while (!sink.isPaused(CUSTOMERS)) {
            sink.put(changes(CUSTOMERS, offset, offset + 500));
            if (!sink.isPaused(ACCOUNTS) && offset == 0) {
                sink.put(batch);
            }
            offset += 500;
            assertThat(offset).as("the budget is reached").isLessThan(100_000);
        }
        sink.poll(MINUTE);
        assertThat(sink.isPaused(CUSTOMERS)).isTrue();

        sink.store.comeBack();
        for (int i = 0; i < 200; i++) {
            sink.poll(MINUTE);
        }

        assertThat(sink.isPaused(CUSTOMERS)).isFalse();
        assertThat(sink.isPaused(ACCOUNTS)).isFalse();
        assertThat(sink.committable(CUSTOMERS)).isEqualTo(offset);
        assertThat(sink.committable(ACCOUNTS)).isEqualTo(200);
    }

    private static TaskHarness sink(String... settings) {
        Map<String, String> props = new java.util.HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            props.put(settings[i], settings[i + 1]);
        }
        return new TaskHarness(props);
    }

    private static List<String> ranges(TaskHarness sink) {
        return sink.log.events().stream()
                .map(event -> event.startOffset() + "-" + event.endOffset())
                .toList();
    }
}
