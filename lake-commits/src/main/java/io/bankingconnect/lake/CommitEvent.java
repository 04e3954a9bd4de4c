package io.bankingconnect.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
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
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    public CommitEvent {
        Objects.requireNonNull(connector, "connector");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(table, "table");
        files = List.copyOf(files);
        if (endOffset < startOffset) {
            throw new IllegalArgumentException("A commit of offsets " + startOffset + " to " + endOffset);
        }
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
        try {
            JsonNode event = value instanceof String text ? JSON.readTree(text) : JSON.valueToTree(value);
            if (event == null || !event.isObject()) {
                throw unreadable("it is not a JSON object");
            }
            int version = event.path("version").asInt();
            if (version > VERSION) {
                throw new DataException("Lake commit event of version " + version
                        + ": this release reads versions up to " + VERSION + ", upgrade it");
            }
            return JSON.treeToValue(event, CommitEvent.class);
        } catch (JsonMappingException e) {
            String field = e.getPath().stream().map(CommitEvent::step).collect(Collectors.joining("."));
            throw unreadable(
                    field.isEmpty() ? "a field is missing or wrong" : "field " + field + " is missing or wrong");
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw unreadable("it is not JSON");
        }
    }

    private static String step(JsonMappingException.Reference reference) {
        return reference.getFieldName() == null ? "" + reference.getIndex() : reference.getFieldName();
    }

    // Without a cause: a parser's message quotes the record, which on a wrong topic may hold anything.
    private static DataException unreadable(String reason) {
        return new DataException("Not a lake commit event: " + reason + "; check the topic, and that value.converter is"
                + " JsonConverter with schemas.enable=false");
    }
}
