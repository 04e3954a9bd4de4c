package io.bankingconnect.faker;

import java.util.ArrayList;
import java.util.List;

/** A customer as the bank knows it now. */
final class Customer extends Pool.Member {

    /** Deals with no other customer, so erasure can delete it. */
    private final boolean keepsToSelf;

    private final List<Account> accounts = new ArrayList<>(2);
    private CustomerRow row;
    private int accountsToCome;
    private boolean tiedToOthers;

    Customer(CustomerRow row, boolean keepsToSelf) {
        this.row = row;
        this.keepsToSelf = keepsToSelf;
    }

    CustomerRow row() {
        return row;
    }

    void become(CustomerRow newRow) {
        row = newRow;
    }

    long id() {
        return row.id();
    }

    boolean keepsToSelf() {
        return keepsToSelf;
    }

    /** The customer's accounts that are not closed. */
    List<Account> accounts() {
        return accounts;
    }

    void expectAccount() {
        accountsToCome++;
    }

    void opened(Account account) {
        accountsToCome--;
        accounts.add(account);
    }

    /** A transfer names this customer and another, so neither row can ever be deleted. */
    boolean isTiedToOthers() {
        return tiedToOthers;
    }

    void tieToOthers() {
        tiedToOthers = true;
    }

    /** No account is still to come, waits for its first use or for a decision, so the customer may leave. */
    boolean hasNothingPending() {
        return accountsToCome == 0
                && accounts.stream().allMatch(account -> account.isPooled() && !account.hasUndecided());
    }
}
