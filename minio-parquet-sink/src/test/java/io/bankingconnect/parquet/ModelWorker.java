package io.bankingconnect.parquet;

import static io.bankingconnect.parquet.TaskHarness.ACCOUNTS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;

/** A worker that reads one partition the way Connect does: position, seeks, pauses. */
final class ModelWorker {

    private final TaskHarness harness;
    private final List<SinkRecord> topic;
    private long position;
    private boolean polling;

    /**
     * Starts a worker on the partition.
     *
     * @param topic the partition's records in order of offset; a filtered one is null
     * @param position the consumer group's offset
     */
    ModelWorker(TaskHarness harness, List<SinkRecord> topic, long position, boolean deferred) {
        this.harness = harness;
        this.topic = topic;
        this.position = position;
        if (deferred) {
            harness.jobs.defer();
        }
        harness.withDeadLetterQueue().open(ACCOUNTS);
    }

    static ModelWorker start(
            Map<String, String> settings, TaskHarness world, List<SinkRecord> topic, long position, boolean deferred) {
        TaskHarness harness = new TaskHarness(settings, world.store, world.log, world.clock);
        return new ModelWorker(harness, topic, position, deferred);
    }

    /** One iteration of the worker's loop with at most that many records. */
    void poll(int most) {
        if (polling) {
            // Its one task thread is in the middle of something, for example waits for the store.
            return;
        }
        polling = true;
        try {
            deliver(most);
        } finally {
            polling = false;
        }
    }

    private void deliver(int most) {
        harness.pollSeek(ACCOUNTS).ifPresent(offset -> position = offset);
        List<SinkRecord> batch = new ArrayList<>();
        if (harness.assignment().contains(ACCOUNTS) && !harness.isPaused(ACCOUNTS)) {
            int end = (int) Math.min(topic.size(), position + most);
            for (int offset = (int) position; offset < end; offset++) {
                if (topic.get(offset) != null) {
                    batch.add(topic.get(offset));
                }
            }
            position = end;
        }
        harness.consumed.put(ACCOUNTS, position);
        harness.put(batch);
    }

    boolean runOneJob() {
        return harness.jobs.runOne();
    }

    /** Runs what the upload threads have, and everything after it at once. */
    void runAllJobs() {
        harness.jobs.runAll();
    }

    /** The offset that the worker would report, or null. */
    Long committable() {
        return harness.committable(ACCOUNTS);
    }

    /** Lets the worker know that the partition is no longer its own. */
    void revoke() {
        harness.revoke(ACCOUNTS);
    }

    List<String> deadLetters() {
        return harness.deadLetters;
    }
}
