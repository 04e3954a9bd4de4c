package io.bankingconnect.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.lake.LakeStore.Condition;
import io.bankingconnect.lake.testing.LocalS3;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter against a real S3 server. */
class S3LakeStoreTest {

    private static final Condition ALWAYS = new Condition.None();
    private static final Condition ABSENT = new Condition.Absent();

    @TempDir
    static Path directory;

    private static LocalS3 s3;
    private static LakeStore store;

    @BeforeAll
    static void start() {
        s3 = LocalS3.over(directory).bucket("lake");
        store = store(Map.of());
    }

    @AfterAll
    static void stop() {
        store.close();
        s3.close();
    }

    @Test
    void readsBackWhatItWroteWithTheEtagOfTheAnswer() {
        String etag = store.put("a/b+0+1.parquet", bytes("rows"), ALWAYS);

        LakeStore.StoredObject object = store.get("a/b+0+1.parquet").orElseThrow();

        assertThat(object.content()).isEqualTo(bytes("rows"));
        assertThat(object.etag()).isEqualTo(etag).doesNotContain("\"").isNotBlank();
    }

    @Test
    void writesAndReadsNoBytesAtAll() {
        store.put("empty", new byte[0], ALWAYS);

        assertThat(store.get("empty").orElseThrow().content()).isEmpty();
    }

    @Test
    void streamsAnObjectThatIsStillTheExpectedOne() throws IOException {
        String etag = store.put("streamed", bytes("0123456789"), ALWAYS);

        try (InputStream content = store.open("streamed", etag)) {
            assertThat(content).hasContent("0123456789");
        }
    }

    @Test
    void refusesToStreamAnObjectThatWasReplacedOrRemoved() {
        String old = store.put("replaced", bytes("old"), ALWAYS);
        store.put("replaced", bytes("new"), ALWAYS);

        assertThatThrownBy(() -> store.open("replaced", old))
                .isInstanceOf(PreconditionFailedException.class)
                .hasMessage("Cannot read replaced in bucket \"lake\" at " + s3.endpoint()
                        + ": the object is another one by now");
        store.delete("replaced");
        assertThatThrownBy(() -> store.open("replaced", old))
                .isInstanceOf(PreconditionFailedException.class)
                .hasMessageEndingWith("the object is gone");
    }

    @Test
    void aMissingObjectIsEmptyAndNoErrorToDelete() {
        assertThat(store.get("nothing/here")).isEmpty();
        store.delete("nothing/here");
    }

    @Test
    void listsTheKeysOfAPrefixInOrderAcrossPages() {
        IntStream.range(0, 1100).forEach(i -> store.put("many/%04d".formatted(i), bytes("x"), ALWAYS));

        assertThat(store.list("many/")).hasSize(1100).isSorted().startsWith("many/0000");
        assertThat(store.list("many/109")).hasSize(10);
        assertThat(store.list("none/")).isEmpty();
    }

    @Test
    void aCreateLosesAgainstAnExistingObject() {
        store.put("once", bytes("first"), ABSENT);

        assertThatThrownBy(() -> store.put("once", bytes("second"), ABSENT))
                .isInstanceOf(PreconditionFailedException.class)
                .hasMessageStartingWith("Cannot write once in bucket \"lake\"");
        assertThat(store.get("once").orElseThrow().content()).isEqualTo(bytes("first"));
    }

    @Test
    void aReplacementLosesAgainstAnotherWriterOrARemoval() {
        String first = store.put("cas", bytes("1"), ABSENT);
        String second = store.put("cas", bytes("2"), new Condition.Unchanged(first));

        assertThatThrownBy(() -> store.put("cas", bytes("3"), new Condition.Unchanged(first)))
                .isInstanceOf(PreconditionFailedException.class);
        assertThat(store.get("cas").orElseThrow().etag()).isEqualTo(second);
        store.delete("cas");
        assertThatThrownBy(() -> store.put("cas", bytes("3"), new Condition.Unchanged(second)))
                .isInstanceOf(PreconditionFailedException.class);
        assertThat(store.get("cas")).isEmpty();
    }

