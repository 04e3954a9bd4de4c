package io.bankingconnect.parquet.commit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bankingconnect.lake.CommitEvent;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * What the commit object of a topic partition says.
 *
 * @param connector the name of the only connector that may write the partition
 * @param topicId the id of the topic that the offsets belong to; null while nobody could ask for it
 * @param epoch grows by one with every writer that takes the partition over; 0 for none so far
 * @param nextOffset the offset of the first record that is not in a committed file; {@value #UNKNOWN} before the first
 *     commit
 * @param pending the keys of the files that the writer of this epoch may have begun to write, and has not committed
 * @param lastEvent the last event, which may not have reached the commits topic; null before the first commit
 * @param attempt a name for this write of the object: no two have the same bytes, so an ETag never comes back
 */
record CommitState(
        String connector,
        String topicId,
        long epoch,
        long nextOffset,
        List<String> pending,
        CommitEvent lastEvent,
        String attempt) {

    static final long UNKNOWN = -1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    CommitState {
        Objects.requireNonNull(connector, "connector");
        pending = List.copyOf(pending);
    }

    /** The state of a partition that nobody ever wrote. */
    static CommitState none(String connector) {
        return new CommitState(connector, null, 0, UNKNOWN, List.of(), null, "");
    }

    /** The object's content, or an exception whose message says what is wrong with it. */
    static CommitState of(byte[] content) throws IOException {
        return JSON.readValue(content, CommitState.class);
    }

    byte[] toJson() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A commit state is always writable as JSON", e);
        }
    }

    OptionalLong position() {
        return nextOffset == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(nextOffset);
    }

    /** This state under a new writer, of the topic of that id if one is known. */
    CommitState takenOver(String currentTopicId) {
        String id = currentTopicId == null ? topicId : currentTopicId;
        return new CommitState(connector, id, epoch + 1, nextOffset, pending, lastEvent, attempt);
    }

    /** This state with other files that may be half done. */
    CommitState writing(List<String> keys) {
        return new CommitState(connector, topicId, epoch, nextOffset, keys, lastEvent, attempt);
    }

    /** This state after a commit. */
    CommitState committed(CommitEvent event) {
        return new CommitState(connector, topicId, epoch, event.endOffset() + 1, List.of(), event, attempt);
    }

    /** This state at another offset of a topic that may be another one by now. */
    CommitState movedTo(long offset) {
        return new CommitState(connector, null, epoch, offset, List.of(), lastEvent, attempt);
    }

    /** This state with the name of a write of its own. */
    CommitState anew() {
        return new CommitState(
                connector,
                topicId,
                epoch,
                nextOffset,
                pending,
                lastEvent,
                UUID.randomUUID().toString());
    }

    /** Whether both say the same, whichever attempt wrote them. */
    boolean saysTheSameAs(CommitState other) {
        return epoch == other.epoch
                && nextOffset == other.nextOffset
                && pending.equals(other.pending)
                && Objects.equals(topicId, other.topicId)
                && Objects.equals(lastEvent, other.lastEvent);
    }
}
