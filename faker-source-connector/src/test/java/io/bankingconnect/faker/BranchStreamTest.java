package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** When a branch's records fall due, on a clock of the test's own. */
class BranchStreamTest {

    private static final Instant FIRST_START = Instant.parse("2026-03-01T12:00:00Z");
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private long now = 123;

    @Property(tries = 20)
    void aRateThatWasChangedOnTheWayHoldsWithinFivePercentInEveryMinute(
            @ForAll @IntRange(min = 1, max = 300) int firstRate, @ForAll @IntRange(min = 1, max = 300) int rate) {
        Map<String, ?> offset =
                sentAtRate(String.valueOf(firstRate), Map.of(), null, 400).offset();

        int minutes = 3;
        List<Long> times = sentAtRate(String.valueOf(rate), Map.of(), offset, 60 * rate * (minutes + 1))
                .times();

        for (int minute = 0; minute < minutes; minute++) {
            long from = times.get(0) + minute * MINUTE;
            double count = times.stream()
                    .filter(time -> time >= from && time < from + MINUTE)
                    .count();
            assertThat(count).as("in minute %d", minute).isCloseTo(60.0 * rate, within(0.05 * 60 * rate));
        }
    }

    @Test
    void aHistoryWhoseDaysWereTakenBackOnTheWayEndsAtTheRate() {
        Map<String, String> tenDays = Map.of("backfill.days", "10", "backfill.transactions.per.day", "100");
        Map<String, ?> offset = sentAtRate("1", tenDays, null, 700).offset();

        List<Long> times = sentAtRate("1", Map.of(), offset, 400).times();

        assertThat(times.get(399) - times.get(0)).isCloseTo(399 * SECOND, within(20 * SECOND));
    }

    @Test
    void theOffsetTellsTheChangesAndThePeople() {
        BankFakerSourceConfig config = config("1", Map.of());
        Map<String, ?> offset = sentAtRate("1", Map.of(), null, 10).offset();

        Bank bank = new Bank(config.bank(0), config.timelineFrom(FIRST_START));
        while (bank.position() < ((Number) offset.get("position")).longValue()) {
            bank.next();
        }
        long people = new Identities(42, Country.GB).digest();
        assertThat(offset.get("digest")).isEqualTo(Mix.of(people, bank.digest()));
    }

    private record Sent(List<Long> times, Map<String, ?> offset) {}

    /** Sends so many transactions, and says when each was due. */
    private Sent sentAtRate(String rate, Map<String, String> some, Map<String, ?> offset, int transactions) {
        BankFakerSourceConfig config = config(rate, some);
        BranchStream stream = new BranchStream(config, 0, offset, config.timelineFrom(FIRST_START), () -> now);
        List<Long> times = new ArrayList<>();
        List<SourceRecord> sent = new ArrayList<>();
        while (times.size() < transactions) {
            now += Math.max(0, stream.nanosToWait());
            sent.clear();
            stream.addTo(sent, 1);
            Struct envelope = (Struct) sent.get(0).value();
            if (envelope.getString("op").equals("c")
                    && envelope.getStruct("source").getString("table").equals("transactions")) {
                times.add(now);
            }
        }
        return new Sent(times, sent.get(0).sourceOffset());
    }

    private static BankFakerSourceConfig config(String rate, Map<String, String> some) {
        Map<String, String> settings = new HashMap<>(some);
        settings.putAll(Map.of("transactions.per.second", rate, "customers", "30", "transactions", "1000000"));
        return Banks.config(settings);
    }
}
