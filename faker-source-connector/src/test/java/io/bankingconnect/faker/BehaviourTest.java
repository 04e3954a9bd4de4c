package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.bankingconnect.faker.TransactionRow.Status;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What customers do, over thirteen weeks of history that begin on Monday 5 January 2026. */
class BehaviourTest {

    private static final int WEEKS = 13;

    private static final List<TransactionRow> TRANSACTIONS = new ArrayList<>();
    private static final Map<Long, AccountRow> ACCOUNTS = new HashMap<>();
    private static Map<Long, CustomerRow> customers;

    @BeforeAll
    static void live() {
        BankFakerSourceConfig config = Banks.config(Map.of(
                "customers", "400",
                "transactions", "160000",
                "start.time", "2026-01-05T00:00:00Z",
                "backfill.days", String.valueOf(7 * WEEKS)));
        Bank bank = new Bank(config.bank(0), config.timelineFrom(Instant.EPOCH));
        StreamAudit audit = new StreamAudit(0);
        for (Change change = bank.next(); change != null; change = bank.next()) {
            audit.read(change);
            if (change.insertsTransaction()) {
                TRANSACTIONS.add((TransactionRow) change.row());
            } else if (change.row() instanceof AccountRow account) {
                ACCOUNTS.put(account.id(), account);
            }
        }
        customers = audit.customers();
    }

