package io.bankingconnect.snowflake.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the project makes of a change log, on the emulator through the real driver. */
class WarehouseHistoryTest {

    private static final String CUSTOMERS =
            "select version_number, email, valid_from, valid_to, is_current, is_deleted from GOLD.dim_customers"
                    + " where customer_id = 1 order by version_number";
    private static final String ACCOUNTS =
            "select version_number, status, is_current, is_deleted, current_balance from GOLD.dim_accounts"
                    + " where account_id = 10 order by version_number";
    private static final String FACTS =
            "select transaction_id, status, signed_amount, is_deleted from GOLD.fact_transactions order by 1";

    private EmulatedBank bank;
    private ChangeLog log;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        bank = EmulatedBank.start(data).withRawTables();
        log = new ChangeLog(bank);
        log.commit(0).customer("c", 1, "a@x").commit(1).account("c", 10, 1, "ACTIVE", "0");
        log.load();
    }

    @AfterEach
    void stop() {
        bank.close();
    }

    @Test
    void keepsEachOfTwoChangesBetweenTwoRuns() {
        runWithoutFault();
        log.commit(60)
                .customer("u", 1, "b@x")
                .commit(120)
                .customer("u", 1, "c@x")
                .load();

        runWithoutFault();

        assertThat(bank.rows(CUSTOMERS))
                .containsExactly(
                        "1|a@x|2026-01-01 00:00:00.0|2026-01-01 00:01:00.0|false|false",
                        "2|b@x|2026-01-01 00:01:00.0|2026-01-01 00:02:00.0|false|false",
                        "3|c@x|2026-01-01 00:02:00.0|-|true|false");
        assertThat(bank.rows("select email from SILVER.customers_snapshot order by dbt_valid_from"))
                .as("dbt's snapshot sees only what is there when it runs")
                .containsExactly("a@x", "c@x");
    }

    @Test
    void aDeletionClosesTheLastVersionAndMarksTheFacts() {
        log.commit(2)
                .transaction("c", 100, 10, "DEPOSIT", "50.00", "COMPLETED")
                .account("u", 10, 1, "ACTIVE", "50.00")
                .load();
        runWithoutFault();
        log.commit(60)
                .customer("d", 1, "a@x")
                .account("d", 10, 1, "ACTIVE", "50.00")
                .transaction("d", 100, 10, "DEPOSIT", "50.00", "COMPLETED")
                .load();

        runWithoutFault();

        assertThat(bank.rows(CUSTOMERS))
                .containsExactly("1|a@x|2026-01-01 00:00:00.0|2026-01-01 00:01:00.0|false|true");
        assertThat(bank.rows(ACCOUNTS)).containsExactly("1|ACTIVE|false|true|-");
        assertThat(bank.rows(FACTS)).containsExactly("100|COMPLETED|50.00|true");
        assertThat(bank.rows("select count(*) from SILVER.customers_snapshot where dbt_valid_to is null"))
                .containsExactly("0");
    }

    @Test
    void aBalanceChangeIsNoVersion() {
        log.commit(2)
                .transaction("c", 100, 10, "DEPOSIT", "50.00", "COMPLETED")
                .account("u", 10, 1, "ACTIVE", "50.00")
                .commit(3)
                .account("u", 10, 1, "FROZEN", "50.00")
                .load();

        runWithoutFault();

        assertThat(bank.rows(ACCOUNTS)).containsExactly("1|ACTIVE|false|false|-", "2|FROZEN|true|false|50.00");
    }

    @Test
    void aCommitMakesOneVersionTheLast() {
        log.commit(60).customer("u", 1, "b@x").customer("u", 1, "c@x").load();

        runWithoutFault();

        assertThat(bank.rows("select email from GOLD.dim_customers order by version_number"))
                .containsExactly("a@x", "c@x");
    }

    @Test
    void aFactWaitsForItsAccountAndComesWithALaterRun() {
        runWithoutFault();
        log.commit(60).account("c", 11, 1, "ACTIVE", "5.00").transaction("c", 101, 11, "DEPOSIT", "5.00", "COMPLETED");
        log.loadTransactions();
        runWithoutFault();
        assertThat(bank.rows(FACTS)).isEmpty();

        log.loadAccounts();
        runWithoutFault();

        assertThat(bank.rows(FACTS)).containsExactly("101|COMPLETED|5.00|false");
    }

    @Test
    void aFactMovesToAVersionThatArrivesAfterIt() {
        log.commit(60).account("u", 10, 1, "FROZEN", "0");
        log.commit(61).transaction("c", 102, 10, "DEPOSIT", "9.00", "DECLINED");
        log.loadTransactions();
        runWithoutFault();
        assertThat(versionOf(102)).isEqualTo("1");
        String firstSeen =
                bank.rows("select invocation_id from GOLD.fact_transactions").get(0);

        log.loadAccounts();
        runWithoutFault();

        assertThat(versionOf(102)).isEqualTo("2");
        assertThat(bank.rows("select invocation_id from GOLD.fact_transactions"))
                .containsExactly(firstSeen);
    }

    @Test
    void aFactShowsItsLatestStateAtItsFirstCommit() {
        log.commit(2).transaction("c", 100, 10, "PAYMENT", "5.00", "PENDING").load();
        runWithoutFault();
        log.commit(60).transaction("u", 100, 10, "PAYMENT", "5.00", "DECLINED").load();

        runWithoutFault();

        assertThat(bank.rows("select status, committed_at, last_committed_at from GOLD.fact_transactions"))
                .containsExactly("DECLINED|2026-01-01 00:00:02.0|2026-01-01 00:01:00.0");
    }

    @Test
    void anotherRunWithoutNewsChangesNothing() {
        log.commit(2)
                .transaction("c", 100, 10, "DEPOSIT", "50.00", "COMPLETED")
                .account("u", 10, 1, "ACTIVE", "50.00")
                .load();
        runWithoutFault();

        Map<String, NodeResult> again = runWithoutFault();

        assertThat(again.values().stream()
                        .filter(result -> result.node().type() != ProjectNode.Type.TEST)
                        .map(result -> result.node().name() + " " + result.rowsAffected()))
                .hasSize(8)
                .allMatch(line -> line.endsWith("OptionalLong[0]"));
    }

    @Test
    void countsBothSidesOfATransfer() {
        log.commit(1).account("c", 20, 1, "ACTIVE", "0");
        log.commit(2).transaction("c", 100, 10, "DEPOSIT", "50.00", "COMPLETED").account("u", 10, 1, "ACTIVE", "50.00");
        log.commit(3)
                .transfer("c", 101, 10, 20, "20.00")
                .account("u", 10, 1, "ACTIVE", "30.00")
                .account("u", 20, 1, "ACTIVE", "20.00");
        log.commit(9)
                .transaction("c", 103, 20, "DEPOSIT", "1.00", "COMPLETED")
                .account("u", 20, 1, "ACTIVE", "21.00")
                .load();

        runWithoutFault();

        assertThat(bank.rows("select account_id, current_balance from GOLD.dim_accounts order by 1"))
                .containsExactly("10|30.00", "20|21.00");
    }

    @Test
    void anAccountWhoseOtherHalfIsStillOnItsWayIsNoFault() {
        log.commit(2).transaction("c", 100, 10, "DEPOSIT", "50.00", "COMPLETED").account("u", 10, 1, "ACTIVE", "50.00");
        log.loadTransactions();

        runWithoutFault();
        log.loadAccounts();
        runWithoutFault();

        assertThat(bank.rows(ACCOUNTS)).containsExactly("1|ACTIVE|true|false|50.00");
    }

    private Map<String, NodeResult> runWithoutFault() {
        Map<String, NodeResult> results = bank.run();
        assertThat(results.values())
                .allSatisfy(result -> assertThat(result.status())
                        .as(result.node().id() + ": " + result.message())
                        .isIn(NodeResult.Status.SUCCESS, NodeResult.Status.PASS));
        return results;
    }

    private String versionOf(long transaction) {
        return bank.rows("select v.version_number from GOLD.fact_transactions f join GOLD.dim_accounts v"
                        + " on v.account_sk = f.account_sk where f.transaction_id = " + transaction)
                .get(0);
    }
}
