package io.bankingconnect.parquet;

import static io.bankingconnect.parquet.Changes.NOON;
import static io.bankingconnect.parquet.Changes.change;
import static io.bankingconnect.parquet.Changes.record;
import static io.bankingconnect.parquet.Changes.tombstone;
import static io.bankingconnect.parquet.TaskHarness.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeFile;
import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.parquet.UnreliableStore.Crash;
import io.bankingconnect.parquet.UnreliableStore.Fate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Whatever sequence of crashes, outages, rebalances and zombies: each record is in exactly one committed file, and no
 * event is lost; and once it is quiet, the same holds for a reader who lists all files.
 */
class ExactlyOnceTest {

    enum Kind {
        /** Records arrive and the owner takes some. */
        DELIVER,
        /** The owner's loop turns. */
        POLL,
        /** So much time passes that groups and back-offs are due. */
        TIME_PASSES,
        /** The owner's offsets reach the consumer group. */
        OFFSETS_ARE_COMMITTED,
        /** The partition moves on in good order. */
        REBALANCE,
        /** The owner's process dies. */
        CRASH,
        /** The partition moves on and its owner does not know. */
        ZOMBIE,
        /** A former owner goes on as if nothing had happened. */
        ZOMBIE_POLLS,
        /** An upload thread of any worker does its next piece of work. */
        JOB_RUNS,
        /** A request that a worker gave up reaches the store after all. */
        DELAYED_REQUEST_LANDS
    }

    /** Something that happens; {@code dice} chooses the details. */
    record Step(Kind kind, int dice) {}

    /** What becomes of a request, and whether another worker acts while it is on its way. */
    record Request(Fate fate, boolean interrupted, int dice) {}

    private static final int ROTATIONS = 4;

