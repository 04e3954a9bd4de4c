package io.bankingconnect.faker;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.TransactionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the streams of some branches at the wanted rate, and each from where it stopped. At their end it stays idle.
 *
 * <p>Where the connector sets the transactions' boundaries, each batch is one.
 */
public final class BankFakerSourceTask extends SourceTask {

    private static final Logger LOG = LoggerFactory.getLogger(BankFakerSourceTask.class);

    /** Connect can stop a task only between polls, so none lasts much longer. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final List<BranchStream> streams = new ArrayList<>();
    private int batchSize;
    private boolean isIdle;

    public BankFakerSourceTask() {
        this(Clock.systemUTC());
    }

    BankFakerSourceTask(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String version() {
        return Version.current();
    }

    @Override
    public void start(Map<String, String> props) {
        BankFakerSourceConfig config = new BankFakerSourceConfig(props);
        batchSize = config.batchSize();
        Timeline fresh = config.timelineFrom(clock.instant());
        for (int branch : config.branchesOfTask()) {
            Map<String, Object> stored = context.offsetStorageReader().offset(StreamOffset.partition(branch));
            BranchStream stream = new BranchStream(config, branch, stored, fresh, System::nanoTime);
            streams.add(stream);
            LOG.info(
                    "Branch {} of the simulated bank goes on at position {}",
                    branch,
                    stream.bank().position());
        }
    }

    /** The banks behind the task's branches, as they are after the records that were polled. */
    List<Bank> banks() {
        return streams.stream().map(BranchStream::bank).toList();
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> batch = due();
        if (batch.isEmpty() && waitForNext()) {
            batch = due();
        }
        if (batch.isEmpty()) {
            return null;
        }
        TransactionContext transaction = context.transactionContext();
        if (transaction != null) {
            transaction.commitTransaction();
        }
        return batch;
    }

    private List<SourceRecord> due() {
        List<SourceRecord> batch = new ArrayList<>();
        int share = Math.max(1, batchSize / Math.max(1, streams.size()));
        // Another branch comes first each time, or one could take every batch.
        Collections.rotate(streams, 1);
        for (BranchStream stream : streams) {
            stream.addTo(batch, Math.min(share, batchSize - batch.size()));
        }
        return batch;
    }

    /** Waits for the next record, but not for long; true if it is due now. */
    private boolean waitForNext() throws InterruptedException {
        long nanos = LONGEST_WAIT_NANOS;
        boolean isOver = true;
        for (BranchStream stream : streams) {
            isOver &= stream.isOver();
            nanos = Math.min(nanos, stream.nanosToWait());
        }
        if (isOver && !isIdle) {
            isIdle = true;
            LOG.info("The simulated bank has closed its books");
        }
        return !stopped.await(nanos, TimeUnit.NANOSECONDS) && nanos < LONGEST_WAIT_NANOS;
    }

    @Override
    public void stop() {
        stopped.countDown();
    }
}
