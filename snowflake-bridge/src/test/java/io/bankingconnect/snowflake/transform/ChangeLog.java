package io.bankingconnect.snowflake.transform;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a bank's change log as rows of the raw tables: each commit has its second and its transaction id, each row its
 * log position and offset. Rows wait per table until they are loaded.
 */
final class ChangeLog {

    private static final long EPOCH_MS = 1_767_225_600_000L;

    private final EmulatedBank bank;
    private final List<String> customers = new ArrayList<>();
    private final List<String> accounts = new ArrayList<>();
    private final List<String> transactions = new ArrayList<>();
    private final long[] offsets = new long[3];
    private long lsn = 1_000;
    private long transaction = 100;
    private long millis = EPOCH_MS;

    ChangeLog(EmulatedBank bank) {
        this.bank = bank;
    }

    /** What follows is committed together, at this second of 2026-01-01. */
    ChangeLog commit(long second) {
        millis = EPOCH_MS + second * 1_000;
        transaction++;
        return this;
    }

    ChangeLog customer(String op, long id, String email) {
        customers.add(
                "(" + id + ", 'Ada', 'Byron', " + quoted(email) + ", null, null, 'Berlin', null, 'DE', null, null,"
                        + " 'ACTIVE', 1, 'test', current_timestamp(), current_timestamp()" + meta(op, 0));
        return this;
    }

    ChangeLog account(String op, long id, long customer, String status, String balance) {
        accounts.add("(" + id + ", " + customer + ", 'CHECKING', 'IBAN" + id + "', null, 'EUR', " + balance + ", 0, "
                + quoted(status) + ", 1, 'test', current_timestamp(), current_timestamp()" + meta(op, 1));
        return this;
    }

    ChangeLog transaction(String op, long id, long account, String type, String amount, String status) {
        return transaction(op, id, account, type, amount, status, "null");
    }

    ChangeLog transfer(String op, long id, long from, long to, String amount) {
        return transaction(op, id, from, "TRANSFER", amount, "COMPLETED", Long.toString(to));
    }

    private ChangeLog transaction(
            String op, long id, long account, String type, String amount, String status, String related) {
        transactions.add("(" + id + ", " + account + ", " + quoted(type) + ", " + amount + ", 'EUR', " + related
                + ", null, null, 'BRANCH', null, " + quoted(status)
                + ", null, 1, 'test', current_timestamp(), current_timestamp()" + meta(op, 2));
        return this;
    }

    /** Loads everything. */
    void load() {
        loadCustomers();
        loadAccounts();
        loadTransactions();
    }

    void loadCustomers() {
        bank.load(customers, "RAW_CUSTOMERS");
    }

    void loadAccounts() {
        bank.load(accounts, "RAW_ACCOUNTS");
    }

    void loadTransactions() {
        bank.load(transactions, "RAW_TRANSACTIONS");
    }

    private String meta(String op, int topic) {
        lsn += 8;
        return ", " + quoted(op) + ", '" + op.equals("d") + "', " + millis + ", " + lsn + ", " + transaction
                + ", 'topic', 0, " + offsets[topic]++ + ")";
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }
}