    @Test
    void salariesComeOnWorkingDaysOfTheMonthOnceForEach() {
        List<TransactionRow> salaries = transactions("Salary");

        assertThat(salaries).hasSizeGreaterThan(700).allSatisfy(salary -> {
            LocalDate date = date(salary);
            assertThat(date.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
            assertThat(Set.of(15, 25, 27, date.lengthOfMonth()))
                    .as("payday of %s", date)
                    .anyMatch(day -> day - date.getDayOfMonth() >= 0 && day - date.getDayOfMonth() <= 2);
        });
        assertThat(salaries.stream()
                        .collect(Collectors.groupingBy(
                                salary -> owner(salary) + " in " + YearMonth.from(date(salary)), Collectors.counting()))
                        .values())
                .containsOnly(1L);
    }

    @Test
    void mostCustomersAreEmployedAndEarnTheSameEveryMonth() {
        Map<Long, List<TransactionRow>> byAccount =
                transactions("Salary").stream().collect(Collectors.groupingBy(TransactionRow::accountId));

        assertThat(byAccount.values())
                .allSatisfy(salaries -> assertThat(salaries)
                        .extracting(TransactionRow::amountCents)
                        .containsOnly(salaries.get(0).amountCents()));
        double logOfMedian = Math.log(BankCurrency.GBP.ofEuroCents(2_400_00));
        double[] logs = byAccount.values().stream()
                .map(salaries -> salaries.get(0))
                .filter(salary -> salary.currency() == BankCurrency.GBP)
                .mapToDouble(salary -> Math.log(salary.amountCents()))
                .toArray();
        assertThat(mean(logs)).isCloseTo(logOfMedian, within(0.08));
        assertThat(deviation(logs)).isCloseTo(0.35, within(0.06));
        long active = customers.values().stream()
                .filter(customer -> customer.status() == CustomerRow.Status.ACTIVE)
                .count();
        long paidInMarch = transactions("Salary").stream()
                .filter(salary -> date(salary).getMonthValue() == 3)
                .count();
        assertThat((double) paidInMarch / active).isCloseTo(0.85, within(0.08));
    }

    @ParameterizedTest
    @CsvSource({"Rent, 1, 3", "Energy bill, 5, 24", "Savings plan, 2, 2", "Credit repayment, 28, 28"})
    void ordersAreCarriedOutOnTheirDay(String reference, int first, int last) {
        assertThat(transactions(reference))
                .hasSizeGreaterThan(50)
                .allSatisfy(order -> assertThat(date(order).getDayOfMonth()).isBetween(first, last));
    }

    @Test
    void whatDoesNotFitIntoADayIsLeftOut() {
        BankFakerSourceConfig config = Banks.config(Map.of(
                "customers", "2000",
                "transactions", "30000",
                "start.time", "2026-01-05T00:00:00Z",
                "backfill.days", "80"));
        Bank bank = new Bank(config.bank(0), config.timelineFrom(Instant.EPOCH));

        List<LocalDate> rents = new ArrayList<>();
        for (Change change = bank.next(); change != null; change = bank.next()) {
            if (change.insertsTransaction()
                    && ((TransactionRow) change.row()).reference().equals("Rent")) {
                rents.add(date((TransactionRow) change.row()));
            }
        }

        assertThat(rents)
                .hasSizeBetween(50, 2000)
                .allSatisfy(date -> assertThat(date.getDayOfMonth()).isIn(1, 3));
    }

    @ParameterizedTest
    @EnumSource(DayOfWeek.class)
    void eachWeekdayHasItsShareOfTransactions(DayOfWeek day) {
        double share = (double) TRANSACTIONS.stream()
                        .filter(transaction -> date(transaction).getDayOfWeek() == day)
                        .count()
                / TRANSACTIONS.size();

        assertThat(share).isCloseTo(Rhythm.shareOfDay(day.ordinal()), within(0.005));
    }

    @Test
    void noonIsBusierThanTheNight() {
        long noon = count(transaction -> hour(transaction) == 12);
        long night = count(transaction -> hour(transaction) == 3);

        assertThat((double) noon / night).isCloseTo(1.70 / 0.15, within(1.5));
    }

    @Test
    void coffeeIsForTheMorningAndTheOldMillForTheEvening() {
        assertThat(shareBeforeNoon(Merchant.BLUE_CUP)).isGreaterThan(0.4);
        assertThat(shareBeforeNoon(Merchant.OLD_MILL)).isLessThan(0.1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Merchant.class,
            names = {"CORNER_MARKET", "GREEN_BASKET", "CITY_TRANSIT", "FUEL_STOP"})
    void cardPaymentsAreLogNormalAroundTheMerchantsMedian(Merchant merchant) {
        double[] logs = TRANSACTIONS.stream()
                .filter(payment -> payment.merchant() == merchant && payment.currency() == BankCurrency.GBP)
                .mapToDouble(payment -> Math.log(payment.amountCents()))
                .toArray();

        assertThat(logs).hasSizeGreaterThan(1000);
        assertThat(mean(logs)).isCloseTo(Math.log(merchant.usualCents() * 0.85), within(0.07));
        assertThat(deviation(logs)).isCloseTo(Merchant.SPREAD, within(0.05));
    }

    @Test
    void someTransactionsAreDeclinedAndSomePending() {
        double all = TRANSACTIONS.size();

        assertThat(count(transaction -> transaction.status() == Status.DECLINED) / all)
                .isBetween(0.01, 0.06);
        assertThat(count(transaction -> transaction.status() == Status.PENDING) / all)
                .isBetween(0.03, 0.12);
        assertThat(count(transaction -> transaction.decline() == TransactionRow.Decline.ACCOUNT_FROZEN))
                .isPositive();
    }

    @Test
    void anEighthOfTheAccountsIsInOtherCurrenciesAndTransfersStayWithinOne() {
        double foreign = ACCOUNTS.values().stream()
                .filter(account -> account.currency() != BankCurrency.GBP)
                .count();

        assertThat(foreign / ACCOUNTS.size()).isCloseTo(0.12, within(0.04));
        assertThat(TRANSACTIONS)
                .filteredOn(transaction -> transaction.relatedAccountId() != 0)
                .hasSizeGreaterThan(1000)
                .allSatisfy(transfer -> assertThat(
                                ACCOUNTS.get(transfer.relatedAccountId()).currency())
                        .isEqualTo(transfer.currency()));
    }

    @Test
    void currenciesWithoutDecimalsHaveWholeAmounts() {
        BankFakerSourceConfig config =
                Banks.config(Map.of("currencies", "JPY,EUR", "customers", "20", "transactions", "3000"));
        Bank bank = new Bank(config.bank(0), Timeline.live(0, 1_000_000_000));

        List<TransactionRow> yen = new ArrayList<>();
        for (Change change = bank.next(); change != null; change = bank.next()) {
            if (change.row() instanceof TransactionRow transaction && transaction.currency() == BankCurrency.JPY) {
                yen.add(transaction);
            }
        }

        assertThat(yen)
                .hasSizeGreaterThan(1000)
                .allSatisfy(row -> assertThat(row.amountCents() % 100).isZero());
    }

    @ParameterizedTest
    @CsvSource({"GBP, 10", "USD, 20", "SEK, 100", "JPY, 1000"})
    void cashMachinesPayNotes(BankCurrency currency, long note) {
        BankFakerSourceConfig config =
                Banks.config(Map.of("currencies", currency.name(), "customers", "20", "transactions", "3000"));
        Bank bank = new Bank(config.bank(0), Timeline.live(0, 1_000_000_000));

        List<TransactionRow> withdrawals = new ArrayList<>();
        for (Change change = bank.next(); change != null; change = bank.next()) {
            if (change.row() instanceof TransactionRow transaction
                    && transaction.channel() == TransactionRow.Channel.ATM) {
                withdrawals.add(transaction);
            }
        }

        assertThat(withdrawals)
                .hasSizeGreaterThan(100)
                .extracting(row -> row.amountCents() % (note * 100))
                .containsOnly(0L);
    }

    private static List<TransactionRow> transactions(String reference) {
        return TRANSACTIONS.stream()
                .filter(transaction -> transaction.reference().equals(reference))
                .toList();
    }

    private static long count(Predicate<TransactionRow> wanted) {
        return TRANSACTIONS.stream().filter(wanted).count();
    }

    private static double shareBeforeNoon(Merchant merchant) {
        double all = count(payment -> payment.merchant() == merchant);
        return count(payment -> payment.merchant() == merchant && hour(payment) >= 6 && hour(payment) < 12) / all;
    }

    private static long owner(TransactionRow transaction) {
        return ACCOUNTS.get(transaction.accountId()).customerId();
    }

    private static LocalDate date(TransactionRow transaction) {
        return instant(transaction).atZone(ZoneOffset.UTC).toLocalDate();
    }

    private static int hour(TransactionRow transaction) {
        return instant(transaction).atZone(ZoneOffset.UTC).getHour();
    }

    private static Instant instant(TransactionRow transaction) {
        return Instant.ofEpochMilli(transaction.createdMicros() / 1000);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }
}
