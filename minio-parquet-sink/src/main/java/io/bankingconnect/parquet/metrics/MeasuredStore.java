package io.bankingconnect.parquet.metrics;

import io.bankingconnect.lake.LakeStore;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** A store that tells how long the uploads of files took. Safe for use by several threads. */
public final class MeasuredStore implements LakeStore {

    private final LakeStore store;
    private final Clock clock;
    private final SinkMetrics metrics;

    public MeasuredStore(LakeStore store, Clock clock, SinkMetrics metrics) {
        this.store = store;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public String put(String key, byte[] content, Condition condition) {
        long sentAtMs = clock.millis();
        String etag = store.put(key, content, condition);
        if (key.endsWith(".parquet")) {
            metrics.uploaded(clock.millis() - sentAtMs);
        }
        return etag;
    }

    @Override
    public String bucket() {
        return store.bucket();
    }

    @Override
    public String place() {
        return store.place();
    }

    @Override
    public Optional<StoredObject> get(String key) {
        return store.get(key);
    }

    @Override
    public InputStream open(String key, String etag) {
        return store.open(key, etag);
    }

    @Override
    public List<String> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }

    @Override
    public void checkBucket() {
        store.checkBucket();
    }

    @Override
    public void close() {
        store.close();
    }
}
