package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The truth about fraud against the transactions that it is about. */
class FraudTest {

    private static final Map<Long, TransactionRow> TRANSACTIONS = new HashMap<>();
    private static final Map<Long, Long> OWNERS = new HashMap<>();
    /** The transactions of each scenario, by its id, in order. */
    private static final Map<Long, List<TransactionRow>> SCENARIOS = new HashMap<>();

    private static final Map<Long, FraudScenario> KINDS = new HashMap<>();
    private static final List<Change> CHANGES = new ArrayList<>();

    @BeforeAll
    static void commitFraud() {
        BankFakerSourceConfig config = Banks.config(Map.of(
                "customers",
                "300",
                "transactions",
                "40000",
                "fraud.rate",
                "0.01",
                "start.time",
                "2026-01-05T00:00:00Z"));
        Bank bank = new Bank(config.bank(0), config.timelineFrom(null));
        StreamAudit audit = new StreamAudit(0);
        for (Change change = bank.next(); change != null; change = bank.next()) {
            audit.read(change);
            CHANGES.add(change);
            if (change.insertsTransaction()) {
                TRANSACTIONS.put(change.row().id(), (TransactionRow) change.row());
            } else if (change.row() instanceof AccountRow account) {
                OWNERS.put(account.id(), account.customerId());
            } else if (change.row() instanceof FraudRow label) {
                assertThat(TRANSACTIONS)
                        .as("the labelled transaction came first")
                        .containsKey(label.id());
                SCENARIOS
                        .computeIfAbsent(label.scenarioId(), id -> new ArrayList<>())
                        .add(TRANSACTIONS.get(label.id()));
                KINDS.put(label.scenarioId(), label.scenario());
                assertThat(label.step())
                        .isEqualTo(SCENARIOS.get(label.scenarioId()).size());
                assertThat(label.accountId())
                        .isEqualTo(TRANSACTIONS.get(label.id()).accountId());
            }
        }
    }

    @Test
    void everyScenarioIsActedOutAndTheRestIsHonest() {
        assertThat(KINDS.values()).contains(FraudScenario.values());
        assertThat(SCENARIOS.values().stream().mapToInt(List::size).sum()).isBetween(400, 8000);
    }

    @Test
    void aVelocityBurstIsManyPaymentsOfOneAccount() {
        assertThat(scenarios(FraudScenario.VELOCITY_BURST)).isNotEmpty().allSatisfy(burst -> {
            assertThat(burst).extracting(TransactionRow::type).containsOnly(TransactionRow.Type.PAYMENT);
            assertThat(burst)
                    .extracting(TransactionRow::accountId)
                    .containsOnly(burst.get(0).accountId());
        });
        assertThat(scenarios(FraudScenario.VELOCITY_BURST)).anyMatch(burst -> burst.size() >= 8);
    }

    @Test
    void anAccountIsTakenOverAfterItsOwnersEmailAndPhoneChanged() {
        List<TransactionRow> theft = scenarios(FraudScenario.ACCOUNT_TAKEOVER).get(0);
        long victim = OWNERS.get(theft.get(0).accountId());
        List<Row> before = CHANGES.stream()
                .map(Change::row)
                .takeWhile(row -> row != theft.get(0))
                .toList();

        assertThat(theft).extracting(TransactionRow::type).containsOnly(TransactionRow.Type.TRANSFER);
        assertThat(theft)
                .extracting(TransactionRow::relatedAccountId)
                .containsOnly(theft.get(0).relatedAccountId());
        assertThat(before.subList(Math.max(0, before.size() - 60), before.size()))
                .filteredOn(row -> row instanceof CustomerRow && row.id() == victim)
                .extracting(Row::updatedBy)
                .contains("web-banking", "web-banking");
    }

    @Test
    void aCycleComesBackToWhereItBegan() {
        Set<Integer> lengths = new HashSet<>();
        for (List<TransactionRow> cycle : scenarios(FraudScenario.CYCLE)) {
            TransactionRow last = cycle.get(cycle.size() - 1);
            if (last.relatedAccountId() == cycle.get(0).accountId()) {
                lengths.add(cycle.size());
                for (int i = 1; i < cycle.size(); i++) {
                    assertThat(cycle.get(i).accountId())
                            .isEqualTo(cycle.get(i - 1).relatedAccountId());
                    assertThat(cycle.get(i).amountCents())
                            .isBetween(
                                    (long) (cycle.get(i - 1).amountCents() * 0.96),
                                    cycle.get(i - 1).amountCents());
                }
            }
        }

        assertThat(lengths).contains(3, 4, 5);
    }

    @Test
    void aFanInHasManySendersAndOneCollector() {
        assertThat(scenarios(FraudScenario.FAN_IN)).isNotEmpty().allSatisfy(fan -> {
            assertThat(fan)
                    .extracting(TransactionRow::relatedAccountId)
                    .containsOnly(fan.get(0).relatedAccountId());
            assertThat(fan)
                    .extracting(transfer -> OWNERS.get(transfer.accountId()))
                    .doesNotContain(OWNERS.get(fan.get(0).relatedAccountId()));
        });
        assertThat(scenarios(FraudScenario.FAN_IN))
                .anyMatch(fan -> fan.stream()
                                .map(TransactionRow::accountId)
                                .collect(Collectors.toSet())
                                .size()
                        >= 6);
    }

    @Test
    void structuringStaysBelowTenThousandEuro() {
        assertThat(scenarios(FraudScenario.STRUCTURING))
                .isNotEmpty()
                .allSatisfy(deposits -> assertThat(deposits).allSatisfy(deposit -> {
                    assertThat(deposit.type()).isEqualTo(TransactionRow.Type.DEPOSIT);
                    assertThat(deposit.amountCents())
                            .isBetween(
                                    deposit.currency().ofEuroCents(9_000_00),
                                    deposit.currency().ofEuroCents(9_990_00));
                }));
    }

    @Test
    void thereIsNoFraudUnlessAskedFor() {
        BankFakerSourceConfig config = Banks.config(Map.of("transactions", "3000"));
        Bank bank = new Bank(config.bank(0), Timeline.live(0, 1_000_000_000));

        List<Table> tables = new ArrayList<>();
        for (Change change = bank.next(); change != null; change = bank.next()) {
            tables.add(change.row().table());
        }

        assertThat(tables).isNotEmpty().doesNotContain(Table.FRAUD);
    }

    private static List<List<TransactionRow>> scenarios(FraudScenario kind) {
        return SCENARIOS.keySet().stream()
                .sorted()
                .filter(id -> KINDS.get(id) == kind)
                .map(SCENARIOS::get)
                .toList();
    }
}
