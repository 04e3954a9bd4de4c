package io.bankingconnect.faker;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankingconnect.faker.AccountRow.Status;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads a stream as a database would, and fails at the first change that a database would refuse. */
final class StreamAudit {

    private final Map<Long, CustomerRow> customers = new HashMap<>();
    private final Map<Long, AccountRow> accounts = new HashMap<>();
    private final Map<Long, TransactionRow> transactions = new HashMap<>();
    private final Map<Long, Long> balances = new HashMap<>();
    private final Set<Long> erasedCustomers = new HashSet<>();
    private final Map<Long, Long> customerPositions = new HashMap<>();
    private final Map<Long, Long> accountPositions = new HashMap<>();
    private final Map<Long, Long> usePositions = new HashMap<>();
    private final int settlingGap;
    private long position;
    private long insertedTransactions;
    private Change last;
    private long duplicates;

    StreamAudit(int settlingGap) {
        this.settlingGap = settlingGap;
    }

    static StreamAudit of(Bank bank, int settlingGap) {
        StreamAudit audit = new StreamAudit(settlingGap);
        for (Change change = bank.next(); change != null; change = bank.next()) {
            audit.read(change);
        }
        return audit;
    }

    long insertedTransactions() {
        return insertedTransactions;
    }

    long duplicates() {
        return duplicates;
    }

    int createdCustomers() {
        return customers.size() + erasedCustomers.size();
    }

    int deletedCustomers() {
        return erasedCustomers.size();
    }

    Map<Long, Long> balances() {
        return balances;
    }

    Map<Long, TransactionRow> transactions() {
        return transactions;
    }

    Map<Long, CustomerRow> customers() {
        return customers;
    }

    Map<Long, AccountRow> accounts() {
        return accounts;
    }

    void read(Change change) {
        if (change.row().table() == Table.FRAUD) {
            return;
        }
        if (change.equals(last)) {
            duplicates++;
        } else {
            readNew(change);
        }
        last = change;
        position++;
    }

    private void readNew(Change change) {
        Row row = change.row();
        switch (change.kind()) {
            case CREATE -> {
                assertThat(row.version()).isEqualTo(1);
                assertThat(stored(row)).as("earlier row of %s", row).isNull();
            }
            case UPDATE -> {
                assertThat(stored(row)).as("earlier row of %s", row).isNotNull();
                assertThat(row.version()).isEqualTo(stored(row).version() + 1);
                assertThat(row.updatedMicros()).isGreaterThan(stored(row).updatedMicros());
                assertThat(row.createdMicros()).isEqualTo(stored(row).createdMicros());
            }
            case DELETE -> assertThat(row).isEqualTo(stored(row)).isInstanceOf(CustomerRow.class);
        }
        if (last != null) {
            assertThat(change.micros()).isGreaterThan(last.micros());
        }
        if (row instanceof CustomerRow customer) {
            read(customer, change.kind());
        } else if (row instanceof AccountRow account) {
            read(account, change.kind());
        } else if (row instanceof TransactionRow transaction) {
            read(transaction, change.kind());
        }
    }

    private void read(CustomerRow customer, Change.Kind kind) {
        if (kind == Change.Kind.DELETE || customer.status() != CustomerRow.Status.ACTIVE) {
            accounts.values().stream()
                    .filter(account -> account.customerId() == customer.id())
                    .forEach(account -> assertSettled(accountPositions.get(account.id()), account));
        }
        if (customer.status() == CustomerRow.Status.ERASED) {
            assertThat(transactions.values())
                    .as("transfers that keep customer %d from being deleted", customer.id())
                    .anyMatch(transaction -> isBetweenCustomers(transaction)
                            && (owner(transaction.accountId()) == customer.id()
                                    || owner(transaction.relatedAccountId()) == customer.id()));
        }
        if (kind == Change.Kind.DELETE) {
            assertSettled(customerPositions.get(customer.id()), customer);
            delete(customer);
        } else {
            customers.put(customer.id(), customer);
            customerPositions.put(customer.id(), position);
        }
    }

    private boolean isBetweenCustomers(TransactionRow transaction) {
        return transaction.relatedAccountId() != 0
                && owner(transaction.accountId()) != owner(transaction.relatedAccountId());
    }