    /** A schema that can be merged with that of the accounts. */
    private static final Schema WIDER = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("nickname", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    /** One that cannot. */
    private static final Schema OTHER =
            SchemaBuilder.struct().field("id", Schema.STRING_SCHEMA).build();

    private Path directory;
    private TaskHarness world;
    private List<SinkRecord> topic;
    private List<ModelWorker> zombies;
    private List<ModelWorker> workers;
    private ModelWorker owner;
    private long groupOffset;
    private Iterator<Request> requests;
    private int depth;
    private boolean crashed;

    LakeStore emptyStore() {
        return new MemoryStore();
    }

    @BeforeTry
    void freshLake() throws IOException {
        directory = Files.createTempDirectory("lake");
        world = new TaskHarness(Map.of(), emptyStore());
        topic = new ArrayList<>();
        zombies = new ArrayList<>();
        workers = new ArrayList<>();
        owner = null;
        groupOffset = 0;
        depth = 0;
        crashed = false;
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
        Arbitrary<Kind> kind = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just(Kind.DELIVER)),
                Tuple.of(4, Arbitraries.of(Kind.JOB_RUNS, Kind.TIME_PASSES)),
                Tuple.of(6, Arbitraries.of(Kind.class)));
        return Combinators.combine(kind, Arbitraries.integers().between(0, 999))
                .as(Step::new)
                .list()
                .ofMinSize(3)
                .ofMaxSize(50);
    }

    @Provide
    Arbitrary<List<Request>> requests() {
        Arbitrary<Fate> fate = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(Fate.ANSWERED)), Tuple.of(2, Arbitraries.of(Fate.class)));
        Arbitrary<Boolean> interrupted =
                Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true)));
        return Combinators.combine(fate, interrupted, Arbitraries.integers().between(0, 999))
                .as(Request::new)
                .list()
                .ofMaxSize(150);
    }

    @Property(tries = 400)
    void holds(@ForAll("steps") List<Step> steps, @ForAll("requests") List<Request> fates) {
        requests = fates.iterator();
        world.store.fates(this::nextFate);
        world.log.fates(this::nextFate);
        newOwner(0);

        steps.forEach(this::take);
        becomeQuiet();

        assertEventsAreCompleteAndInOrder();
        Map<String, List<Long>> rows = rowsByKey();
        assertThat(committedFiles().stream()
                        .flatMap(file -> rows.get(file.key()).stream())
                        .sorted())
                .as("rows of the committed files")
                .isEqualTo(expectedRows());
        assertThat(rows.values().stream().flatMap(List::stream).sorted())
                .as("rows of all files")
                .isEqualTo(expectedRows());
        assertThat(owner.committable()).isEqualTo(topic.size());
        assertDeadLettersAreComplete();
    }

    private Fate nextFate() {
        if (!requests.hasNext()) {
            return Fate.ANSWERED;
        }
        Request request = requests.next();
        if (request.interrupted() && depth == 0) {
            depth++;
            try {
                interrupt(request.dice());
            } finally {
                depth--;
            }
        }
        crashed = request.fate() == Fate.CRASH_BEFORE || request.fate() == Fate.CRASH_AFTER;
        return request.fate();
    }

    /** While a worker waits for its answer, another one acts. */
    private void interrupt(int dice) {
        switch (dice % 4) {
            case 0 -> take(new Step(Kind.ZOMBIE_POLLS, dice / 4));
            case 1 -> take(new Step(Kind.DELAYED_REQUEST_LANDS, 0));
            case 2 -> take(new Step(Kind.TIME_PASSES, dice / 4));
            default -> {
                take(new Step(Kind.ZOMBIE, dice / 4));
                for (int i = 0; i < 6; i++) {
                    take(new Step(i % 2 == 0 ? Kind.DELIVER : Kind.TIME_PASSES, dice + i));
                    ModelWorker newcomer = owner;
                    surviving(newcomer, newcomer::runAllJobs);
                }
            }
        }
    }

    private void take(Step step) {
        switch (step.kind()) {
            case DELIVER -> {
                produce(step.dice());
                pollOwner(1 + step.dice() % 7);
            }
            case POLL -> pollOwner(1 + step.dice() % 7);
            case TIME_PASSES -> {
                world.passTime(500 + 40L * step.dice());
                pollOwner(step.dice() % 3);
            }
            case OFFSETS_ARE_COMMITTED -> commitOffsets();
            case REBALANCE -> {
                commitOffsets();
                ModelWorker former = owner;
                former.revoke();
                zombies.add(former);
                newOwner(step.dice());
            }
            case CRASH -> newOwner(step.dice());
            case ZOMBIE -> {
                zombies.add(owner);
                newOwner(step.dice());
            }
            case ZOMBIE_POLLS -> {
                if (!zombies.isEmpty()) {
                    ModelWorker zombie = zombies.get(step.dice() % zombies.size());
                    surviving(zombie, () -> zombie.poll(step.dice() % 5));
                }
            }
            case JOB_RUNS -> {
                int candidates = zombies.size() + 1;
                ModelWorker worker = step.dice() % candidates == 0 ? owner : zombies.get(step.dice() % candidates - 1);
                surviving(worker, worker::runOneJob);
            }
            case DELAYED_REQUEST_LANDS -> world.store.landDelayed();
        }
    }

    private void pollOwner(int most) {
        ModelWorker worker = owner;
        surviving(worker, () -> worker.poll(most));
    }

    private void commitOffsets() {
        Long offset = owner.committable();
        groupOffset = offset == null ? groupOffset : offset;
    }

    /** A process that dies is gone at once, and Connect gives its partition to another one. */
    private void surviving(ModelWorker worker, Runnable action) {
        try {
            action.run();
        } catch (Crash e) {
            crashed = true;
        }
        // On an upload thread the exception goes to the task, but the process is gone.
        if (crashed) {
            crashed = false;
            zombies.remove(worker);
            if (worker == owner) {
                newOwner(topic.size());
            }
        }
    }

    private void newOwner(int dice) {
        Map<String, String> settings = Map.of(
                "flush.size",
                "" + (2 + dice % ROTATIONS * 3),
                "rotate.schedule.interval.ms",
                "4000",
                "rotate.interval.ms",
                dice % 5 == 0 ? "90000000" : "-1");
        depth++;
        ModelWorker started = null;
        while (started == null) {
            try {
                started = ModelWorker.start(settings, world, topic, groupOffset, dice % 2 == 1);
            } catch (Crash e) {
                // Connect starts it elsewhere.
                crashed = false;
            }
        }
        depth--;
        owner = started;
        workers.add(owner);
    }

    private void produce(int dice) {
        int count = 1 + dice % 4;
        for (int i = 0; i < count; i++) {
            long offset = topic.size();
            switch ((dice + i) % 13) {
                case 0 -> topic.add(tombstone(ACCOUNTS, offset));
                case 1 -> topic.add(record(ACCOUNTS, offset, null, "not a struct"));
                case 2 -> topic.add(null);
                case 3 -> topic.add(record(ACCOUNTS, offset, WIDER, new Struct(WIDER).put("id", offset)));
                case 4 -> topic.add(record(ACCOUNTS, offset, OTHER, new Struct(OTHER).put("id", "text")));
                default -> topic.add(change(ACCOUNTS, offset, NOON + (dice + i) % 3 * 86_400_000L));
            }
        }
    }

    private void becomeQuiet() {
        requests = List.<Request>of().iterator();
        zombies.forEach(ModelWorker::revoke);
        for (int i = 0; i < 30; i++) {
            if (i % 3 == 0) {
                world.store.landDelayed();
                zombies.forEach(ModelWorker::runOneJob);
            }
            world.passTime(70_000);
            owner.poll(5 + topic.size() / 10);
            owner.runAllJobs();
        }
        while (world.store.hasDelayed()) {
            world.store.landDelayed();
        }
        zombies.forEach(ModelWorker::runAllJobs);
        owner.poll(0);
    }

    private void assertEventsAreCompleteAndInOrder() {
        long next = -1;
        for (CommitEvent event : distinctEvents()) {
            assertThat(event.startOffset()).as("start of an event").isEqualTo(next == -1 ? firstDelivered() : next);
            next = event.endOffset() + 1;
        }
        assertThat(next).as("end of the events").isEqualTo(lastDelivered() + (firstDelivered() < 0 ? 0 : 1));
    }

    /** Events in the order in which they first appeared; the same event again is none. */
    private List<CommitEvent> distinctEvents() {
        return world.log.events().stream().distinct().toList();
    }

    private long firstDelivered() {
        return LongStream.range(0, topic.size())
                .filter(offset -> topic.get((int) offset) != null)
                .findFirst()
                .orElse(-1);
    }

    private long lastDelivered() {
        return LongStream.range(0, topic.size())
                .filter(offset -> topic.get((int) offset) != null)
                .max()
                .orElse(-1);
    }

    private List<LakeFile> committedFiles() {
        List<LakeFile> files = distinctEvents().stream()
                .flatMap(event -> event.files().stream())
                .toList();
        for (LakeFile file : files) {
            assertThat(world.store.etag(file.key())).as("the file of an event").isEqualTo(file.etag());
        }
        return files;
    }

    private List<Long> expectedRows() {
        return LongStream.range(0, topic.size())
                .filter(offset -> topic.get((int) offset) != null)
                .filter(offset -> topic.get((int) offset).value() instanceof Struct)
                .boxed()
                .toList();
    }

    private void assertDeadLettersAreComplete() {
        List<String> deadLetters = workers.stream()
                .flatMap(worker -> worker.deadLetters().stream())
                .toList();
        for (SinkRecord refused : topic) {
            if (refused != null && refused.value() instanceof String) {
                assertThat(deadLetters)
                        .anyMatch(message ->
                                message.startsWith("Cannot write the record at offset " + refused.kafkaOffset() + " "));
            }
        }
    }

    private Map<String, List<Long>> rowsByKey() {
        Map<String, byte[]> objects = world.store.objects();
        Map<String, List<Long>> rows = new LinkedHashMap<>();
        objects.keySet().forEach(key -> rows.put(key, new ArrayList<>()));
        if (objects.isEmpty()) {
            return rows;
        }
        try (Lake lake = Lake.in(directory).with(objects)) {
            for (String row : lake.query(
                    "SELECT filename, __offset FROM read_parquet(FILES, filename = true, union_by_name = true)")) {
                String[] values = row.split("\\|");
                String key = directory.relativize(Path.of(values[0])).toString();
                rows.get(key).add(Long.parseLong(values[1]));
            }
        }
        return rows;
    }
}
