package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacerTest {

    private final AtomicLong now = new AtomicLong(123);

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 7, 200, 3333, 250_000})
    void holdsTheRateOverAMinute(double perSecond) {
        Pacer pacer = new Pacer(perSecond, now::get);
        long end = now.get() + TimeUnit.MINUTES.toNanos(1);

        long transactions = 0;
        while (now.get() < end) {
            long wait = pacer.nanosToWait();
            if (wait > 0) {
                now.addAndGet(wait);
            } else {
                pacer.countTransaction();
                transactions++;
            }
        }

        assertThat((double) transactions).isBetween(60 * perSecond * 0.99, 60 * perSecond * 1.01 + 1);
    }

    @Test
    void makesUpForOneSecondAtMost() {
        Pacer pacer = new Pacer(100, now::get);
        now.addAndGet(TimeUnit.MINUTES.toNanos(10));

        int atOnce = 0;
        while (pacer.nanosToWait() <= 0) {
            pacer.countTransaction();
            atOnce++;
        }

        assertThat(atOnce).isBetween(100, 101);
    }

    @Test
    void zeroMeansNoLimit() {
        Pacer pacer = new Pacer(0, now::get);
        for (int i = 0; i < 1000; i++) {
            assertThat(pacer.nanosToWait()).isZero();
            pacer.countTransaction();
        }
    }
}
