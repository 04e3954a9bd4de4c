package io.bankingconnect.faker;

import java.util.ArrayDeque;
import java.util.Queue;

/** What the bank did and nobody has read yet, with the bank's clock. Not thread-safe. */
final class Journal {

    private final Queue<Change> changes = new ArrayDeque<>(4);
    private final Arrivals arrivals;
    private final Dice dice;
    private final double duplicateRate;
    private long written;
    private long transactions;
    private long nowMicros;
    private long nextArrivalMicros;

    /** @param duplicateRate the share of changes that are written twice */
    Journal(Timeline timeline, Dice dice, double duplicateRate) {
        this.dice = dice;
        this.duplicateRate = duplicateRate;
        arrivals = new Arrivals(timeline, dice);
        nowMicros = timeline.startMicros();
        nextArrivalMicros = arrivals.nextMicros();
    }

    /** Writes a change that happened at the bank's time now. */
    void write(Change.Kind kind, Row row) {
        Change change = new Change(kind, row, nowMicros);
        put(change);
        if (duplicateRate > 0 && dice.chance(duplicateRate)) {
            put(change);
        }
        if (change.insertsTransaction()) {
            transactions++;
        }
    }

    /** Writes down the truth, which is no part of the bank's database. */
    void label(FraudRow row) {
        changes.add(new Change(Change.Kind.CREATE, row, nowMicros));
    }

    private void put(Change change) {
        changes.add(change);
        written++;
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    Change take() {
        return changes.remove();
    }

    /** How many changes of the database were written, duplicates included. */
    long written() {
        return written;
    }

    /** How many transactions were inserted; also the number of the last one. */
    long transactions() {
        return transactions;
    }

    /** When the next transaction will be made. */
    long nextTransactionMicros() {
        return Math.max(nowMicros + 1, nextArrivalMicros);
    }

    /** Lets a little time pass, less than to the next transaction. Times are in microseconds; none is given twice. */
    long tick() {
        long left = nextArrivalMicros - nowMicros;
        nowMicros += left > 8 ? 1 + (long) (left / 4 * dice.uniform()) : 1;
        return nowMicros;
    }

    /** Lets time pass to the next transaction. */
    long tickToTransaction() {
        nowMicros = nextTransactionMicros();
        nextArrivalMicros = arrivals.nextMicros();
        return nowMicros;
    }
}