    private long owner(long accountId) {
        return accounts.get(accountId).customerId();
    }

    private Row stored(Row row) {
        return switch (row.table()) {
            case CUSTOMERS -> customers.get(row.id());
            case ACCOUNTS -> accounts.get(row.id());
            case TRANSACTIONS -> transactions.get(row.id());
            case FRAUD -> throw new IllegalArgumentException("The truth is in no table");
        };
    }

    private void read(AccountRow account, Change.Kind kind) {
        assertThat(customers).containsKey(account.customerId());
        assertThat(erasedCustomers).doesNotContain(account.customerId());
        if (kind == Change.Kind.CREATE) {
            balances.put(account.id(), 0L);
            if (customers.get(account.customerId()).version() == 1) {
                assertSettled(customerPositions.get(account.customerId()), account);
            }
        } else {
            assertSettled(accountPositions.get(account.id()), account);
            assertSettled(usePositions.getOrDefault(account.id(), Long.MIN_VALUE / 2), account);
        }
        if (account.status() == Status.CLOSED) {
            assertThat(balances.get(account.id())).as("balance at closure").isZero();
        }
        accounts.put(account.id(), account);
        accountPositions.put(account.id(), position);
    }

    private void read(TransactionRow transaction, Change.Kind kind) {
        apply(transactions.get(transaction.id()), -1);
        apply(transaction, 1);
        check(transaction, transaction.accountId(), kind);
        if (transaction.relatedAccountId() != 0) {
            check(transaction, transaction.relatedAccountId(), kind);
        }
        if (kind == Change.Kind.CREATE) {
            insertedTransactions++;
        }
        transactions.put(transaction.id(), transaction);
    }

    private void check(TransactionRow transaction, long accountId, Change.Kind kind) {
        AccountRow account = accounts.get(accountId);
        assertThat(account).as("account of transaction %d", transaction.id()).isNotNull();
        if (transaction.decline() == TransactionRow.Decline.ACCOUNT_FROZEN) {
            assertThat(account.status()).isEqualTo(Status.FROZEN);
        } else {
            assertThat(account.status()).isEqualTo(Status.ACTIVE);
        }
        assertThat(account.currency()).isEqualTo(transaction.currency());
        assertThat(transaction.createdMicros()).isBetween(account.createdMicros(), transaction.updatedMicros());
        assertThat(balances.get(accountId)).isGreaterThanOrEqualTo(-account.limitCents());
        assertSettled(accountPositions.get(accountId), transaction);
        usePositions.put(accountId, position);
    }

    private void assertSettled(long parentPosition, Row row) {
        assertThat(position - parentPosition - 1)
                .as("records between %s and what it depends on", row)
                .isGreaterThanOrEqualTo(settlingGap);
    }

    private void apply(TransactionRow transaction, int sign) {
        if (transaction == null || transaction.status() != TransactionRow.Status.COMPLETED) {
            return;
        }
        long cents = sign * transaction.amountCents();
        boolean deposit = transaction.type() == TransactionRow.Type.DEPOSIT;
        balances.merge(transaction.accountId(), deposit ? cents : -cents, Long::sum);
        if (transaction.relatedAccountId() != 0) {
            balances.merge(transaction.relatedAccountId(), cents, Long::sum);
        }
    }

    /** Deletes as the database cascades, and refuses what its foreign keys refuse. */
    private void delete(CustomerRow customer) {
        Set<Long> gone = new HashSet<>();
        accounts.values().removeIf(account -> account.customerId() == customer.id() && gone.add(account.id()));
        transactions.values().removeIf(transaction -> {
            boolean own = gone.contains(transaction.accountId());
            boolean related = gone.contains(transaction.relatedAccountId());
            if (own || related) {
                assertSettled(
                        usePositions.get(own ? transaction.accountId() : transaction.relatedAccountId()), transaction);
                assertThat(related || transaction.relatedAccountId() == 0)
                        .as("transaction %d stays within customer %d", transaction.id(), customer.id())
                        .isTrue();
                assertThat(own)
                        .as("transaction %d was made by customer %d", transaction.id(), customer.id())
                        .isTrue();
            }
            return own;
        });
        balances.keySet().removeAll(gone);
        customers.remove(customer.id());
        erasedCustomers.add(customer.id());
    }
}
