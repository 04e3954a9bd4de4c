package io.bankingconnect.local.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankingconnect.local.stores.RunReader;
import io.bankingconnect.local.stores.Table;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    private final Map<Table, Long> changes = counts(10, 20, 30);
    private final Map<Table, Long> existing = counts(5, 6, 7);
    private final Map<Long, BigDecimal> balances = Map.of(1L, new BigDecimal("10.00"));

    @Test
    void agreesWhenAllCountsAndBalancesDo() {
        Reconciliation result =
                reconcile(changes, changes, existing, 0, 0, Map.of(1L, new BigDecimal("10.0")), List.of());

        assertThat(result.mismatches()).isEmpty();
        assertThat(result.ok()).isTrue();
    }

    @Test
    void namesTheStageThatDiffers() {
        Reconciliation result = reconcile(changes, counts(10, 19, 30), existing, 0, 0, balances, List.of());

        assertThat(result.mismatches()).containsExactly("ACCOUNTS: BRONZE rows 19, but row changes in PostgreSQL 20");
    }

    @Test
    void findsDuplicatesThatCountsDoNotShow() {
        assertThat(reconcile(changes, changes, existing, 3, 2, balances, List.of())
                        .mismatches())
                .containsExactly("The lake holds 3 rows more than once", "BRONZE holds 2 rows more than once");
    }

    @Test
    void findsAnotherBalanceAndAccountsThatShouldNotExist() {
        Map<Long, BigDecimal> gold = Map.of(1L, new BigDecimal("10.01"), 2L, BigDecimal.ZERO);

        assertThat(reconcile(changes, changes, existing, 0, 0, gold, List.of()).mismatches())
                .containsExactly(
                        "Account 1 has another balance in GOLD than in PostgreSQL",
                        "Account 2 exists in GOLD but not in PostgreSQL");
    }

    @Test
    void repeatsWhatAModelOrTestSaid() {
        List<RunReader.Result> bad = List.of(new RunReader.Result("test.banking.unique", "fail", "2 rows"));

        assertThat(reconcile(changes, changes, existing, 0, 0, balances, bad).mismatches())
                .containsExactly("test.banking.unique ended with fail: 2 rows");
    }

    private Reconciliation reconcile(
            Map<Table, Long> lake,
            Map<Table, Long> bronze,
            Map<Table, Long> gold,
            long lakeDuplicates,
            long bronzeDuplicates,
            Map<Long, BigDecimal> goldBalances,
            List<RunReader.Result> bad) {
        Sample sample = new Sample(changes, changes, lake, bronze, gold);
        return Reconciliation.of(sample, existing, lakeDuplicates, bronzeDuplicates, balances, goldBalances, bad);
    }

    private static Map<Table, Long> counts(long customers, long accounts, long transactions) {
        return new EnumMap<>(
                Map.of(Table.CUSTOMERS, customers, Table.ACCOUNTS, accounts, Table.TRANSACTIONS, transactions));
    }
}
