package io.bankingconnect.faker;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of one branch, each with the offset to go on behind it, as they fall due. Not thread-safe. */
final class BranchStream {

    private static final Logger LOG = LoggerFactory.getLogger(BranchStream.class);

    private static final long NEVER = Long.MAX_VALUE;

    private final Map<String, Integer> partition;
    private final Timeline timeline;
    private final long people;
    private final Bank bank;
    private final Records records;
    private final Records labels;
    private final double transactionsPerSecond;
    private final boolean isBackfilled;
    private final LongSupplier nanoTime;
    private Pacer pacer;
    private Change next;
    private long sentMicros;

    /** Begins the stream, or lets the bank run, unseen, up to the stored offset unless that is null. */
    BranchStream(
            BankFakerSourceConfig config,
            int branch,
            Map<String, ?> storedOffset,
            Timeline fresh,
            LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        partition = StreamOffset.partition(branch);
        transactionsPerSecond = config.transactionsPerSecond();
        isBackfilled = !config.backfill().isZero();
        BankSettings settings = config.bank(branch);
        Identities identities = new Identities(settings.seed(), settings.country());
        people = identities.digest();
        Rows rows = new Rows(settings.country(), identities);
        records = config.isFlat()
                ? new FlatRecords(config.topic(), branch, rows)
                : new Envelopes(config.topic(), branch, Version.current(), rows);
        labels = new FraudLabels(config.fraudTopic(), rows);
        if (storedOffset == null) {
            timeline = fresh;
            bank = new Bank(settings, timeline);
        } else {
            StreamOffset offset = StreamOffset.of(storedOffset);
            timeline = offset.timeline();
            bank = new Bank(settings, timeline);
            resume(offset);
        }
    }

    private void resume(StreamOffset offset) {
        LOG.info("The bank of {} runs again, unseen, up to position {}", partition, offset.position());
        Change last = null;
        while (bank.position() < offset.position()) {
            Change change = bank.next();
            if (change == null) {
                break;
            }
            last = change;
        }
        if (bank.position() != offset.position() || digest() != offset.digest()) {
            throw new ConnectException("These settings do not give the " + offset.position()
                    + " records that were sent before: set "
                    + String.join(", ", BankFakerSourceConfig.STREAM_KEYS) + " and "
                    + BankFakerSourceConfig.TRANSACTIONS
                    + " back to what they were, or start over with an empty"
                    + " database and reset offsets (DELETE /connectors/<name>/offsets while it is stopped)");
        }
        sentMicros = last == null ? 0 : last.micros();
    }

    private long digest() {
        return Mix.of(people, bank.digest());
    }

    /** The bank behind the stream. */
    Bank bank() {
        return bank;
    }

    boolean isOver() {
        return peek() == null;
    }

    /** How long to wait for the next record, in nanoseconds; 0 or less if it is due. */
    long nanosToWait() {
        if (peek() == null) {
            return NEVER;
        }
        if (transactionsPerSecond == 0 || !next.insertsTransaction() || isCatchingUp()) {
            return 0;
        }
        if (pacer == null) {
            double nanosPerMicro = 1e12 / (transactionsPerSecond * timeline.liveIntervalNanos());
            long begun = isEven() ? evenMicros() : Math.max(timeline.liveMicros(), sentMicros);
            pacer = new Pacer(nanosPerMicro, begun, nanoTime);
        }
        return pacer.nanosUntil(isEven() ? evenMicros() : next.micros());
    }

    private boolean isCatchingUp() {
        return isBackfilled && bank.isInHistory();
    }

    /**
     * The next transaction's own time is no measure for when to send it: in a history that was begun without a rate it
     * follows the rhythm of the week, and at a rate far below that of the first start it is too random.
     */
    private boolean isEven() {
        return bank.isInHistory() || !timeline.holdsRate(transactionsPerSecond);
    }

    /** The time of the next transaction if all were made at the steady pace. */
    private long evenMicros() {
        return timeline.liveMicros()
                + Math.round((double) (bank.transactions() - timeline.historyTransactions())
                        * timeline.liveIntervalNanos()
                        / 1000);
    }

    /** Adds the records that are due now, up to a number. */
    void addTo(List<SourceRecord> batch, int most) {
        for (int i = 0; i < most && nanosToWait() <= 0; i++) {
            StreamOffset offset = new StreamOffset(bank.position(), digest(), timeline);
            Records target = next.row().table() == Table.FRAUD ? labels : records;
            batch.add(target.record(next, partition, offset.toMap()));
            sentMicros = next.micros();
            next = null;
        }
    }

    private Change peek() {
        if (next == null) {
            next = bank.next();
        }
        return next;
    }
}
