package io.bankingconnect.snowflake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class LoadPlanTest {

    private static final String TABLE = "RAW_ACCOUNTS";
    private static final TopicPartition SOURCE = new TopicPartition("accounts", 0);

    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Map<String, String> manifest = new HashMap<>();

    @Test
    void theFirstEventMayStartAnywhere() {
        LoadPlan plan = plan(event(100, 149, "a"));

        assertThat(keys(plan)).containsExactly("a");
        assertThat(plan.positions()).containsExactly(Map.entry(SOURCE, 150L));
    }

    @Test
    void anEventTwiceInOneBatchIsLoadedOnce() {
        assertThat(keys(plan(event(0, 9, "a"), event(0, 9, "a"), event(10, 19, "b"))))
                .containsExactly("a", "b");
    }

    @Test
    void anEventWithoutFilesAdvancesItsPartition() {
        LoadPlan plan = plan(event(0, 9, "a"), event(10, 500), event(501, 501, "b"));

        assertThat(keys(plan)).containsExactly("a", "b");
        assertThat(plan.positions()).containsExactly(Map.entry(SOURCE, 502L));
    }

    @Test
    void aReplayIsNothing() {
        apply(plan(event(0, 9, "a"), event(10, 19, "b")));

        assertThat(plan(event(0, 9, "a"), event(10, 19, "b")).isEmpty()).isTrue();
    }

    @Test
    void aMissingEventIsRefused() {
        apply(plan(event(0, 9, "a")));

        assertThatThrownBy(() -> plan(event(20, 29, "c")))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("Cannot load offsets 20 to 29 of accounts-0 into RAW_ACCOUNTS: the commit event"
                        + " for offset 10 is missing, so rows would be lost");
    }

    @Test
    void anOverlapIsRefused() {
        apply(plan(event(0, 9, "a")));

        assertThatThrownBy(() -> plan(event(5, 14, "b")))
                .isInstanceOf(ConnectException.class)
                .hasMessageStartingWith("Cannot load offsets 5 to 14 of accounts-0 into RAW_ACCOUNTS: offsets up to 9"
                        + " are loaded, so part of it would be loaded twice");
    }

    @Test
    void anEarlierEventThatWasNeverLoadedIsNoReplay() {
        apply(plan(event(100, 149, "b")));

        assertThatThrownBy(() -> plan(event(0, 99, "a")))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("a is not among the loaded files");
    }

    @Test
    void aFileThatChangedSinceIsRefused() {
        apply(plan(event(0, 9, "a")));
        manifest.put("a", "another ETag");

        assertThatThrownBy(() -> plan(event(0, 9, "a")))
                .isInstanceOf(ConnectException.class)
                .hasMessageEndingWith("a was loaded before with other content");
    }

    /** Batches begin where consumers rewind to, and every third load or so fails and leaves the book as it was. */
    @Property
    void everyFileIsLoadedOnceWhereverConsumersRewind(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 30) Integer> rewinds,
            @ForAll @IntRange(min = 1, max = 7) int batch) {
        positions.clear();
        manifest.clear();
        List<CommitEvent> log = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            log.add(event(i * 10L, i * 10L + 9, "file-" + i));
        }
        List<String> loaded = new ArrayList<>();
        int consumed = 0;
        for (int rewind : rewinds) {
            int from = Math.max(0, consumed - rewind);
            int to = Math.min(log.size(), from + batch);
            LoadPlan plan = plan(log.subList(from, to).toArray(CommitEvent[]::new));
            if (rewind % 3 != 1) {
                apply(plan);
                loaded.addAll(keys(plan));
                consumed = to;
            } else {
                consumed = from;
            }
        }

        long next = positions.getOrDefault(SOURCE, 0L);
        assertThat(loaded).doesNotHaveDuplicates().hasSize((int) (next / 10));
    }

    private LoadPlan plan(CommitEvent... events) {
        return LoadPlan.of(TABLE, List.of(events), positions, manifest);
    }

    private void apply(LoadPlan plan) {
        positions.putAll(plan.positions());
        plan.files().forEach(file -> manifest.put(file.file().key(), file.file().etag()));
    }

    private static List<String> keys(LoadPlan plan) {
        return plan.files().stream().map(file -> file.file().key()).toList();
    }

    private static CommitEvent event(long start, long end, String... keys) {
        List<LakeFile> files = List.of(keys).stream()
                .map(key -> new LakeFile("lake", key, "etag of " + key, 100, 10, start, end, 1, 2, List.of()))
                .toList();
        return new CommitEvent(1, "lake-sink", SOURCE.topic(), SOURCE.partition(), "accounts", 1, start, end, files);
    }
}
