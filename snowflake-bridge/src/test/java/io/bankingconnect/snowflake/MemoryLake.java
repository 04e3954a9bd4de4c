package io.bankingconnect.snowflake;

import io.bankingconnect.lake.LakeStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/** A lake in memory that fails on demand. */
final class MemoryLake implements LakeStore {

    static final String BUCKET = "lake";

    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final AtomicInteger outages = new AtomicInteger();
    private final AtomicInteger brokenStreams = new AtomicInteger();

    /** The next opening of a file meets no store. */
    void failNextOpen() {
        outages.set(1);
    }

    /** The next file breaks off in the middle. */
    void breakNextStream() {
        brokenStreams.set(1);
    }

    @Override
    public String bucket() {
        return BUCKET;
    }

    @Override
    public String put(String key, byte[] content, Condition condition) {
        objects.put(key, content.clone());
        return etag(content);
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return Optional.ofNullable(objects.get(key)).map(content -> new StoredObject(content, etag(content)));
    }

    @Override
    public InputStream open(String key, String etag) {
        if (outages.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new RetriableException("store answered 503");
        }
        byte[] content = objects.get(key);
        if (content == null || !etag(content).equals(etag)) {
            throw new ConnectException("Cannot read " + key + ": it changed");
        }
        return brokenStreams.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                ? new BrokenStream(content)
                : new ByteArrayInputStream(content);
    }

    @Override
    public List<String> list(String prefix) {
        List<String> keys = new ArrayList<>(objects.keySet());
        keys.removeIf(key -> !key.startsWith(prefix));
        return keys;
    }

    @Override
    public void delete(String key) {
        objects.remove(key);
    }

    @Override
    public void checkBucket() {
        // It is there.
    }

    @Override
    public void close() {
        // Several tasks of a test share it.
    }

    private static String etag(byte[] content) {
        return Integer.toHexString(Utils.murmur2(content)) + "-" + content.length;
    }

    private static final class BrokenStream extends InputStream {

        private final byte[] content;
        private int position;

        BrokenStream(byte[] content) {
            this.content = content;
        }

        @Override
        public int read() throws IOException {
            if (position >= content.length / 2) {
                throw new IOException("connection reset");
            }
            return content[position++] & 0xff;
        }
    }
}
