package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PacerTest {

    private static final double AS_FAST_AS_LIFE = 1000;

    private final AtomicLong now = new AtomicLong(123);

    @Test
    void theBanksTimeComesWhenItHasPassed() {
        Pacer pacer = new Pacer(AS_FAST_AS_LIFE, 5_000_000, now::get);

        assertThat(pacer.nanosUntil(5_000_000)).isZero();
        assertThat(pacer.nanosUntil(7_500_000)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(2500));
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(2500));
        assertThat(pacer.nanosUntil(7_500_000)).isZero();
    }

    @Test
    void theBanksClockMayRunFasterThanLife() {
        Pacer pacer = new Pacer(AS_FAST_AS_LIFE / 1440, 0, now::get);

        assertThat(pacer.nanosUntil(TimeUnit.DAYS.toMicros(1))).isCloseTo(TimeUnit.MINUTES.toNanos(1), offset(1000L));
    }

    @Test
    void makesUpForOneSecondAtMost() {
        Pacer pacer = new Pacer(AS_FAST_AS_LIFE, 0, now::get);
        now.addAndGet(TimeUnit.MINUTES.toNanos(10));

        assertThat(pacer.nanosUntil(0)).isNegative();
        assertThat(pacer.nanosUntil(TimeUnit.SECONDS.toMicros(1))).isZero();
        assertThat(pacer.nanosUntil(TimeUnit.SECONDS.toMicros(2))).isEqualTo(TimeUnit.SECONDS.toNanos(1));
    }
}
