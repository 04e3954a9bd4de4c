package io.bankingconnect.parquet;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.PreconditionFailedException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.RetriableException;

/** A store in memory that honours conditions, and misbehaves the way a test wants it to. */
public final class MemoryStore implements LakeStore {

    /** What becomes of a request. */
    enum Fate {
        /** It is answered. */
        ANSWERED,
        /** It never reaches the store. */
        LOST,
        /** It is carried out, but the answer is lost. */
        UNANSWERED,
        /** The answer is lost, and it is carried out later. */
        DELAYED,
        /** The process dies before it is sent. */
        CRASH_BEFORE,
        /** The process dies after it was carried out. */
        CRASH_AFTER
    }

    /** The end of the process that sent the request. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final SortedMap<String, byte[]> objects = new TreeMap<>();
    private final List<Runnable> delayed = new ArrayList<>();
    private Predicate<String> away = key -> false;
    private Supplier<Fate> fates = () -> Fate.ANSWERED;
    private Runnable beforeAnswer = () -> {};
    private boolean ignoresConditions;
    private int puts;

    /** The store answers nothing from now on. */
    void goAway() {
        away = key -> true;
    }

    /** The store refuses keys that match. */
    void goAwayFor(Predicate<String> keys) {
        away = keys;
    }

    void comeBack() {
        away = key -> false;
    }

    /** Asks for the fate of each request from now on. */
    void fates(Supplier<Fate> next) {
        fates = next;
    }

    /** Does something before it answers a request from now on. */
    void beforeAnswer(Runnable something) {
        beforeAnswer = something;
    }

    public void ignoreConditions() {
        ignoresConditions = true;
    }

    /** Carries the oldest delayed request out; its answer goes nowhere. */
    void landDelayed() {
        if (!delayed.isEmpty()) {
            unanswered(delayed.remove(0));
        }
    }

    boolean hasDelayed() {
        return !delayed.isEmpty();
    }

    /** The lake's files, without the objects of the protocol. */
    Map<String, byte[]> objects() {
        return objects.entrySet().stream()
                .filter(object -> object.getKey().endsWith(".parquet"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    /** The content of an object as text. */
    String text(String key) {
        return new String(objects.get(key), StandardCharsets.UTF_8);
    }

    int puts() {
        return puts;
    }

    private <T> T request(String key, Supplier<T> request) {
        beforeAnswer.run();
        if (away.test(key)) {
            throw new RetriableException("Cannot reach " + key + ": the store answered 503");
        }
        Fate fate = fates.get();
        switch (fate) {
            case ANSWERED -> {
                return request.get();
            }
            case CRASH_BEFORE -> throw new Crash();
            case CRASH_AFTER -> {
                unanswered(request::get);
                throw new Crash();
            }
            case UNANSWERED -> unanswered(request::get);
            case DELAYED -> delayed.add(request::get);
            default -> {}
        }
        throw new RetriableException("Cannot reach " + key + ": " + fate);
    }

    private static void unanswered(Runnable request) {
        try {
            request.run();
        } catch (PreconditionFailedException e) {
            // Nobody hears of it.
        }
    }

    @Override
    public String bucket() {
        return "lake";
    }

    @Override
    public String put(String key, byte[] content, Condition condition) {
        return request(key, () -> {
            byte[] there = objects.get(key);
            boolean holds = condition instanceof Condition.None
                    || condition instanceof Condition.Absent && there == null
                    || condition instanceof Condition.Unchanged unchanged
                            && there != null
                            && etag(there).equals(unchanged.etag());
            if (!holds && !ignoresConditions) {
                throw new PreconditionFailedException("Cannot write " + key + ": the store answered 412", null);
            }
            if (key.endsWith(".parquet")) {
                puts++;
            }
            objects.put(key, content);
            return etag(content);
        });
    }

    static String etag(byte[] content) {
        return HexFormat.of().toHexDigits(java.util.Arrays.hashCode(content)) + content.length;
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return request(
                key,
                () -> Optional.ofNullable(objects.get(key)).map(content -> new StoredObject(content, etag(content))));
    }

    @Override
    public InputStream open(String key, String etag) {
        return new ByteArrayInputStream(get(key).orElseThrow().content());
    }

    @Override
    public List<String> list(String prefix) {
        return objects().keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public void delete(String key) {
        request(key, () -> objects.remove(key));
    }

    @Override
    public void checkBucket() {
        request("", () -> true);
    }

    @Override
    public void close() {
        // Tests look into it afterwards.
    }
}
