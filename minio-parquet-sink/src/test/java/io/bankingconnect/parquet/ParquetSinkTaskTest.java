package io.bankingconnect.parquet;

import static io.bankingconnect.parquet.Changes.NOON;
import static io.bankingconnect.parquet.Changes.change;
import static io.bankingconnect.parquet.Changes.changes;
import static io.bankingconnect.parquet.Changes.record;
import static io.bankingconnect.parquet.Changes.tombstone;
import static io.bankingconnect.parquet.TaskHarness.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeColumn;
import io.bankingconnect.lake.LakeFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetSinkTaskTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final String FIRST_KEY = "accounts/2026/01/31/banking.public.accounts+0+0000000000.parquet";

    @TempDir
    Path directory;

    @Test
    void aFullGroupIsWrittenAtOnceUnderTheDateOfTheBanksCommit() {
        TaskHarness sink = sink("flush.size", "3").start(ACCOUNTS);

        sink.put(changes(ACCOUNTS, 0, 7));

        assertThat(sink.store.objects().keySet())
                .containsExactly(FIRST_KEY, "accounts/2026/01/31/banking.public.accounts+0+0000000003.parquet");
        assertThat(offsets(sink)).containsExactly("0", "1", "2", "3", "4", "5");
        assertThat(sink.committable(ACCOUNTS)).isEqualTo(6);
        assertThat(sink.commitRequests()).isPositive();
    }

    @Test
    void theCommitEventDescribesTheFile() {
        TaskHarness sink = sink("flush.size", "3").start(ACCOUNTS);

        sink.put(changes(ACCOUNTS, 0, 3));

        byte[] content = sink.store.objects().get(FIRST_KEY);
        String etag = sink.store.get(FIRST_KEY).orElseThrow().etag();
        List<LakeColumn> columns = List.of(
                new LakeColumn("id", "long"),
                new LakeColumn("balance", "decimal(18,2)"),
                new LakeColumn("__op", "string"),
                new LakeColumn("__source_ts_ms", "long"),
                new LakeColumn("__topic", "string"),
                new LakeColumn("__partition", "int"),
                new LakeColumn("__offset", "long"));
        LakeFile file = new LakeFile("lake", FIRST_KEY, etag, content.length, 3, 0, 2, NOON, NOON, columns);
        assertThat(sink.log.events())
                .containsExactly(
                        new CommitEvent(1, "lake", "banking.public.accounts", 0, "accounts", 1, 0, 2, List.of(file)));
    }

    @Test
    void theFooterTellsWhereTheRowsCameFrom() {
        TaskHarness sink = sink("flush.size", "3").start(ACCOUNTS);

        sink.put(changes(ACCOUNTS, 0, 3));

        try (Lake lake = Lake.in(directory).with(sink.store.objects())) {
            assertThat(lake.query("SELECT decode(key), decode(value) FROM parquet_kv_metadata(FILES)"
                            + " WHERE decode(key) NOT IN ('lake.attempt', 'lake.schema.fingerprint')"))
                    .containsExactlyInAnyOrder(
                            "lake.topic|banking.public.accounts",
                            "lake.partition|0",
                            "lake.first.offset|0",
                            "lake.last.offset|2",
                            "lake.epoch|1");
            assertThat(lake.query("SELECT decode(value) FROM parquet_kv_metadata(FILES)"
                            + " WHERE decode(key) = 'lake.schema.fingerprint'"))
                    .singleElement()
                    .asString()
                    .matches("[0-9a-f]{16}");
        }
    }

    @Test
    void twoAttemptsAtAFileNeverHaveTheSameBytes() {
        TaskHarness sink =
                sink("flush.size", "3", "delivery.guarantee", "at_least_once").start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 3));
        byte[] first = sink.store.objects().get(FIRST_KEY);

        sink.start(ACCOUNTS).put(changes(ACCOUNTS, 0, 3));

        assertThat(sink.store.objects().get(FIRST_KEY)).isNotEqualTo(first);
    }

    @Test
    void theTailOfAQuietTopicIsWrittenWhenItsTimeHasCome() {
        TaskHarness sink = sink("rotate.schedule.interval.ms", "1000").start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 2));
        assertThat(sink.requestedTimeoutMs()).isEqualTo(1000);
        sink.passTime(999);
        sink.poll();
        assertThat(sink.store.objects()).isEmpty();
        assertThat(sink.requestedTimeoutMs()).isEqualTo(1);

        sink.passTime(1);
        sink.poll();

        assertThat(offsets(sink)).containsExactly("0", "1");
        assertThat(sink.committable(ACCOUNTS)).isEqualTo(2);
    }

    @Test
    void withoutARotationIntervalOnlyTheRowsCount() {
        TaskHarness sink =
                sink("rotate.schedule.interval.ms", "-1", "flush.size", "3").start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 2));
        sink.passTime(365 * DAY);
        sink.poll();

        assertThat(sink.store.objects()).isEmpty();
        assertThat(sink.committable(ACCOUNTS)).isZero();
    }

    @Test
    void allDatesOfAPartitionRotateTogetherInOneEvent() {
        TaskHarness sink = sink("flush.size", "4").start(ACCOUNTS);

        sink.put(List.of(
                change(ACCOUNTS, 10, NOON),
                change(ACCOUNTS, 11, NOON - DAY),
                change(ACCOUNTS, 12, NOON),
                change(ACCOUNTS, 13, NOON - DAY)));

        assertThat(sink.store.objects().keySet())
                .containsExactly(
                        "accounts/2026/01/30/banking.public.accounts+0+0000000011.parquet",
                        "accounts/2026/01/31/banking.public.accounts+0+0000000010.parquet");
        assertThat(sink.log.events()).singleElement().satisfies(event -> {
            assertThat(event.startOffset()).isEqualTo(10);
            assertThat(event.endOffset()).isEqualTo(13);
            assertThat(event.files())
                    .extracting(LakeFile::firstOffset, LakeFile::lastOffset, LakeFile::rows, LakeFile::minSourceTsMs)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(11L, 13L, 2L, NOON - DAY),
                            org.assertj.core.groups.Tuple.tuple(10L, 12L, 2L, NOON));
        });
    }

    @Test
    void partitionsRotateOnTheirOwn() {
        TopicPartition other = new TopicPartition("banking.public.customers", 3);
        TaskHarness sink = sink("flush.size", "2").start(ACCOUNTS, other);

        sink.put(List.of(change(ACCOUNTS, 0, NOON), change(other, 5, NOON), change(other, 6, NOON)));

        assertThat(sink.store.objects().keySet())
                .containsExactly("customers/2026/01/31/banking.public.customers+3+0000000005.parquet");
        assertThat(sink.committable(ACCOUNTS)).isZero();
        assertThat(sink.committable(other)).isEqualTo(7);
    }

    @Test
    void aChangeWithoutACommitTimeIsFiledUnderTheRecordsOwn() {
        TaskHarness sink = sink("flush.size", "1").start(ACCOUNTS);

        sink.put(List.of(change(ACCOUNTS, 0, null)));

        assertThat(sink.store.objects().keySet()).containsExactly(FIRST_KEY);
    }

    @Test
    void anOutageHoldsThePartitionBackAndCostsNothing() {
        TaskHarness sink = sink("flush.size", "3").start(ACCOUNTS);
        sink.store.goAway();
        sink.put(changes(ACCOUNTS, 0, 8));
        for (int i = 0; i < 40; i++) {
            sink.poll(15_000);
            assertThat(sink.committable(ACCOUNTS)).isZero();
        }
        assertThat(sink.isPaused(ACCOUNTS)).isTrue();
        assertThat(sink.requestedTimeoutMs()).isBetween(1L, 1000L);

        sink.store.comeBack();
        sink.poll(15_000);

        assertThat(offsets(sink)).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
        assertContiguous(sink.log.events(), 0, 7);
        assertThat(sink.committable(ACCOUNTS)).isEqualTo(8);
        assertThat(sink.isPaused(ACCOUNTS)).isFalse();
    }

    @Test
    void theNextGroupFillsWhileOneIsOnItsWay() {
        TaskHarness sink = sink("flush.size", "3").start(ACCOUNTS);
        sink.jobs.defer();
        sink.put(changes(ACCOUNTS, 0, 4));
        assertThat(sink.store.objects()).isEmpty();
        assertThat(sink.isPaused(ACCOUNTS)).isFalse();

        sink.put(changes(ACCOUNTS, 4, 6));
        assertThat(sink.isPaused(ACCOUNTS)).as("two groups wait").isTrue();
        sink.jobs.runOne();
        assertThat(sink.log.events()).hasSize(1);
        sink.poll();

        assertThat(sink.isPaused(ACCOUNTS)).isFalse();
        sink.jobs.runOne();
        sink.poll();
        assertContiguous(sink.log.events(), 0, 5);
    }

    @Test
    void aFileThatIsStoredIsNotStoredAgainWhenTheNextOneFails() {
        TaskHarness sink = sink("flush.size", "2").start(ACCOUNTS);
        sink.store.goAwayFor(key -> key.contains("/31/"));
        sink.put(List.of(change(ACCOUNTS, 0, NOON), change(ACCOUNTS, 1, NOON - DAY)));
        assertThat(sink.store.puts()).isEqualTo(1);
        assertThat(sink.log.events()).isEmpty();

        sink.store.comeBack();
        sink.poll(15_000);

        assertThat(sink.store.puts()).isEqualTo(2);
        assertThat(sink.log.events())
                .singleElement()
                .satisfies(event -> assertThat(event.files()).hasSize(2));
    }

    @Test
    void offsetsWaitForTheCommitEvent() {
        TaskHarness sink = sink("flush.size", "2").start(ACCOUNTS);
        sink.log.goAway();
        sink.put(changes(ACCOUNTS, 0, 2));
        assertThat(sink.store.objects()).hasSize(1);
        assertThat(sink.committable(ACCOUNTS)).isZero();

        sink.log.comeBack();
        sink.poll(15_000);

        assertThat(sink.store.puts()).isEqualTo(1);
        assertThat(sink.log.events()).hasSize(1);
        assertThat(sink.committable(ACCOUNTS)).isEqualTo(2);
    }

    @Test
    void aStoreThatIsAwayAtStartCostsNothing() {
        TaskHarness sink = sink("flush.size", "2");
        sink.store.goAway();
        sink.start(ACCOUNTS);
        sink.poll(600_000);
        assertThat(sink.isPaused(ACCOUNTS)).isTrue();
        assertThat(sink.committable(ACCOUNTS)).isNull();

        sink.store.comeBack();
        sink.poll(15_000);
        sink.put(changes(ACCOUNTS, 0, 2));

        assertThat(offsets(sink)).containsExactly("0", "1");
    }

    @Test
    void tombstonesAreCoveredButNotWritten() {
        TaskHarness sink = sink("flush.size", "2").start(ACCOUNTS);

        sink.put(List.of(
                tombstone(ACCOUNTS, 0),
                change(ACCOUNTS, 1, NOON),
                tombstone(ACCOUNTS, 2),
                change(ACCOUNTS, 3, NOON),
                tombstone(ACCOUNTS, 4)));
        sink.passTime(DAY);
        sink.poll();

        assertThat(offsets(sink)).containsExactly("1", "3");
        assertContiguous(sink.log.events(), 0, 4);
        assertThat(sink.log.events().get(1).files()).isEmpty();
        assertThat(sink.committable(ACCOUNTS)).isEqualTo(5);
    }

    @Test
    void tombstonesAreRefusedWhereTheyAreNotExpected() {
        TaskHarness sink = sink("behavior.on.null.values", "fail").start(ACCOUNTS);

        assertThatThrownBy(() -> sink.put(List.of(tombstone(ACCOUNTS, 4))))
                .isInstanceOf(DataException.class)
                .hasMessage("Cannot write the record at offset 4 of banking.public.accounts-0: it has no value, and"
                        + " behavior.on.null.values is fail; ignore leaves such records out, write makes rows of them");
    }

    @Test
    void offsetsThatATransformFilteredAreCoveredByTheNextEventAndShowNoLag() {
        TaskHarness sink = sink("flush.size", "2").start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 2));
        sink.consumed.put(ACCOUNTS, 40L);
        assertThat(sink.committable(ACCOUNTS)).isEqualTo(40);

        sink.put(changes(ACCOUNTS, 40, 42));

        assertContiguous(sink.log.events(), 0, 41);
    }

    @Test
    void offsetsDoNotGoBackBehindThoseThatATransformFiltered() {
        TaskHarness sink = sink("flush.size", "2").start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 2));
        sink.consumed.put(ACCOUNTS, 40L);
        assertThat(sink.committable(ACCOUNTS)).isEqualTo(40);

        sink.put(changes(ACCOUNTS, 45, 46));

        assertThat(sink.committable(ACCOUNTS)).isEqualTo(40);
        sink.put(changes(ACCOUNTS, 46, 47));
        assertThat(sink.committable(ACCOUNTS)).isEqualTo(47);
    }

    @Test
    void anEqualSchemaFromAnotherDeserialisationIsNoNewSchema() {
        Schema again = SchemaBuilder.struct()
                .name(Changes.ACCOUNT.name())
                .field("id", Schema.INT64_SCHEMA)
                .field("balance", Changes.MONEY)
                .field("__op", Schema.OPTIONAL_STRING_SCHEMA)
                .field("__source_ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
        TaskHarness sink = sink("flush.size", "2").start(ACCOUNTS);

        sink.put(List.of(change(ACCOUNTS, 0, NOON), record(ACCOUNTS, 1, again, new Struct(again).put("id", 1L))));

        assertThat(sink.store.objects()).hasSize(1);
    }

    @Test
    void aRecordThatCannotBeWrittenStopsTheTaskByNameButNotByContent() {
        TaskHarness sink = sink("flush.size", "2").start(ACCOUNTS);

        assertThatThrownBy(() -> sink.put(List.of(record(ACCOUNTS, 5, null, Map.of("iban", "DE89")))))
                .isInstanceOf(DataException.class)
                .hasMessage("Cannot write the record at offset 5 of banking.public.accounts-0: the value has no struct"
                        + " schema; use a converter that supplies one, such as AvroConverter, or JsonConverter with"
                        + " schemas.enable=true");
    }

    @Test
    void refusedRecordsGoToTheDeadLetterQueueOnceAndAreCovered() {
        TaskHarness sink = sink("flush.size", "2").withDeadLetterQueue().start(ACCOUNTS);
        Schema zoned = SchemaBuilder.struct()
                .field("at", SchemaBuilder.string().name("io.debezium.time.ZonedTimestamp"))
                .build();
        List<SinkRecord> batch = List.of(
                change(ACCOUNTS, 0, NOON),
                record(ACCOUNTS, 1, null, "plain text"),
                change(ACCOUNTS, 2, NOON),
                record(ACCOUNTS, 3, zoned, new Struct(zoned).put("at", "secret, not a time")));
        sink.store.goAway();
        sink.put(batch);
        sink.store.comeBack();

        sink.passTime(DAY);
        sink.poll();

        assertThat(offsets(sink)).containsExactly("0", "2");
        assertContiguous(sink.log.events(), 0, 3);
        assertThat(sink.deadLetters).hasSize(2).noneMatch(message -> message.contains("secret"));
        assertThat(sink.deadLetters.get(1))
                .isEqualTo("Cannot write the record at offset 3 of banking.public.accounts-0: field at: the zoned"
                        + " timestamp is not in ISO-8601 form, or out of range");
    }

    @Test
    void nothingIsCommittedOverARecordThatTheDeadLetterQueueDidNotTake() {
        TaskHarness sink =
                sink("flush.size", "1").withDeadLetterQueueThatRefuses().start(ACCOUNTS);

        assertThatThrownBy(() -> sink.put(List.of(record(ACCOUNTS, 0, null, "plain text"), change(ACCOUNTS, 1, NOON))))
                .isExactlyInstanceOf(ConnectException.class)
                .hasMessage("Cannot write a refused record of banking.public.accounts-0 to the dead-letter queue");
        assertThat(sink.store.objects()).isEmpty();
        assertThat(sink.log.events()).isEmpty();
        assertThat(sink.committable(ACCOUNTS)).isZero();
    }

    @Test
    void aTakenAwayPartitionIsForgottenAndReadAgainByItsNextOwner() {
        TaskHarness sink = sink("flush.size", "100").start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 5));

        sink.revoke(ACCOUNTS);
        sink.assign(ACCOUNTS).poll();
        sink.put(changes(ACCOUNTS, 0, 5));
        sink.passTime(DAY);
        sink.poll();

        assertThat(offsets(sink)).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void stopsEvenIfItNeverStarted() {
        new ParquetSinkTask().stop();
    }

    @Test
    void refusesToStartWithABrokenRuleAcrossKeys() {
        assertThatThrownBy(() -> sink("aws.access.key.id", "me").start(ACCOUNTS))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("aws.secret.access.key");
    }

    private static TaskHarness sink(String... settings) {
        Map<String, String> props = new java.util.HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            props.put(settings[i], settings[i + 1]);
        }
        return new TaskHarness(props);
    }

    private List<String> offsets(TaskHarness sink) {
        try (Lake lake = Lake.in(directory).with(sink.store.objects())) {
            return lake.query("SELECT __offset FROM LAKE ORDER BY __offset");
        }
    }

    static void assertContiguous(List<CommitEvent> events, long first, long last) {
        long[] covered = events.stream()
                .flatMapToLong(event -> LongStream.rangeClosed(event.startOffset(), event.endOffset()))
                .toArray();
        assertThat(covered).containsExactly(LongStream.rangeClosed(first, last).toArray());
    }
}
