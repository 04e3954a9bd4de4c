package io.bankingconnect.parquet;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.PreconditionFailedException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A store in memory that honours conditions. */
final class MemoryStore implements LakeStore {

    private final SortedMap<String, byte[]> objects = new TreeMap<>();

    @Override
    public String bucket() {
        return "lake";
    }

    @Override
    public String put(String key, byte[] content, Condition condition) {
        byte[] there = objects.get(key);
        boolean holds = condition instanceof Condition.None
                || condition instanceof Condition.Absent && there == null
                || condition instanceof Condition.Unchanged unchanged
                        && there != null
                        && etag(there).equals(unchanged.etag());
        if (!holds) {
            throw new PreconditionFailedException("Cannot write " + key + ": the store answered 412", null);
        }
        objects.put(key, content);
        return etag(content);
    }

    private static String etag(byte[] content) {
        return HexFormat.of().toHexDigits(Arrays.hashCode(content)) + content.length;
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return Optional.ofNullable(objects.get(key)).map(content -> new StoredObject(content, etag(content)));
    }

    @Override
    public InputStream open(String key, String etag) {
        StoredObject there = get(key).filter(object -> object.etag().equals(etag))
                .orElseThrow(() -> new PreconditionFailedException("Cannot read " + key + ": another one", null));
        return new ByteArrayInputStream(there.content());
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
        // There is but one.
    }

    @Override
    public void close() {
        // Tests look into it afterwards.
    }
}
