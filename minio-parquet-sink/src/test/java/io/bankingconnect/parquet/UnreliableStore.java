package io.bankingconnect.parquet;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.PreconditionFailedException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.connect.errors.RetriableException;

/** Stands before a store and misbehaves the way a test wants it to. */
final class UnreliableStore implements LakeStore {

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

    private final LakeStore reliable;
    private final List<Runnable> delayed = new ArrayList<>();
    private Predicate<String> away = key -> false;
    private Supplier<Fate> fates = () -> Fate.ANSWERED;
    private Runnable beforeAnswer = () -> {};
    private boolean ignoresConditions;
    private int puts;

    UnreliableStore(LakeStore reliable) {
        this.reliable = reliable;
    }

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

    /** Does something before it answers a request from now on. */
    void beforeAnswer(Runnable something) {
        beforeAnswer = something;
    }

    /** Asks for the fate of each request from now on. */
    void fates(Supplier<Fate> next) {
        fates = next;
    }

    void ignoreConditions() {
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

    /** The lake's files as they are, without the objects of the protocol. */
    SortedMap<String, byte[]> objects() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        for (String key : list("")) {
            if (key.endsWith(".parquet")) {
                files.put(key, reliable.get(key).orElseThrow().content());
            }
        }
        return files;
    }

    /** The content of an object as text. */
    String text(String key) {
        return new String(reliable.get(key).orElseThrow().content(), StandardCharsets.UTF_8);
    }

    /** The ETag of an object. */
    String etag(String key) {
        return reliable.get(key).orElseThrow().etag();
    }

    /** How many files were stored. */
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
        return reliable.bucket();
    }

    @Override
    public String place() {
        return reliable.place();
    }

    @Override
    public String put(String key, byte[] content, Condition condition) {
        return request(key, () -> {
            String etag = reliable.put(key, content, ignoresConditions ? new Condition.None() : condition);
            if (key.endsWith(".parquet")) {
                puts++;
            }
            return etag;
        });
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return request(key, () -> reliable.get(key));
    }

    @Override
    public InputStream open(String key, String etag) {
        return request(key, () -> reliable.open(key, etag));
    }

    /** The keys of the lake's files, without the objects of the protocol. */
    @Override
    public List<String> list(String prefix) {
        return reliable.list(prefix);
    }

    @Override
    public void delete(String key) {
        request(key, () -> {
            reliable.delete(key);
            return true;
        });
    }

    @Override
    public void checkBucket() {
        request("", () -> {
            reliable.checkBucket();
            return true;
        });
    }

    @Override
    public void close() {
        // Tests look into it afterwards.
    }
}
