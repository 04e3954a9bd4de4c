package io.bankingconnect.snowflake;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * What is new among some commit events, given what the warehouse says is loaded.
 *
 * @param fresh the events that advance their topic partition, in order
 * @param files the files to copy, each with the event it belongs to
 * @param positions for every topic partition that advances: the offset its next event must start with
 */
record LoadPlan(List<CommitEvent> fresh, List<EventFile> files, Map<TopicPartition, Long> positions) {

    /** A file and the event that committed it. */
    record EventFile(CommitEvent event, LakeFile file) {}

    LoadPlan {
        fresh = List.copyOf(fresh);
        files = List.copyOf(files);
        positions = Map.copyOf(positions);
    }

    /**
     * Compares events with the warehouse's book-keeping.
     *
     * @param table where they go, for messages
     * @param loadedTo for every topic partition loaded before: the offset its next event must start with
     * @param loadedFiles the ETag of every file among the events' that was loaded before, by key
     * @throws ConnectException if an event is missing, overlaps what is loaded, or names a file that was loaded with
     *     other content
     */
    static LoadPlan of(
            String table,
            List<CommitEvent> events,
            Map<TopicPartition, Long> loadedTo,
            Map<String, String> loadedFiles) {
        List<CommitEvent> fresh = new ArrayList<>();
        List<EventFile> files = new ArrayList<>();
        Map<TopicPartition, Long> positions = new HashMap<>();
        Map<String, String> known = new HashMap<>(loadedFiles);
        for (CommitEvent event : events) {
            TopicPartition source = new TopicPartition(event.topic(), event.partition());
            Long next = positions.getOrDefault(source, loadedTo.get(source));
            boolean replay = next != null && event.endOffset() < next;
            if (!replay) {
                refuseUnlessContiguous(table, event, next);
                fresh.add(event);
                positions.put(source, event.endOffset() + 1);
            }
            for (LakeFile file : event.files()) {
                String etag = known.putIfAbsent(file.key(), file.etag());
                refuseUnlessSame(table, event, file, etag);
                if (etag == null && replay) {
                    throw new ConnectException(cannotLoad(table, event) + "offsets up to " + (next - 1)
                            + " are loaded, but " + file.key() + " is not among the loaded files: commit events came"
                            + " out of order or rows of the manifest are gone");
                }
                if (etag == null) {
                    files.add(new EventFile(event, file));
                }
            }
        }
        return new LoadPlan(fresh, files, positions);
    }

    /** Whether the warehouse has everything already. */
    boolean isEmpty() {
        return fresh.isEmpty();
    }

    private static void refuseUnlessContiguous(String table, CommitEvent event, Long next) {
        if (next == null || event.startOffset() == next) {
            return;
        }
        if (event.startOffset() > next) {
            throw new ConnectException(cannotLoad(table, event) + "the commit event for offset " + next
                    + " is missing, so rows would be lost; nothing of it was loaded. Replay the commit topic (reset this"
                    + " connector's offsets), or look why the lake's sink never sent that event");
        }
        throw new ConnectException(cannotLoad(table, event) + "offsets up to " + (next - 1)
                + " are loaded, so part of it would be loaded twice; two lake sinks write this topic, or it was"
                + " recreated");
    }

    private static void refuseUnlessSame(String table, CommitEvent event, LakeFile file, String loadedEtag) {
        if (loadedEtag != null && !loadedEtag.equals(file.etag())) {
            throw new ConnectException(cannotLoad(table, event) + file.key() + " was loaded before with other content");
        }
    }

    private static String cannotLoad(String table, CommitEvent event) {
        return "Cannot load offsets " + event.startOffset() + " to " + event.endOffset() + " of " + event.recordKey()
                + " into " + table + ": ";
    }
}
