package io.bankingconnect.parquet;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.PreconditionFailedException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A store that honours conditions, keeps the small objects, and of the files only their number and size: a benchmark's
 * memory must not fill with what a real store would keep on disk. Safe for use by several threads.
 */
final class MemoryLakeStore implements LakeStore {

    private record Entry(byte[] content, String etag) {}

    private final Map<String, Entry> objects = new ConcurrentHashMap<>();
    private final AtomicLong etags = new AtomicLong();
    private final AtomicInteger files = new AtomicInteger();
    private final AtomicLong fileBytes = new AtomicLong();
    private volatile byte[] lastFile = {};

    int files() {
        return files.get();
    }

    long fileBytes() {
        return fileBytes.get();
    }

    byte[] lastFile() {
        return lastFile;
    }

    @Override
    public String bucket() {
        return "lake";
    }

    @Override
    public String place() {
        return "memory";
    }

    @Override
    public String put(String key, byte[] content, Condition condition) {
        boolean isFile = key.endsWith(".parquet");
        Entry entry = new Entry(isFile ? new byte[0] : content, Long.toHexString(etags.incrementAndGet()));
        objects.compute(key, (name, there) -> {
            boolean holds = condition instanceof Condition.None
                    || condition instanceof Condition.Absent && there == null
                    || condition instanceof Condition.Unchanged unchanged
                            && there != null
                            && there.etag().equals(unchanged.etag());
            if (!holds) {
                throw new PreconditionFailedException("Cannot write " + key + ": the condition does not hold", null);
            }
            return entry;
        });
        if (isFile) {
            files.incrementAndGet();
            fileBytes.addAndGet(content.length);
            lastFile = content;
        }
        return entry.etag();
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return Optional.ofNullable(objects.get(key)).map(entry -> new StoredObject(entry.content(), entry.etag()));
    }

    @Override
    public InputStream open(String key, String etag) {
        return new ByteArrayInputStream(objects.get(key).content());
    }

    @Override
    public List<String> list(String prefix) {
        return objects.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .sorted()
                .toList();
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    @Override
    public void checkBucket() {
        // It is always there.
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
