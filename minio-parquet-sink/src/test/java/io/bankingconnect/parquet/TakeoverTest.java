package io.bankingconnect.parquet;

import static io.bankingconnect.parquet.Changes.NOON;
import static io.bankingconnect.parquet.Changes.change;
import static io.bankingconnect.parquet.Changes.changes;
import static io.bankingconnect.parquet.TaskHarness.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankingconnect.lake.LakeFile;
import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.parquet.UnreliableStore.Crash;
import io.bankingconnect.parquet.UnreliableStore.Fate;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a partition changes hands, and what its commit object says. */
class TakeoverTest {

    private static final String OBJECT = "_commits/banking.public.accounts/0.json";
    private static final String FIRST_KEY = "accounts/2026/01/31/banking.public.accounts+0+0000000000.parquet";

    @TempDir
    Path directory;

    /** An empty bucket by the name of lake. */
    LakeStore emptyStore() {
        return new MemoryStore();
    }

    private TaskHarness task(Map<String, String> settings) {
        return new TaskHarness(settings, emptyStore());
    }

    @Test
    void openOnlyHoldsThePartitionBackAndTheFirstPutTakesItOver() throws Exception {
        TaskHarness sink = task(Map.of("flush.size", "3"));
        sink.open(ACCOUNTS);
        assertThat(sink.isPaused(ACCOUNTS)).isTrue();
        assertThat(sink.store.get(OBJECT)).isEmpty();

        sink.poll();

        assertThat(sink.isPaused(ACCOUNTS)).isFalse();
        JsonNode object = object(sink);
        assertThat(object.get("connector").asText()).isEqualTo("lake");
        assertThat(object.get("epoch").asLong()).isEqualTo(1);
        assertThat(object.get("nextOffset").asLong()).isEqualTo(-1);
    }

    @Test
    void theCommitObjectKeepsTheOffsetAndTheLastEvent() throws Exception {
        TaskHarness sink = task(Map.of("flush.size", "3")).topicId("a-topic").start(ACCOUNTS);

        sink.put(changes(ACCOUNTS, 10, 13));

        JsonNode object = object(sink);
        assertThat(object.get("nextOffset").asLong()).isEqualTo(13);
        assertThat(object.get("pending")).isEmpty();
        assertThat(object.get("topicId").asText()).isEqualTo("a-topic");
        assertThat(object.get("lastEvent").get("startOffset").asLong()).isEqualTo(10);
    }

