package io.bankingconnect.faker;

import io.bankingconnect.faker.AccountRow.Status;
import io.bankingconnect.faker.AccountRow.Type;
import io.bankingconnect.faker.Change.Kind;
import io.bankingconnect.faker.Customers.Detail;
import io.bankingconnect.faker.TransactionRow.Channel;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Changes what customers and accounts are: a new address, a frozen account, an account less, the end of the relationship.
 *
 * <p>An account rests from its last transaction to its change and from there to its next one, each for the settling gap.
 * It is closed at a balance of zero, by a last payout or repayment. A customer who asks for erasure is deleted only if no
 * transfer names anybody else, and anonymised otherwise.
 */
final class CustomerCare {

    private static final int TRIES_FOR_A_LEAVER = 10;
    private static final int ERASURE_PERCENT = 65;
    private static final int CUSTOMERS_PER_LEAVER = 5;
    private static final int ACCOUNTS_PER_FROZEN = 100;
    private static final int TRANSACTIONS_WHILE_FROZEN = 400;

    private record Frozen(int account, long untilTransaction) {}

    private final Journal journal;
    private final Customers customers;
    private final Accounts accounts;
    private final Teller teller;
    private final Agenda agenda;
    private final Dice dice;
    private final Queue<Frozen> frozen = new ArrayDeque<>();
    private int freezing;
    private int leavers;

    CustomerCare(
            BankSettings settings,
            Journal journal,
            Customers customers,
            Accounts accounts,
            Teller teller,
            Agenda agenda) {
        this.journal = journal;
        this.customers = customers;
        this.accounts = accounts;
        this.teller = teller;
        this.agenda = agenda;
        dice = settings.dice("care");
    }

    /** A customer has a new email address, telephone number or home, or seldom a new name. */
    void updateDetails() {
        int draw = dice.below(10);
        Detail detail = draw < 3 ? Detail.EMAIL : draw < 6 ? Detail.PHONE : draw < 9 ? Detail.ADDRESS : Detail.NAME;
        boolean selfService = detail != Detail.NAME && dice.percent(50);
        update(customers.anyActive(dice), detail, selfService ? "mobile-app" : "branch-teller");
    }

    void update(int customer, Detail detail, String updatedBy) {
        customers.renew(customer, detail);
        journal.write(Kind.UPDATE, customers.changed(customer, CustomerRow.Status.ACTIVE, updatedBy, journal.tick()));
    }

    /** Freezes an account for a while, if the one drawn has nothing pending and few are frozen. */
    void freezeAccount() {
        int account = accounts.anyUsable(dice);
        if (freezing <= accounts.opened() / ACCOUNTS_PER_FROZEN && canRest(account) && accounts.canSpare(1)) {
            freezing++;
            accounts.become(account, Accounts.State.RESTING);
            agenda.whenSettled(() -> freeze(account));
        }
    }

    private void freeze(int account) {
        change(account, Status.FROZEN, "fraud-desk");
        agenda.whenSettled(() -> {
            accounts.become(account, Accounts.State.FROZEN);
            frozen.add(new Frozen(account, journal.transactions() + TRANSACTIONS_WHILE_FROZEN));
        });
    }

    /** Lets the next account that was frozen for long enough be active again; false if there is none. */
    boolean thaw() {
        if (frozen.isEmpty() || frozen.element().untilTransaction() > journal.transactions()) {
            return false;
        }
        int account = frozen.remove().account();
        accounts.become(account, Accounts.State.RESTING);
        agenda.whenSettled(() -> {
            change(account, Status.ACTIVE, "fraud-desk");
            agenda.whenSettled(() -> {
                accounts.become(account, Accounts.State.USABLE);
                freezing--;
            });
        });
        return true;
    }

    /** A customer with several accounts gives one up, if the one asked can. */
    void giveUpAccount() {
        int account = accounts.anyUsable(dice);
        if (canRest(account) && accounts.canSpare(1) && canDoWithout(account)) {
            accounts.become(account, Accounts.State.RESTING);
            agenda.next(() -> payOut(account));
        }
    }

    /** A customer leaves, if the bank has enough of them and finds one with nothing pending. */
    void loseCustomer() {
        if (customers.active() < CUSTOMERS_PER_LEAVER * (leavers + 1)) {
            return;
        }
        boolean wantsErasure = dice.percent(ERASURE_PERCENT);
        for (int i = 0; i < TRIES_FOR_A_LEAVER; i++) {
            int customer = customers.anyActive(dice);
            if (canLeave(customer)) {
                leavers++;
                leave(customer, wantsErasure);
                return;
            }
        }
    }

    private void leave(int customer, boolean wantsErasure) {
        customers.become(customer, Customers.State.LEAVING);
        for (int account = customers.newestAccount(customer);
                account != Accounts.NONE;
                account = accounts.sibling(account)) {
            if (accounts.isUsable(account)) {
                int closing = account;
                accounts.become(closing, Accounts.State.RESTING);
                agenda.next(() -> payOut(closing));
            }
        }
        // The closures are on the agenda once the payouts are made, and settle before the farewell.
        agenda.next(() -> agenda.whenSettled(() -> agenda.whenSettled(() -> farewell(customer, wantsErasure))));
    }

    /** No account is still to come, waits for its first use or its next, or for a decision. */
    private boolean canLeave(int customer) {
        if (customers.expectsAccount(customer)) {
            return false;
        }
        int open = 0;
        for (int account = customers.newestAccount(customer);
                account != Accounts.NONE;
                account = accounts.sibling(account)) {
            if (accounts.state(account) != Accounts.State.CLOSED) {
                if (!accounts.isUsable(account) || !canRest(account)) {
                    return false;
                }
                open++;
            }
        }
        return accounts.canSpare(open);
    }

    private boolean canRest(int account) {
        return !accounts.hasUndecided(account);
    }

    /** The owner has another account in use, and does not lose the only one that a salary can come to. */
    private boolean canDoWithout(int account) {
        for (int other = customers.newestAccount(accounts.owner(account));
                other != Accounts.NONE;
                other = accounts.sibling(other)) {
            if (other != account
                    && accounts.isUsable(other)
                    && (accounts.type(other) == Type.CHECKING || accounts.type(account) != Type.CHECKING)) {
                return true;
            }
        }
        return false;
    }

    private void payOut(int account) {
        long balance = accounts.balanceCents(account);
        if (balance > 0) {
            teller.complete(Order.withdrawal(account, balance, Channel.BRANCH, "Payout at closure"));
        } else if (balance < 0) {
            teller.complete(Order.deposit(account, -balance, Channel.BRANCH, "Repayment at closure"));
        }
        agenda.whenSettled(() -> {
            change(account, Status.CLOSED, "branch-teller");
            accounts.become(account, Accounts.State.CLOSED);
        });
    }

    private void farewell(int customer, boolean wantsErasure) {
        boolean anonymise = wantsErasure && customers.isTiedToOthers(customer);
        CustomerRow row = customers.changed(
                customer,
                anonymise ? CustomerRow.Status.ERASED : CustomerRow.Status.CLOSED,
                wantsErasure ? "data-protection" : "branch-teller",
                journal.tick());
        journal.write(Kind.UPDATE, row);
        customers.become(customer, Customers.State.GONE);
        if (wantsErasure && !anonymise) {
            agenda.whenSettled(() -> {
                journal.tick();
                journal.write(Kind.DELETE, row);
                customers.become(customer, Customers.State.DELETED);
            });
        }
    }

    private void change(int account, Status status, String updatedBy) {
        journal.write(Kind.UPDATE, accounts.changed(account, status, updatedBy, journal.tick()));
    }
}
