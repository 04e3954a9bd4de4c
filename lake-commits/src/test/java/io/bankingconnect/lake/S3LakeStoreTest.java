package io.bankingconnect.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bankingconnect.lake.LakeStore.Condition;
import io.bankingconnect.lake.testing.LocalS3;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The adapter against a real S3 server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class S3LakeStoreTest {

    private static final Condition ALWAYS = new Condition.None();
    private static final Condition ABSENT = new Condition.Absent();

    private LocalS3 s3;
    private LakeStore store;

    LocalS3 server(Path directory) {
        return LocalS3.over(directory);
    }

    @BeforeAll
    void start(@TempDir Path directory) {
        s3 = server(directory).bucket("lake");
        store = s3.store("lake");
    }

    @AfterAll
    void stop() {
        if (s3 != null) {
            store.close();
            s3.close();
        }
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
        try (LakeStore stranger = s3.store("lake", Map.of(S3Settings.SECRET_ACCESS_KEY, "hunter2"))) {
            assertThatThrownBy(stranger::checkBucket)
                    .isExactlyInstanceOf(ConnectException.class)
                    .hasMessageContaining("refuses the credentials (SignatureDoesNotMatch)")
                    .hasMessageContaining("check aws.access.key.id, aws.secret.access.key")
                    .hasMessageNotContaining("hunter2");
            assertThatThrownBy(() -> stranger.put("k", bytes("v"), ALWAYS)).isExactlyInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aBucketThatIsRemovedMeanwhileIsFatalWhateverTheCondition() {
        s3.bucket("passing");
        try (LakeStore passing = s3.store("passing")) {
            String etag = passing.put("object", bytes("1"), ABSENT);
            s3.removeBucket("passing");

            for (Condition condition : new Condition[] {ALWAYS, ABSENT, new Condition.Unchanged(etag)}) {
                assertThatThrownBy(() -> passing.put("object", bytes("2"), condition))
                        .as(condition.toString())
                        .isExactlyInstanceOf(ConnectException.class)
                        .hasMessageEndingWith("bucket \"passing\" does not exist; create it or correct s3.bucket.name");
            }
            assertThatThrownBy(() -> passing.open("object", etag))
                    .isExactlyInstanceOf(ConnectException.class)
                    .hasMessageContaining("bucket \"passing\" does not exist");
        }
    }

    @Test
    void aLargeObjectComesBackWhole() {
        byte[] large = new byte[24 << 20];
        new Random(7).nextBytes(large);

        String etag = store.put("large", large, ABSENT);

        assertThat(store.get("large").orElseThrow().content()).isEqualTo(large);
        assertThatThrownBy(() -> store.put("large", large, ABSENT)).isInstanceOf(PreconditionFailedException.class);
        assertThat(store.put("large", bytes("small"), new Condition.Unchanged(etag)))
                .isNotEqualTo(etag);
    }

    @Test
    void namesOfAnyTopicAndFieldValueComeBackAsTheyWere() {
        List<String> keys = List.of("names/a+b=c d/ü%20&?#.parquet", "names/'single' \"double\" ~!@$^*()[]{}|;:,<>`");
        keys.forEach(key -> store.put(key, bytes(key), ABSENT));

        assertThat(store.list("names/")).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(keys)
                .allSatisfy(key ->
                        assertThat(store.get(key).orElseThrow().content()).isEqualTo(bytes(key)));
    }

    @Test
    void aMissingBucketIsFatalAndSaysWhatToDo() {
        String sentence = "bucket \"nowhere\" does not exist; create it or correct s3.bucket.name";
        try (LakeStore lost = s3.store("nowhere")) {
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
        LocalS3 passing = server(elsewhere).bucket("lake");
        try (LakeStore client = passing.store("lake")) {
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
        try (LakeStore lost = s3.store("lake", Map.of(S3Settings.STORE_URL, "http://no-such-host.invalid:9000"))) {
            assertThatThrownBy(lost::checkBucket)
                    .isExactlyInstanceOf(RetriableException.class)
                    .hasMessageContaining("UnknownHostException");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
