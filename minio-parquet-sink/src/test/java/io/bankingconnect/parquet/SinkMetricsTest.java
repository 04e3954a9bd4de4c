package io.bankingconnect.parquet;

import static io.bankingconnect.parquet.Changes.NOON;
import static io.bankingconnect.parquet.Changes.change;
import static io.bankingconnect.parquet.Changes.changes;
import static io.bankingconnect.parquet.Changes.record;
import static io.bankingconnect.parquet.Changes.tombstone;
import static io.bankingconnect.parquet.TaskHarness.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What a task says of itself to a worker that takes plugins' metrics. */
class SinkMetricsTest {

    private static final long DAY = 86_400_000;
    private static final TopicPartition CUSTOMERS = new TopicPartition("banking.public.customers", 3);

    @Test
    void whatIsCommittedCounts() {
        TaskHarness sink = sink("flush.size", "4").start(ACCOUNTS);

        sink.put(List.of(
                change(ACCOUNTS, 10, NOON),
                change(ACCOUNTS, 11, NOON - DAY),
                change(ACCOUNTS, 12, NOON),
                change(ACCOUNTS, 13, NOON),
                change(ACCOUNTS, 14, NOON)));

        assertThat(value(sink, "rows-total")).isEqualTo(4);
        assertThat(value(sink, "files-total")).isEqualTo(2);
        assertThat(value(sink, "bytes-total")).isEqualTo(bytes(sink.log.events()));
        assertThat(value(sink, "rows-rate")).isPositive();
        assertThat(value(sink, "bytes-rate")).isPositive();
        assertThat(sink.metrics().value("committed-offset", ACCOUNTS)).isEqualTo(14L);
    }

    @Test
    void whatIsHeldIsShownWithItsLimitAndItsAge() {
        TaskHarness sink =
                sink("flush.size", "4", "memory.budget.bytes", "5000000").start(ACCOUNTS, CUSTOMERS);
        assertThat(value(sink, "open-files")).isZero();
        assertThat(value(sink, "buffered-bytes")).isZero();
        assertThat(value(sink, "oldest-unwritten-record-age-ms")).isZero();

        sink.put(List.of(change(ACCOUNTS, 0, NOON), change(ACCOUNTS, 1, NOON - DAY)));
        sink.passTime(700);
        sink.put(List.of(change(CUSTOMERS, 0, NOON)));
        sink.passTime(300);

        assertThat(value(sink, "open-files")).isEqualTo(3);
        assertThat(value(sink, "buffered-bytes")).isPositive().isLessThan(value(sink, "memory-budget-bytes"));
        assertThat(value(sink, "memory-budget-bytes")).isEqualTo(5_000_000);
        assertThat(value(sink, "oldest-unwritten-record-age-ms")).isEqualTo(1000);

        sink.put(changes(ACCOUNTS, 2, 4));
        assertThat(value(sink, "open-files")).isEqualTo(1);
        assertThat(value(sink, "oldest-unwritten-record-age-ms"))
                .as("only the younger partition's is left")
                .isEqualTo(300);
    }

    @Test
    void anOutageShowsAndNothingOfItCountsBeforeItIsOver() {
        TaskHarness sink = sink("flush.size", "3").start(ACCOUNTS);
        sink.store.goAway();
        sink.put(changes(ACCOUNTS, 0, 3));
        sink.poll(15_000);
        sink.poll(15_000);

        assertThat(value(sink, "retries-total")).isEqualTo(3);
        assertThat(value(sink, "partitions-in-outage")).isEqualTo(1);
        assertThat(value(sink, "oldest-unwritten-record-age-ms")).isEqualTo(30_000);
        assertThat(value(sink, "buffered-bytes")).isPositive();
        assertThat(value(sink, "open-files")).isZero();
        assertThat(value(sink, "rows-total")).isZero();
        assertThat(sink.metrics().value("committed-offset", ACCOUNTS)).isNull();

        sink.store.comeBack();
        sink.poll(15_000);

        assertThat(value(sink, "retries-total")).isEqualTo(3);
        assertThat(value(sink, "partitions-in-outage")).isZero();
        assertThat(value(sink, "oldest-unwritten-record-age-ms")).isZero();
        assertThat(value(sink, "buffered-bytes")).isZero();
        assertThat(value(sink, "rows-total")).isEqualTo(3);
    }

