package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BankTest {

    private static final Timeline TIMELINE = Timeline.live(1_767_225_600_000_000L, 30_000_000_000L);

    @Property(tries = 25)
    void everyStreamCouldBeWrittenToADatabase(
            @ForAll long seed,
            @ForAll Country country,
            @ForAll @IntRange(min = 1, max = 300) int customers,
            @ForAll @IntRange(min = 0, max = 8000) int transactions) {
        StreamAudit audit = StreamAudit.of(bank(seed, country, customers, transactions, 0), 0);

        assertThat(audit.createdCustomers()).isEqualTo(customers);
        assertThat(audit.insertedTransactions()).isEqualTo(transactions);
    }

    @Property(tries = 15)
    void aGapKeepsRecordsThatDependOnEachOtherApart(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 120) int gap,
            @ForAll @IntRange(min = 1, max = 200) int moreCustomers,
            @ForAll @IntRange(min = 0, max = 4000) int transactions) {
        int customers = gap + moreCustomers;

        StreamAudit audit = StreamAudit.of(bank(seed, Country.GB, customers, transactions, gap), gap);

        assertThat(audit.createdCustomers()).isEqualTo(customers);
        assertThat(audit.insertedTransactions()).isEqualTo(transactions);
    }

    @Property(tries = 15)
    void hardWeatherAndFraudKeepTheOrderToo(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 200) int gap,
            @ForAll @DoubleRange(min = 0, max = 1) double late,
            @ForAll @DoubleRange(min = 0, max = 0.5) double duplicates,
            @ForAll @DoubleRange(min = 0, max = 0.1) double fraud,
            @ForAll @IntRange(min = 0, max = 4000) int transactions) {
        BankFakerSourceConfig config = Banks.config(Map.of(
                "seed", String.valueOf(seed),
                "branches", "8",
                "customers", String.valueOf(gap + 50),
                "transactions", String.valueOf(transactions),
                "late.rate", String.valueOf(late),
                "duplicate.rate", String.valueOf(duplicates),
                "fraud.rate", String.valueOf(fraud)));
        Bank bank = new Bank(Banks.withGap(config.bank(7), gap), TIMELINE);

        StreamAudit audit = StreamAudit.of(bank, gap);

        assertThat(audit.createdCustomers()).isEqualTo(gap + 50);
        assertThat(audit.insertedTransactions()).isEqualTo(transactions);
        assertThat(audit.balances()).isEqualTo(bank.balancesCents());
    }

    @Test
    void lateTransactionsAndDuplicatesComeAtTheirRates() {
        BankFakerSourceConfig config = Banks.config(
                Map.of("customers", "50", "transactions", "20000", "late.rate", "0.1", "duplicate.rate", "0.05"));
        Bank bank = new Bank(config.bank(0), TIMELINE);

        StreamAudit audit = StreamAudit.of(bank, 0);

        double late = audit.transactions().values().stream()
                .filter(transaction -> transaction.version() == 1)
                .filter(transaction -> transaction.updatedMicros() - transaction.createdMicros() >= 3_600_000_000L)
                .count();
        double once = audit.transactions().values().stream()
                .filter(transaction -> transaction.version() == 1)
                .count();
        assertThat(late / once).isCloseTo(0.1, within(0.02));
        assertThat((double) audit.duplicates() / bank.position()).isCloseTo(0.05 / 1.05, within(0.01));
    }

    @Property(tries = 15)
    void moreTransactionsContinueTheSameStream(
            @ForAll long seed,
            @ForAll @IntRange(min = 800, max = 2500) int first,
            @ForAll @IntRange(max = 900) int more) {
        List<Change> shorter = changes(bank(seed, Country.DE, 60, first, 0));
        List<Change> longer = changes(bank(seed, Country.DE, 60, first + more, 0));

        assertThat(longer).startsWith(shorter.toArray(Change[]::new));
    }

    @Test
    void differentSeedsGiveDifferentStreams() {
        Bank one = bank(1, Country.GB, 20, 500, 0);
        Bank two = bank(2, Country.GB, 20, 500, 0);

        assertThat(changes(one)).isNotEqualTo(changes(two));
        assertThat(one.digest()).isNotEqualTo(two.digest());
    }

    @Test
    void theBanksBalancesAreTheSumOfItsStream() {
        Bank bank = bank(42, Country.GB, 200, 5000, 0);

        StreamAudit audit = StreamAudit.of(bank, 0);

        assertThat(bank.balancesCents()).hasSizeGreaterThan(200).isEqualTo(audit.balances());
    }

    @Test
    void theDefaultRunShowsEverythingThatABankDoes() {
        List<Change> changes = changes(bank(42, Country.GB, 200, 5000, 0));
        StreamAudit audit = StreamAudit.of(bank(42, Country.GB, 200, 5000, 0), 0);

        Map<TransactionRow.Type, Set<TransactionRow.Status>> seen = changes.stream()
                .map(Change::row)
                .filter(TransactionRow.class::isInstance)
                .map(TransactionRow.class::cast)
                .collect(Collectors.groupingBy(
                        TransactionRow::type,
                        () -> new EnumMap<>(TransactionRow.Type.class),
                        Collectors.mapping(TransactionRow::status, Collectors.toSet())));
        assertThat(seen.keySet()).containsExactly(TransactionRow.Type.values());
        assertThat(seen.get(TransactionRow.Type.PAYMENT)).isEqualTo(EnumSet.allOf(TransactionRow.Status.class));
        assertThat(seen.get(TransactionRow.Type.TRANSFER)).isEqualTo(EnumSet.allOf(TransactionRow.Status.class));
        assertThat(audit.transactions().values())
                .extracting(TransactionRow::decline)
                .contains(
                        TransactionRow.Decline.INSUFFICIENT_FUNDS,
                        TransactionRow.Decline.CREDIT_LIMIT_EXCEEDED,
                        TransactionRow.Decline.SUSPECTED_FRAUD);
        assertThat(audit.customers().values()).extracting(CustomerRow::status).contains(CustomerRow.Status.values());
        assertThat(audit.customers().values())
                .anyMatch(customer -> customer.emailRevision() > 0)
                .anyMatch(customer -> customer.phoneRevision() > 0)
                .anyMatch(customer -> customer.addressRevision() > 0)
                .anyMatch(customer -> customer.nameRevision() > 0);
        assertThat(changes)
                .extracting(Change::row)
                .filteredOn(AccountRow.class::isInstance)
                .extracting(row -> ((AccountRow) row).status())
                .contains(AccountRow.Status.values());
        assertThat(audit.deletedCustomers()).isGreaterThanOrEqualTo(2);
    }

    private static Bank bank(long seed, Country country, int customers, long transactions, int gap) {
        return new Bank(Banks.settings(seed, country, customers, transactions, gap), TIMELINE);
    }

    private static List<Change> changes(Bank bank) {
        List<Change> changes = new ArrayList<>();
        for (Change change = bank.next(); change != null; change = bank.next()) {
            changes.add(change);
        }
        return changes;
    }
}