    @Test
    void ofSeveralCreatorsAtOnceExactlyOneWins() throws InterruptedException {
        AtomicInteger winners = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        var racers = IntStream.range(0, 8)
                .mapToObj(i -> new Thread(() -> {
                    try {
                        go.await();
                        store.put("race", bytes("racer " + i), ABSENT);
                        winners.incrementAndGet();
                    } catch (PreconditionFailedException | RetriableException e) {
                        // Lost, or told to ask again.
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .toList();

        racers.forEach(Thread::start);
        go.countDown();
        for (Thread racer : racers) {
            racer.join();
        }

        assertThat(winners).hasValue(1);
    }

    @Test
    void aWrongSecretIsFatalAndNamesTheKeysButNotTheSecret() {
        try (LakeStore stranger = store(Map.of(S3Settings.SECRET_ACCESS_KEY, "hunter2"))) {
            assertThatThrownBy(stranger::checkBucket)
                    .isExactlyInstanceOf(ConnectException.class)
                    .hasMessageContaining("refuses the credentials (SignatureDoesNotMatch)")
                    .hasMessageContaining("check aws.access.key.id, aws.secret.access.key")
                    .hasMessageNotContaining("hunter2");
            assertThatThrownBy(() -> stranger.put("k", bytes("v"), ALWAYS)).isExactlyInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aMissingBucketIsFatalAndSaysWhatToDo() {
        String sentence = "bucket \"nowhere\" does not exist; create it or correct s3.bucket.name";
        try (LakeStore lost = store(Map.of(S3Settings.BUCKET, "nowhere"))) {
            assertThatThrownBy(lost::checkBucket)
                    .isExactlyInstanceOf(ConnectException.class)
                    .hasMessage("Cannot list objects in bucket \"nowhere\" at " + s3.endpoint() + ": " + sentence);
            assertThatThrownBy(() -> lost.put("k", bytes("v"), ALWAYS))
                    .isExactlyInstanceOf(ConnectException.class)
                    .hasMessageEndingWith(sentence);
            assertThatThrownBy(() -> lost.get("k")).hasMessageEndingWith(sentence);
        }
    }

    @Test
    void aStoreThatIsAwayIsAPassingOutage(@TempDir Path elsewhere) {
        LocalS3 passing = LocalS3.over(elsewhere).bucket("lake");
        try (LakeStore client =
                store(Map.of(S3Settings.STORE_URL, passing.endpoint().toString()))) {
            client.put("before", bytes("1"), ALWAYS);
            passing.stop();
            assertThatThrownBy(() -> client.put("during", bytes("2"), ALWAYS))
                    .isExactlyInstanceOf(RetriableException.class)
                    .hasMessageStartingWith("Cannot write during in bucket \"lake\" at " + passing.endpoint()
                            + ": no answer from the store (");
            assertThatThrownBy(client::checkBucket).isExactlyInstanceOf(RetriableException.class);
            passing.start();
            client.put("after", bytes("3"), ALWAYS);

            assertThat(client.list("")).containsExactly("after", "before");
        } finally {
            passing.close();
        }
    }

    @Test
    void anUnknownHostIsAPassingOutage() {
        try (LakeStore lost = store(Map.of(S3Settings.STORE_URL, "http://no-such-host.invalid:9000"))) {
            assertThatThrownBy(lost::checkBucket)
                    .isExactlyInstanceOf(RetriableException.class)
                    .hasMessageContaining("UnknownHostException");
        }
    }

    private static LakeStore store(Map<String, String> changes) {
        Map<String, String> settings = new HashMap<>(s3.settings("lake"));
        settings.putAll(changes);
        return new S3LakeStore(new S3Settings(new AbstractConfig(S3Settings.define(new ConfigDef()), settings, false)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
