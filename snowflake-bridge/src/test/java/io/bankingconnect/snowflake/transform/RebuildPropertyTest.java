package io.bankingconnect.snowflake.transform;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;

/**
 * However a bank's changes are cut into loads, table by table, no run finds a fault, and GOLD is what one run over
 * everything makes.
 */
class RebuildPropertyTest {

    private static final int STEPS = 40;

    private static EmulatedBank bank;

    private final Map<Long, BigDecimal> balances = new TreeMap<>();
    private final Map<Long, Long> pending = new TreeMap<>();
    private ChangeLog log;
    private long second;
    private long nextTransaction;

    @BeforeContainer
    static void start() throws Exception {
        Path data = Files.createTempDirectory("rebuild");
        bank = EmulatedBank.start(data);
    }

    @AfterContainer
    static void stop() {
        bank.close();
    }

    @BeforeTry
    void emptyWarehouse() {
        dropModels();
        for (String table : List.of("RAW_CUSTOMERS", "RAW_ACCOUNTS", "RAW_TRANSACTIONS", "_LOADED_FILES")) {
            bank.warehouse().execute("drop table if exists BRONZE." + table);
        }
        bank.withRawTables();
        log = new ChangeLog(bank);
    }

    @Property(tries = 5, shrinking = ShrinkingMode.OFF)
    void loadsInAnyPortionsMakeTheSameTables(@ForAll long seed) {
        Random random = new Random(seed);
        openBank();
        for (int step = 0; step < STEPS; step++) {
            change(random);
            if (random.nextInt(6) == 0) {
                loadSome(random);
                runWithoutFault();
            }
        }
        log.load();
        runWithoutFault();
        List<String> inPortions = gold();

        dropModels();
        runWithoutFault();

        assertThat(gold()).isEqualTo(inPortions);
        assertThat(bank.rows("select count(*) from GOLD.fact_transactions"))
                .as("no transaction is held back for ever")
                .isEqualTo(bank.rows("select count(distinct id) from BRONZE.RAW_TRANSACTIONS"));
    }

    private void openBank() {
        for (long id = 1; id <= 3; id++) {
            log.commit(second++).customer("c", id, "first" + id + "@x");
            for (long account = id * 10; account < id * 10 + 2; account++) {
                log.commit(second++).account("c", account, id, "ACTIVE", "0");
                balances.put(account, BigDecimal.ZERO);
            }
        }
    }

    private void change(Random random) {
        List<Long> accounts = new ArrayList<>(balances.keySet());
        long account = accounts.get(random.nextInt(accounts.size()));
        log.commit(second += random.nextInt(2));
        switch (random.nextInt(7)) {
            case 0 -> log.customer("u", 1 + random.nextInt(3), "changed" + second + "@x");
            case 1 ->
                log.account("u", account, account / 10, random.nextBoolean() ? "FROZEN" : "ACTIVE", balance(account));
            case 2 -> transfer(account, accounts.get(random.nextInt(accounts.size())));
            case 3 -> {
                log.transaction("c", ++nextTransaction, account, "PAYMENT", "3.00", "PENDING");
                pending.put(nextTransaction, account);
            }
            case 4 -> settle(random);
            case 5 -> deleteFreshDeposit(account);
            default -> {
                log.transaction("c", ++nextTransaction, account, "DEPOSIT", "5.00", "COMPLETED");
                move(account, "5.00");
            }
        }
    }

    private void transfer(long from, long to) {
        if (from != to) {
            log.transfer("c", ++nextTransaction, from, to, "2.00");
            move(from, "-2.00");
            move(to, "2.00");
        }
    }

    private void settle(Random random) {
        if (!pending.isEmpty()) {
            long id = pending.keySet().iterator().next();
            long account = pending.remove(id);
            boolean completed = random.nextBoolean();
            log.transaction("u", id, account, "PAYMENT", "3.00", completed ? "COMPLETED" : "DECLINED");
            if (completed) {
                move(account, "-3.00");
            }
        }
    }

    private void deleteFreshDeposit(long account) {
        log.transaction("c", ++nextTransaction, account, "DEPOSIT", "1.00", "COMPLETED");
        move(account, "1.00");
        log.commit(++second).transaction("d", nextTransaction, account, "DEPOSIT", "1.00", "COMPLETED");
        move(account, "-1.00");
    }

    /** As the bank's trigger does, in the same commit. */
    private void move(long account, String amount) {
        balances.merge(account, new BigDecimal(amount), BigDecimal::add);
        log.account("u", account, account / 10, "ACTIVE", balance(account));
    }

    private String balance(long account) {
        return balances.get(account).toPlainString();
    }

    private void loadSome(Random random) {
        if (random.nextBoolean()) {
            log.loadTransactions();
        }
        if (random.nextBoolean()) {
            log.loadAccounts();
        }
        if (random.nextBoolean()) {
            log.loadCustomers();
        }
    }

    private static void runWithoutFault() {
        assertThat(bank.run().values())
                .allSatisfy(result -> assertThat(result.status())
                        .as(result.node().id() + ": " + result.message())
                        .isIn(NodeResult.Status.SUCCESS, NodeResult.Status.PASS));
    }

    private static List<String> gold() {
        List<String> rows = new ArrayList<>(bank.rows(
                "select customer_sk, customer_id, email, version_number, valid_from, valid_to, is_current, is_deleted"
                        + " from GOLD.dim_customers order by customer_id, version_number"));
        rows.addAll(bank.rows("select account_sk, account_id, status, version_number, valid_from, valid_to, is_current,"
                + " current_balance from GOLD.dim_accounts order by account_id, version_number"));
        rows.addAll(
                bank.rows("select transaction_id, account_sk, customer_sk, related_account_sk, status, signed_amount,"
                        + " committed_at, last_committed_at, is_deleted from GOLD.fact_transactions order by 1"));
        return rows;
    }

    private static void dropModels() {
        bank.project().nodes().stream()
                .filter(node -> node.relation() != null)
                .forEach(node -> bank.warehouse().execute("drop table if exists " + node.relation()));
    }
}
