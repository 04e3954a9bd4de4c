package io.bankingconnect.parquet;

import io.bankingconnect.lake.LakeStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.connect.errors.RetriableException;

/** A store in memory that is away when a test wants it to be. */
final class MemoryStore implements LakeStore {

    private final SortedMap<String, byte[]> objects = new TreeMap<>();
    private Predicate<String> away = key -> false;
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

    Map<String, byte[]> objects() {
        return objects;
    }

    int puts() {
        return puts;
    }

    private void reach(String key) {
        if (away.test(key)) {
            throw new RetriableException("Cannot write " + key + ": the store answered 503");
        }
    }

    @Override
    public String bucket() {
        return "lake";
    }

    @Override
    public String put(String key, byte[] content, Condition condition) {
        reach(key);
        puts++;
        objects.put(key, content);
        return etag(content);
    }

    private static String etag(byte[] content) {
        return HexFormat.of().toHexDigits(java.util.Arrays.hashCode(content));
    }

    @Override
    public Optional<StoredObject> get(String key) {
        reach(key);
        return Optional.ofNullable(objects.get(key)).map(content -> new StoredObject(content, etag(content)));
    }

    @Override
    public InputStream open(String key, String etag) {
        return new ByteArrayInputStream(get(key).orElseThrow().content());
    }

    @Override
    public List<String> list(String prefix) {
        return objects.keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    @Override
    public void checkBucket() {
        reach("");
    }

    @Override
    public void close() {
        // Tests look into it afterwards.
    }
}
