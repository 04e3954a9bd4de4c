package io.bankingconnect.faker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Whom the bank deals with now: active customers, and open accounts that are ready for use. */
final class Clientele {

    private final Pool<Customer> customers = new Pool<>();
    private final Map<String, Pool<Account>> accountsByCurrency = new LinkedHashMap<>();
    private int accounts;

    void add(Customer customer) {
        customers.add(customer);
    }

    void remove(Customer customer) {
        customers.remove(customer);
    }

    void add(Account account) {
        accountsByCurrency
                .computeIfAbsent(account.row().currency(), currency -> new Pool<>())
                .add(account);
        accounts++;
    }

    void remove(Account account) {
        accountsByCurrency.get(account.row().currency()).remove(account);
        accounts--;
    }

    int customers() {
        return customers.size();
    }

    int accounts() {
        return accounts;
    }

    Stream<Account> allAccounts() {
        return accountsByCurrency.values().stream().flatMap(Pool::all);
    }

    Customer anyCustomer(Random random) {
        return customers.pick(random);
    }

    Account anyAccount(Random random) {
        int ticket = random.nextInt(accounts);
        for (Pool<Account> pool : accountsByCurrency.values()) {
            if (ticket < pool.size()) {
                return pool.pick(random);
            }
            ticket -= pool.size();
        }
        throw new IllegalStateException("The pools hold fewer accounts than were added");
    }

    /** Draws an account of the same currency; it may be the same account. */
    Account anyAccountLike(Account account, Random random) {
        return accountsByCurrency.get(account.row().currency()).pick(random);
    }
}
