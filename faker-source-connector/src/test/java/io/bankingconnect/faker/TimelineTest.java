package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final long NOW_MICROS = micros(NOW);
    private static final long MINUTE = 60_000_000;

    @Property(tries = 20)
    void aLiveBankHoldsItsRateWithinFivePercentInEveryMinute(
            @ForAll long seed, @ForAll @DoubleRange(min = 1, max = 300) double rate) {
        long minutes = 4;
        List<Long> times = insertions(Map.of(
                "seed", String.valueOf(seed),
                "customers", "30",
                "transactions", String.valueOf((long) (60 * rate * (minutes + 1))),
                "transactions.per.second", String.valueOf(rate)));

        for (long minute = 0; minute < minutes; minute++) {
            long from = NOW_MICROS + minute * MINUTE;
            double count = times.stream()
                    .filter(time -> time >= from && time < from + MINUTE)
                    .count();
            assertThat(count).as("in minute %d", minute).isCloseTo(60 * rate, within(0.05 * 60 * rate));
        }
    }

    @Test
    void arrivalsAreRandomAndNotEven() {
        List<Long> times =
                insertions(Map.of("customers", "30", "transactions", "20000", "transactions.per.second", "100"));

        double sum = 0;
        double squares = 0;
        for (int i = 1; i < times.size(); i++) {
            double gap = (times.get(i) - times.get(i - 1)) / 10_000.0;
            sum += gap;
            squares += gap * gap;
        }
        double mean = sum / (times.size() - 1);
        double variance = squares / (times.size() - 1) - mean * mean;

        // Of a Poisson process both are 1.
        assertThat(mean).isCloseTo(1, within(0.01));
        assertThat(variance).isCloseTo(1, within(0.1));
    }

    @Property(tries = 20)
    void historyFillsItsDaysAndLifeFollows(
            @ForAll @DoubleRange(min = 0.5, max = 40) double days,
            @ForAll @LongRange(min = 100, max = 400) long perDay) {
        BankFakerSourceConfig config = Banks.config(Map.of(
                "backfill.days", String.valueOf(days),
                "backfill.transactions.per.day", String.valueOf(perDay),
                "transactions.per.second", "5",
                "customers", "10",
                "transactions", "100000"));
        Timeline timeline = config.timelineFrom(NOW);
        long history = timeline.historyTransactions();
        Arrivals arrivals = new Arrivals(timeline, new Dice(1));

        List<Long> times = new ArrayList<>();
        for (long i = 0; i < history + 100; i++) {
            times.add(arrivals.nextMicros());
        }

        assertThat(times).isSorted();
        assertThat((double) history).isCloseTo(days * perDay, within(1.0));
        assertThat(times.get(0)).isGreaterThanOrEqualTo(timeline.startMicros());
        assertThat(times.get((int) history - 1)).isLessThanOrEqualTo(NOW_MICROS);
        assertThat(times.get((int) history)).isGreaterThanOrEqualTo(NOW_MICROS);
        assertThat(times.get((int) history + 99)).isCloseTo(NOW_MICROS + 20_000_000, within(2_000_000L));
    }

    @Property
    void activityAndTimeTellTheSame(@ForAll @LongRange(min = 0, max = 4_000_000_000_000_000L) long micros) {
        double activity = Rhythm.activityAt(micros);

        assertThat(Rhythm.microsAt(activity)).isCloseTo(micros, within(20L));
        assertThat(Rhythm.activityAt(micros + 7 * 24 * 60 * MINUTE)).isCloseTo(activity + 7 * 24, within(1e-6));
    }

    @Test
    void atSpeed1440ADayPassesInAMinute() {
        Timeline timeline = Banks.config(Map.of("transactions.per.second", "10", "speed", "1440"))
                .timelineFrom(NOW);

        assertThat(timeline.microsAt(600)).isEqualTo(NOW_MICROS + micros(Instant.EPOCH.plus(Duration.ofDays(1))));
    }

    @Test
    void withAStartTimeNothingDependsOnTheClock() {
        BankFakerSourceConfig config = Banks.config(Map.of(
                "start.time", "2026-01-01T00:00:00Z", "backfill.days", "30", "transactions.per.second", "0.001"));

        assertThat(config.timelineFrom(NOW)).isEqualTo(config.timelineFrom(NOW.plusSeconds(1_000_000)));
        assertThat(config.timelineFrom(NOW).liveMicros()).isEqualTo(micros(Instant.parse("2026-01-31T00:00:00Z")));
        assertThat(config.timelineFrom(NOW).historyTransactions()).isEqualTo(2592);
    }

    /** When transactions are inserted. */
    private static List<Long> insertions(Map<String, String> settings) {
        BankFakerSourceConfig config = Banks.config(settings);
        Bank bank = new Bank(config.bank(0), config.timelineFrom(NOW));
        List<Long> times = new ArrayList<>();
        for (Change change = bank.next(); change != null; change = bank.next()) {
            if (change.insertsTransaction()) {
                times.add(change.micros());
            }
        }
        return times;
    }

    private static long micros(Instant instant) {
        return instant.toEpochMilli() * 1000;
    }
}
