package io.bankingconnect.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/**
 * Says that a group of lake files of one topic partition is complete and committed.
 *
 * <p>The events of a partition are contiguous: {@code startOffset} is the previous event's {@code endOffset} + 1, offsets
 * of filtered records included, so a reader sees when one is missing. Readers ignore fields they do not know.
 *
 * @param version the version of this format, {@value #VERSION}
 * @param connector the name of the connector that committed
 * @param topic the Kafka topic the rows came from
 * @param partition its partition
 * @param table the lake's table, the first part of the files' keys
 * @param epoch the writer's epoch in the partition's commit object; 0 for a writer that keeps none
 * @param startOffset the first offset that the group covers
 * @param endOffset the last offset that the group covers, inclusive
 * @param files the group's files; empty when every record of the range was filtered
 */
public record CommitEvent(
        int version,
        String connector,
        String topic,
        int partition,
        String table,
        long epoch,
        long startOffset,
        long endOffset,
        List<LakeFile> files) {

    /** The version this class writes. */
    public static final int VERSION = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    public CommitEvent {
        files = List.copyOf(files);
    }

    /** The key of the event's Kafka record, {@code <topic>-<partition>}. */
    public String recordKey() {
        return topic + "-" + partition;
    }

    /** This event as one JSON object. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A commit event is always writable as JSON", e);
        }
    }

    /**
     * Reads the value of a commit event's record.
     *
     * @param value JSON text, or the {@code Map} that {@code JsonConverter} makes of it with
     *     {@code schemas.enable=false}
     * @throws DataException if the value is neither, misses a field, or is of a newer version than {@value #VERSION}
     */
    public static CommitEvent of(Object value) {
        CommitEvent event;
        try {
            event = value instanceof String text
                    ? JSON.readValue(text, CommitEvent.class)
                    : JSON.convertValue(value, CommitEvent.class);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new DataException(
                    "Not a lake commit event: check the topic, and that value.converter is"
                            + " JsonConverter with schemas.enable=false",
                    e);
        }
        if (event == null || event.version() > VERSION) {
            throw new DataException(
                    event == null
                            ? "Not a lake commit event: the record has no value"
                            : "Lake commit event of version " + event.version() + ": this release reads versions up to "
                                    + VERSION + ", upgrade it");
        }
        return event;
    }
}