    @Test
    void aGroupWhoseAnnouncementFailsCountsOnceItIsAnnounced() {
        TaskHarness sink = sink("flush.size", "3").start(ACCOUNTS);
        sink.log.goAway();
        sink.put(changes(ACCOUNTS, 0, 3));
        sink.poll(15_000);
        assertThat(value(sink, "rows-total")).isZero();

        sink.log.comeBack();
        sink.poll(15_000);

        assertThat(value(sink, "rows-total")).isEqualTo(3);
        assertThat(value(sink, "files-total")).isEqualTo(1);
    }

    @Test
    void theTimeOfEachFilesUploadIsMeasured() {
        TaskHarness sink = sink("flush.size", "1").start(ACCOUNTS);
        assertThat(value(sink, "upload-avg-time-ms")).isNaN();

        sink.store.beforeAnswer(() -> sink.passTime(40));
        sink.put(changes(ACCOUNTS, 0, 1));
        sink.store.beforeAnswer(() -> sink.passTime(80));
        sink.put(changes(ACCOUNTS, 1, 2));

        assertThat(value(sink, "upload-avg-time-ms")).isEqualTo(60);
        assertThat(value(sink, "upload-max-time-ms")).isEqualTo(80);
    }

    @Test
    void anOvertakenWriterCountsItAndNoLongerTellsTheOffset() {
        TaskHarness zombie = sink("flush.size", "2").start(ACCOUNTS);
        zombie.put(changes(ACCOUNTS, 0, 2));
        TaskHarness next = zombie.twin();
        next.props().put("task.id", "1");
        next.start(ACCOUNTS);
        assertThat(next.metrics().value("committed-offset", ACCOUNTS))
                .as("read from the lake")
                .isEqualTo(2L);

        zombie.put(changes(ACCOUNTS, 2, 4));

        assertThat(value(zombie, "fenced-total")).isEqualTo(1);
        assertThat(value(zombie, "rows-total")).isEqualTo(2);
        assertThat(zombie.metrics().value("committed-offset", ACCOUNTS)).isNull();
        assertThat(value(next, "fenced-total")).isZero();
    }

    @Test
    void refusedRecordsCountWhenTheirOffsetsAreCommitted() {
        TaskHarness sink = sink("flush.size", "2").withDeadLetterQueue().start(ACCOUNTS);
        List<SinkRecord> batch = List.of(
                change(ACCOUNTS, 0, NOON),
                record(ACCOUNTS, 1, null, "plain text"),
                tombstone(ACCOUNTS, 2),
                record(ACCOUNTS, 3, null, "more of it"));
        sink.put(batch);
        assertThat(value(sink, "refused-records-total")).isZero();

        sink.put(changes(ACCOUNTS, 4, 5));

        assertThat(value(sink, "refused-records-total")).isEqualTo(2);
        assertThat(value(sink, "rows-total")).isEqualTo(2);
    }

    @Test
    void aCommitThatEndsAfterThePartitionWasTakenAwayCounts() {
        TaskHarness sink = sink("flush.size", "2").start(ACCOUNTS);
        sink.jobs.defer();
        sink.put(changes(ACCOUNTS, 0, 2));

        sink.revoke(ACCOUNTS);
        sink.jobs.runAll();
        sink.poll();

        assertThat(value(sink, "rows-total")).isEqualTo(2);
        assertThat(sink.metrics().value("committed-offset", ACCOUNTS)).isNull();
    }

