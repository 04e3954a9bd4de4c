package io.bankingconnect.faker;

import java.util.Arrays;

/**
 * When transactions arrive: at random, as a Poisson process, but with a fixed number in each short block of time, so that
 * the rate holds over a minute. Not thread-safe.
 */
final class Arrivals {

    private final Timeline timeline;
    private final Dice dice;
    private double[] block = new double[0];
    private long blockStart;
    private int next;

    Arrivals(Timeline timeline, Dice dice) {
        this.timeline = timeline;
        this.dice = dice;
    }

    /** The moment of the next transaction, in microseconds; never before the one that was given before. */
    long nextMicros() {
        if (next == block.length) {
            blockStart += block.length;
            fill(timeline.blockFrom(blockStart));
        }
        return timeline.microsAt(blockStart + block[next++]);
    }

    private void fill(int size) {
        // Given how many events of a Poisson process fall into an interval, they are spread over it uniformly.
        block = block.length == size ? block : new double[size];
        for (int i = 0; i < size; i++) {
            block[i] = size * dice.uniform();
        }
        Arrays.sort(block);
        next = 0;
    }
}
