package io.bankingconnect.faker;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the bank's stream at the wanted rate, and from where it stopped.
 *
 * <p>On start it lets the bank run, unseen, up to the stored position. At the end of the stream it stays idle.
 */
public final class BankFakerSourceTask extends SourceTask {

    private static final Logger LOG = LoggerFactory.getLogger(BankFakerSourceTask.class);

    /** Connect can stop a task only between polls, so none lasts much longer. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Timeline timeline;
    private Bank bank;
    private Envelopes envelopes;
    private Pacer pacer;
    private int batchSize;
    private Change next;
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
        BankSettings settings = config.bank();
        Map<String, Object> stored = context.offsetStorageReader().offset(StreamOffset.PARTITION);
        if (stored == null) {
            timeline = config.timelineFrom(clock.instant());
            bank = new Bank(settings, timeline);
        } else {
            StreamOffset offset = StreamOffset.of(stored);
            timeline = offset.timeline();
            bank = new Bank(settings, timeline);
            resume(offset);
        }
        Identities identities = new Identities(settings.seed(), settings.country());
        envelopes = new Envelopes(config.topic(), version(), new Rows(settings.country(), identities));
        pacer = new Pacer(config.transactionsPerSecond(), System::nanoTime);
        batchSize = config.batchSize();
        LOG.info("The simulated bank goes on at position {}", bank.position());
    }

    private void resume(StreamOffset offset) {
        while (bank.position() < offset.position() && bank.next() != null) {
            // Letting the bank act is all it takes.
        }
        if (bank.position() != offset.position() || bank.digest() != offset.digest()) {
            throw new ConnectException("These settings do not give the " + offset.position()
                    + " records that were sent before: set " + BankFakerSourceConfig.SEED + ", "
                    + BankFakerSourceConfig.LOCALE + ", " + BankFakerSourceConfig.CUSTOMERS + ", "
                    + BankFakerSourceConfig.TRANSACTIONS + " and " + BankFakerSourceConfig.SETTLING_GAP
                    + " back to what they were, or start over with an empty"
                    + " database and reset offsets (DELETE /connectors/<name>/offsets while it is stopped)");
        }
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        while (records.size() < batchSize && peek() != null) {
            if (next.insertsTransaction()) {
                long waitNanos = pacer.nanosToWait();
                if (waitNanos > 0 && (!records.isEmpty() || !waited(waitNanos))) {
                    break;
                }
                pacer.countTransaction();
            }
            records.add(record(next));
            next = null;
        }
        if (!records.isEmpty()) {
            return records;
        }
        if (next == null) {
            idle();
        }
        return null;
    }

    private Change peek() {
        if (next == null) {
            next = bank.next();
        }
        return next;
    }

    private SourceRecord record(Change change) {
        StreamOffset offset = new StreamOffset(bank.position(), bank.digest(), timeline);
        return envelopes.record(change, StreamOffset.PARTITION, offset.toMap());
    }

    /** Waits, but not for long; true if the whole time has passed. */
    private boolean waited(long nanos) throws InterruptedException {
        boolean isStopped = stopped.await(Math.min(nanos, LONGEST_WAIT_NANOS), TimeUnit.NANOSECONDS);
        return !isStopped && nanos <= LONGEST_WAIT_NANOS;
    }

    private void idle() throws InterruptedException {
        if (!isIdle) {
            isIdle = true;
            LOG.info("The simulated bank has closed its books at position {}", bank.position());
        }
        waited(LONGEST_WAIT_NANOS);
    }

    @Override
    public void stop() {
        stopped.countDown();
    }
}
