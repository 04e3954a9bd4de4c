package io.bankingconnect.parquet.commit;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.LakeStore.Condition;
import io.bankingconnect.lake.LakeStore.StoredObject;
import io.bankingconnect.lake.PreconditionFailedException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * The commit object of one topic partition, as one writer sees it. It changes by compare-and-set only.
 *
 * <p>An epoch belongs to one writer. So an object of this writer's epoch is what this writer wrote, even if the answer
 * never came; an object of another epoch means that somebody else took over.
 */
final class CommitObject {

    private static final Pattern NAME = Pattern.compile("([^/]+)/(\\d{1,9})\\.json");

    private final LakeStore store;
    private final String key;
    private final String connector;
    private final TopicPartition source;
    private CommitState state;
    private String etag;

    CommitObject(LakeStore store, String directory, String connector, TopicPartition source) {
        this.store = store;
        this.key = prefix(directory) + source.topic() + "/" + source.partition() + ".json";
        this.connector = connector;
        this.source = source;
    }

    /** What the keys of all commit objects of a directory begin with. */
    static String prefix(String directory) {
        return (directory.isEmpty() ? "" : directory + "/") + "_commits/";
    }

    /** The topic partition that a key below the prefix is of, or empty if it is not a commit object's. */
    static Optional<TopicPartition> source(String directory, String key) {
        Matcher name = NAME.matcher(key.substring(prefix(directory).length()));
        return name.matches()
                ? Optional.of(new TopicPartition(name.group(1), Integer.parseInt(name.group(2))))
                : Optional.empty();
    }

    /** What the object said when this writer last saw it. */
    CommitState state() {
        return state;
    }

    /**
     * Makes this the only writer.
     *
     * @param topicId the topic's id, or null if nobody could ask for it
     * @throws RetriableException if the store is away, or if another writer was faster: try again
     * @throws ConnectException if the object belongs to another connector or to another topic of the name
     */
    void takeOver(String topicId) {
        read();
        refuseAnotherTopic(topicId);
        CommitState next = state.takenOver(topicId).anew();
        try {
            etag = store.put(key, next.toJson(), etag == null ? new Condition.Absent() : new Condition.Unchanged(etag));
            state = next;
        } catch (PreconditionFailedException e) {
            throw new RetriableException("Cannot take " + source + " over: another writer was faster", e);
        }
    }

    /**
     * Changes the object, if this is still the only writer. Without effect if it says so already.
     *
     * @throws FencedException if another writer took over
     * @throws RetriableException if the store is away; the change may or may not have happened, and may be repeated
     */
    void update(UnaryOperator<CommitState> change) {
        CommitState next = change.apply(state).anew();
        if (next.saysTheSameAs(state)) {
            return;
        }
        try {
            etag = store.put(key, next.toJson(), new Condition.Unchanged(etag));
            state = next;
        } catch (PreconditionFailedException e) {
            confirm();
            if (!state.saysTheSameAs(next)) {
                throw new RetriableException("Cannot commit " + source + ": " + key + " changed on the way", e);
            }
        }
    }

    /**
     * Reads the object again.
     *
     * @throws FencedException if another writer took over
     */
    void confirm() {
        long epoch = state.epoch();
        read();
        if (etag == null) {
            throw new ConnectException("Cannot commit " + source + ": its commit object " + key
                    + " is gone from bucket \"" + store.bucket()
                    + "\"; put it back, or restart the task to begin at the consumer group's offsets");
        }
        if (state.epoch() != epoch) {
            throw new FencedException("Another writer took " + source + " over (epoch " + state.epoch()
                    + ", this one had " + epoch + ")");
        }
    }

    /** Whether the object is there and no other connector's. */
    boolean isOfThisConnector() {
        return store.get(key)
                .map(this::parsed)
                .filter(found -> found.connector().equals(connector))
                .isPresent();
    }

    private void read() {
        Optional<StoredObject> stored = store.get(key);
        state = stored.map(this::parsed).orElseGet(() -> CommitState.none(connector));
        etag = stored.map(StoredObject::etag).orElse(null);
        if (!state.connector().equals(connector)) {
            throw new ConnectException("Cannot write " + source + ": its commit object " + key + " in bucket \""
                    + store.bucket() + "\" belongs to connector \"" + state.connector()
                    + "\"; two sinks must not share a directory, give one of them another topics.dir");
        }
    }

    private CommitState parsed(StoredObject stored) {
        try {
            return CommitState.of(stored.content());
        } catch (IOException e) {
            throw new ConnectException(
                    "Cannot read the commit object " + key + " in bucket \"" + store.bucket()
                            + "\": it is not one, or was written by a newer release; upgrade, or restore it",
                    e);
        }
    }

    private void refuseAnotherTopic(String topicId) {
        if (topicId != null && state.topicId() != null && !topicId.equals(state.topicId())) {
            throw recreated(source, "its id is " + topicId + ", the lake's rows are of " + state.topicId());
        }
    }

    /** What to say when the offsets in the lake are those of a former topic of the name. */
    static ConnectException recreated(TopicPartition source, String evidence) {
        return new ConnectException("Cannot write " + source + ": the topic was deleted and created again (" + evidence
                + "). Stop the connector, set the topic's offsets to 0 (PATCH /connectors/<name>/offsets), give it another"
                + " topics.dir or move the old files away, and resume it");
    }
}