    @Test
    void anOffsetIsShownAsLongAsThePartitionIsTheTasks() {
        TaskHarness sink = sink("flush.size", "2").start(ACCOUNTS, CUSTOMERS);
        sink.put(changes(ACCOUNTS, 0, 2));
        sink.put(changes(CUSTOMERS, 5, 7));

        sink.revoke(ACCOUNTS);

        assertThat(sink.metrics().value("committed-offset", ACCOUNTS)).isNull();
        assertThat(sink.metrics().value("committed-offset", CUSTOMERS)).isEqualTo(7L);
    }

    @Test
    void theMetricsAreThoseOfTheReadme() throws Exception {
        TaskHarness sink = sink("flush.size", "2").start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 2));

        String readme = Files.readString(Path.of("README.md"));
        String table = readme.substring(readme.indexOf("<!-- metrics -->"), readme.indexOf("<!-- end of metrics -->"));
        List<String> documented = Pattern.compile("(?m)^\\| `([a-z-]+)` ")
                .matcher(table)
                .results()
                .map(row -> row.group(1))
                .toList();
        assertThat(sink.metrics().names()).containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void aStoppedTaskLeavesNoMetricAndTheNextOneBeginsAnew() {
        TaskHarness sink = sink("flush.size", "2").start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 2));

        sink.stop();
        assertThat(sink.metrics().names()).isEmpty();

        sink.start(ACCOUNTS);
        assertThat(value(sink, "rows-total")).isZero();
        assertThat(sink.metrics().value("committed-offset", ACCOUNTS)).isEqualTo(2L);
    }

    @Test
    void aTaskTakesThePlaceOfOneThatConnectGaveUpAndKeepsItWhenThatOneEnds() {
        TaskHarness worker = sink("flush.size", "2").start(ACCOUNTS);
        ParquetSinkTask givenUp = worker.task();

        worker.start(ACCOUNTS);
        givenUp.stop();
        worker.put(changes(ACCOUNTS, 0, 2));

        assertThat(value(worker, "rows-total")).isEqualTo(2);
        assertThat(worker.metrics().value("committed-offset", ACCOUNTS)).isEqualTo(2L);
    }

    @Test
    void aTaskThatConnectGaveUpShowsNothingAnyMoreEvenIfItGoesOn() {
        TaskHarness givenUp = sink("flush.size", "2").start(ACCOUNTS);
        TaskHarness successor = givenUp.twin().onTheWorkerOf(givenUp).start(CUSTOMERS);

        givenUp.put(changes(ACCOUNTS, 0, 2));
        successor.put(changes(CUSTOMERS, 0, 4));
        givenUp.revoke(ACCOUNTS);

        assertThat(successor.metrics().value("committed-offset", ACCOUNTS)).isNull();
        assertThat(successor.metrics().value("committed-offset", CUSTOMERS)).isEqualTo(4L);
        assertThat(value(successor, "rows-total")).isEqualTo(4);
    }

    @Test
    void tasksOfOneWorkerDoNotMixTheirNumbers() {
        TaskHarness first = sink("flush.size", "2").start(ACCOUNTS);
        TaskHarness second = first.twin().onTheWorkerOf(first);
        second.props().put("task.id", "1");
        second.start(CUSTOMERS);

        first.put(changes(ACCOUNTS, 0, 2));

        assertThat(value(first, "rows-total")).isEqualTo(2);
        assertThat(value(second, "rows-total")).isZero();
        second.stop();
        assertThat(value(first, "rows-total")).isEqualTo(2);
    }

    private static long bytes(List<CommitEvent> events) {
        return events.stream()
                .flatMap(event -> event.files().stream())
                .mapToLong(LakeFile::bytes)
                .sum();
    }

    private static double value(TaskHarness sink, String name) {
        return ((Number) sink.metrics().value(name)).doubleValue();
    }

    private static TaskHarness sink(String... settings) {
        Map<String, String> props = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            props.put(settings[i], settings[i + 1]);
        }
        return new TaskHarness(props);
    }
}