    @Test
    void theNextOwnerGoesOnWhereTheCommitsEndAndSendsTheLastEventAgain() {
        TaskHarness sink = task(Map.of("flush.size", "3")).start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 5));

        TaskHarness next = sink.twin().start(ACCOUNTS);

        assertThat(next.pollSeek(ACCOUNTS)).contains(3L);
        assertThat(next.log.events()).hasSize(2);
        assertThat(next.log.events().get(1)).isEqualTo(next.log.events().get(0));
        assertThat(next.isPaused(ACCOUNTS)).isFalse();
    }

    @Test
    void aCrashBetweenAFileAndItsCommitLeavesNoRowToListAndNoDuplicate() {
        TaskHarness sink = task(Map.of("flush.size", "3")).start(ACCOUNTS);
        failAtNext(sink, Fate.ANSWERED, Fate.ANSWERED, Fate.CRASH_BEFORE);
        assertThatThrownBy(() -> sink.put(changes(ACCOUNTS, 0, 3))).isInstanceOf(Crash.class);
        assertThat(rows(sink)).containsExactly("0", "1", "2");

        TaskHarness next = sink.twin().start(ACCOUNTS);

        assertThat(rows(next)).isEmpty();
        next.put(changes(ACCOUNTS, 0, 3));
        assertThat(rows(next)).containsExactly("0", "1", "2");
        assertThat(next.log.events()).hasSize(1);
    }

    @Test
    void aFencedTaskForgetsWhatItHoldsAndStaysRunning() {
        TaskHarness zombie = task(Map.of("flush.size", "3")).start(ACCOUNTS);
        zombie.put(changes(ACCOUNTS, 0, 2));
        TaskHarness owner = zombie.twin().start(ACCOUNTS);
        owner.put(changes(ACCOUNTS, 0, 3));

        zombie.put(changes(ACCOUNTS, 2, 5));

        assertThat(zombie.isPaused(ACCOUNTS)).isTrue();
        assertThat(zombie.committable(ACCOUNTS)).isNull();
        assertThat(rows(owner)).containsExactly("0", "1", "2");
        zombie.revoke(ACCOUNTS);
        zombie.poll();
        zombie.poll(60_000);
        owner.put(changes(ACCOUNTS, 3, 6));
        assertThat(rows(owner)).containsExactly("0", "1", "2", "3", "4", "5");
        ParquetSinkTaskTest.assertContiguous(owner.log.events(), 0, 5);
    }

    @Test
    void aFencedTaskThatStillHasThePartitionTakesItOverAgain() {
        TaskHarness sink = task(Map.of("flush.size", "3")).start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 2));
        sink.twin().start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 2, 4));
        assertThat(sink.isPaused(ACCOUNTS)).isTrue();

        sink.poll();
        sink.poll(60_000);

        assertThat(sink.isPaused(ACCOUNTS)).isFalse();
        assertThat(sink.pollSeek(ACCOUNTS)).as("nothing was ever committed").contains(0L);
        sink.put(changes(ACCOUNTS, 0, 3));
        assertThat(rows(sink)).containsExactly("0", "1", "2");
    }

    @Test
    void whatATaskForgotIsNotReportedWhileItsSeekIsOnTheWay() {
        TaskHarness sink = task(Map.of("flush.size", "3")).start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 2));
        sink.twin().start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 2, 4));

        sink.poll();
        sink.poll(60_000);

        assertThat(sink.committable(ACCOUNTS))
                .as("the offset that Connect stores before it seeks")
                .isZero();
        assertThat(sink.pollSeek(ACCOUNTS)).contains(0L);
        sink.consumed.put(ACCOUNTS, 2L);
        sink.poll();
        assertThat(sink.committable(ACCOUNTS))
                .as("after two records that a transform filtered")
                .isEqualTo(2);
    }

    @ParameterizedTest(name = "before request {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14})
    void thereIsNoBadMomentToBeOvertaken(int request) {
        Map<String, String> settings = Map.of("flush.size", "3");
        TaskHarness dead = task(settings).start(ACCOUNTS);
        failAtNext(dead, Fate.ANSWERED, Fate.ANSWERED, Fate.CRASH_BEFORE);
        assertThatThrownBy(() -> dead.put(changes(ACCOUNTS, 0, 3))).isInstanceOf(Crash.class);
        TaskHarness slow = dead.twin();
        TaskHarness fast = dead.twin();
        slow.open(ACCOUNTS);
        AtomicInteger requests = new AtomicInteger();
        AtomicBoolean overtaken = new AtomicBoolean();
        dead.store.fates(() -> {
            if (requests.incrementAndGet() == request) {
                dead.store.fates(() -> Fate.ANSWERED);
                overtaken.set(true);
                fast.start(ACCOUNTS).put(changes(ACCOUNTS, 0, 3));
            }
            return Fate.ANSWERED;
        });

        slow.poll();
        boolean nothingIsCommitted = slow.pollSeek(ACCOUNTS).isEmpty();
        if (nothingIsCommitted && !slow.isPaused(ACCOUNTS)) {
            slow.put(changes(ACCOUNTS, 0, 3));
        }
        dead.store.fates(() -> Fate.ANSWERED);
        if (!overtaken.get()) {
            fast.start(ACCOUNTS);
        } else {
            slow.revoke(ACCOUNTS);
        }

        assertThat(rows(fast)).containsExactly("0", "1", "2");
        assertThat(fast.log.events().stream().distinct()).singleElement().satisfies(event -> {
            LakeFile file = event.files().get(0);
            assertThat(fast.store.etag(file.key())).isEqualTo(file.etag());
        });
    }

    @Test
    void anotherConnectorInTheSameDirectoryIsRefusedByName() {
        TaskHarness sink = task(Map.of()).start(ACCOUNTS);
        Map<String, String> other = new HashMap<>(sink.props());
        other.put("name", "second-lake");

        assertThatThrownBy(() -> new TaskHarness(other, sink.store, sink.log, sink.clock).start(ACCOUNTS))
                .isInstanceOf(ConnectException.class)
                .hasMessage("Cannot write banking.public.accounts-0: its commit object " + OBJECT
                        + " in bucket \"lake\" belongs to connector \"lake\"; two sinks must not share a directory,"
                        + " give one of them another topics.dir");
    }

    @Test
    void aTopicOfAnotherIdIsRefused() {
        TaskHarness sink = task(Map.of()).topicId("first").start(ACCOUNTS);

        assertThatThrownBy(() -> sink.twin().topicId("second").start(ACCOUNTS))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("banking.public.accounts-0: the topic was deleted and created again (its id is"
                        + " second, the lake's rows are of first)");
    }

    @Test
    void anOffsetBelowTheCommitsMeansThatTheTopicIsAnotherOne() {
        TaskHarness sink = task(Map.of("flush.size", "3")).start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 3));
        TaskHarness next = sink.twin().start(ACCOUNTS);

        assertThatThrownBy(() -> next.put(changes(ACCOUNTS, 0, 1)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("the topic gave offset 0 although the sink is at offset 3")
                .hasMessageContaining("PATCH /connectors/<name>/offsets");
    }

    @Test
    void offsetsThatAPersonSetMoveTheCommitObjectAndForgetTheTopic() throws Exception {
        TaskHarness sink = task(Map.of("flush.size", "3")).topicId("first").start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 3));
        ParquetSinkConnector connector = new ParquetSinkConnector(sink.backends());

        assertThat(connector.alterOffsets(sink.props(), Map.of(ACCOUNTS, 1L))).isTrue();

        assertThat(object(sink).get("nextOffset").asLong()).isEqualTo(1);
        TaskHarness next = sink.twin().topicId("second").start(ACCOUNTS);
        assertThat(next.pollSeek(ACCOUNTS)).contains(1L);
        Map<TopicPartition, Long> none = new HashMap<>();
        none.put(ACCOUNTS, null);
        connector.alterOffsets(sink.props(), none);
        assertThat(object(sink).get("nextOffset").asLong()).isEqualTo(-1);
        assertThat(sink.twin().start(ACCOUNTS).pollSeek(ACCOUNTS)).isEmpty();
    }

    @Test
    void aResetMovesWhatTheConsumerGroupForgotWithItsDeletedTopicButNoOtherConnectorsPartitions() throws Exception {
        TaskHarness sink = task(Map.of("flush.size", "3")).start(ACCOUNTS);
        sink.put(changes(ACCOUNTS, 0, 3));
        TopicPartition orders = new TopicPartition("shop.orders", 2);
        Map<String, String> otherProps = new HashMap<>(sink.props());
        otherProps.put("name", "second-lake");
        TaskHarness other = new TaskHarness(otherProps, sink.store, sink.log, sink.clock).start(orders);
        other.put(changes(orders, 0, 3));

        new ParquetSinkConnector(sink.backends()).alterOffsets(sink.props(), Map.of());

        assertThat(object(sink).get("nextOffset").asLong()).isEqualTo(-1);
        assertThat(sink.store.text("_commits/shop.orders/2.json")).contains("\"nextOffset\":3");
    }

    @Test
    void aStoreThatIgnoresConditionsIsRefusedAtStart() {
        TaskHarness sink = task(Map.of());
        sink.store.ignoreConditions();

        assertThatThrownBy(() -> sink.open(ACCOUNTS))
                .isInstanceOf(ConnectException.class)
                .hasMessage("The store of bucket \"lake\" at " + sink.store.place()
                        + " ignores If-None-Match, so two writers could"
                        + " overwrite each other: upgrade it, or set delivery.guarantee=at_least_once");
    }

    @Test
    void aStoreThatIgnoresConditionsWillDoForAtLeastOnce() {
        TaskHarness sink = task(Map.of("flush.size", "3", "delivery.guarantee", "at_least_once"));
        sink.store.ignoreConditions();

        sink.start(ACCOUNTS).put(changes(ACCOUNTS, 0, 3));

        assertThat(rows(sink)).containsExactly("0", "1", "2");
        assertThat(sink.store.get(OBJECT)).isEmpty();
    }

    @Test
    void aNameThatSomethingElseTookIsNotOverwritten() {
        TaskHarness sink = task(Map.of("flush.size", "1")).start(ACCOUNTS);
        sink.store.put(FIRST_KEY, "not ours".getBytes(), new LakeStore.Condition.None());

        assertThatThrownBy(() -> sink.put(List.of(change(ACCOUNTS, 0, NOON))))
                .isInstanceOf(ConnectException.class)
                .hasMessage(
                        "Cannot write " + FIRST_KEY + " in bucket \"lake\": the name is taken by an object that this"
                                + " sink did not leave there uncommitted; move it away, or choose another topics.dir");
    }

    private static void failAtNext(TaskHarness sink, Fate... fates) {
        Iterator<Fate> next = Arrays.asList(fates).iterator();
        sink.store.fates(() -> next.hasNext() ? next.next() : Fate.ANSWERED);
    }

    private static JsonNode object(TaskHarness sink) throws Exception {
        return new ObjectMapper().readTree(sink.store.text(OBJECT));
    }

    private List<String> rows(TaskHarness sink) {
        try (Lake lake = Lake.in(directory).with(sink.store.objects())) {
            return lake.query("SELECT __offset FROM LAKE ORDER BY __offset");
        }
    }
}
