package io.bankingconnect.bench.simulator;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Lets the bank take in all its customers, measures the heap it holds and then how fast {@code poll()} is, and goes on to
 * the record that a restart is to be measured at.
 */
public final class StreamProbe {

    private static final int TURNS = 9;
    private static final int RECORDS_PER_TURN = 300_000;

    private final RunningTask task;
    private final long offsetAt;
    private Map<String, ?> offset;

    private StreamProbe(RunningTask task, long offsetAt) {
        this.task = task;
        this.offsetAt = offsetAt;
    }

    /**
     * Prints what it found as JSON.
     *
     * @param arguments the connector's settings as JSON, and the record whose offset is wanted
     */
    public static void main(String[] arguments) throws Exception {
        ObjectMapper json = new ObjectMapper();
        Map<String, String> settings = json.readValue(arguments[0], new TypeReference<>() {});
        long empty = usedHeap();
        StreamProbe probe = new StreamProbe(new RunningTask(settings, null), Long.parseLong(arguments[1]));
        System.out.println(json.writeValueAsString(probe.measure(Long.parseLong(settings.get("customers")), empty)));
    }

    private Map<String, Object> measure(long customers, long empty) throws InterruptedException {
        CoreTime onboarding = new CoreTime();
        while (task.customers() < customers) {
            poll(onboarding);
        }
        long onboarded = task.records();
        // One turn to let the last accounts open and the compiler see the new mix.
        turn(new CoreTime());
        long bank = usedHeap() - empty;
        long accounts = task.accounts();
        long transactionsBefore = task.transactions();
        long changesBefore = task.customerChanges();
        List<Double> recordsPerSecond = new ArrayList<>();
        CoreTime all = new CoreTime();
        for (int i = 0; i < TURNS; i++) {
            CoreTime time = new CoreTime();
            recordsPerSecond.add(turn(time) / time.coreSeconds());
            all.add(time);
        }
        double changesPerHundred =
                100.0 * (task.customerChanges() - changesBefore) / (task.transactions() - transactionsBefore);
        while (offset == null) {
            poll(new CoreTime());
        }
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("recordsPerSecond", recordsPerSecond);
        found.put("wallRecordsPerSecond", TURNS * RECORDS_PER_TURN / all.wallSeconds());
        found.put("onboardingRecordsPerSecond", onboarded / onboarding.coreSeconds());
        found.put("customerChangesPerHundredTransactions", changesPerHundred);
        found.put("accounts", accounts);
        found.put("bankBytes", bank);
        found.put("offset", offset);
        return found;
    }

    private double turn(CoreTime time) throws InterruptedException {
        long before = task.records();
        while (task.records() - before < RECORDS_PER_TURN) {
            poll(time);
        }
        return task.records() - before;
    }

    private void poll(CoreTime time) throws InterruptedException {
        time.start();
        List<SourceRecord> batch = task.poll();
        time.stop();
        task.count(batch);
        if (offset == null && task.records() >= offsetAt) {
            offset = task.offset();
        }
    }

    private static long usedHeap() {
        // A second collection takes what the first one only made unreachable.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
