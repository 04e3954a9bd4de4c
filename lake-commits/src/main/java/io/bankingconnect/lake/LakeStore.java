package io.bankingconnect.lake;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * One bucket of the lake's object store.
 *
 * <p>Every method sorts its failures: {@link org.apache.kafka.connect.errors.RetriableException} for a passing outage,
 * {@link PreconditionFailedException} for a lost compare-and-set, and
 * {@link org.apache.kafka.connect.errors.ConnectException} for what no retry mends (credentials, a missing bucket).
 * Implementations are safe for use by several threads.
 */
public interface LakeStore extends AutoCloseable {

    /** What must be true of the object's name for a PUT to happen. */
    sealed interface Condition {

        /** The name is free ({@code If-None-Match: *}). */
        record Absent() implements Condition {}

        /** The object is the one with this ETag ({@code If-Match}). */
        record Unchanged(String etag) implements Condition {}

        /** Nothing: an object of that name is replaced. */
        record None() implements Condition {}
    }

    /** A stored object's content and its ETag, without quotes. */
    record StoredObject(byte[] content, String etag) {}

    /** The bucket's name. */
    String bucket();

    /** Where the store is, for messages. */
    default String place() {
        return "an unnamed place";
    }

    /**
     * Stores an object whole, or not at all.
     *
     * @return its ETag, without quotes
     * @throws PreconditionFailedException if the condition does not hold
     */
    String put(String key, byte[] content, Condition condition);

    /** The object with its ETag, or empty if there is none of that name. */
    Optional<StoredObject> get(String key);

    /**
     * Opens an object for reading; the caller closes the stream.
     *
     * @param etag the ETag the object must have
     * @throws PreconditionFailedException if the object is another one by now, or gone
     */
    InputStream open(String key, String etag);

    /** The keys below a prefix, in lexical order. */
    List<String> list(String prefix);

    /** Removes an object; one that is not there is no error. */
    void delete(String key);

    /**
     * Asks whether the bucket exists and may be used.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if not, naming the bucket
     */
    void checkBucket();

    @Override
    void close();
}
