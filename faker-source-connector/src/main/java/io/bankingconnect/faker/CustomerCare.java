package io.bankingconnect.faker;

import io.bankingconnect.faker.AccountRow.Status;
import io.bankingconnect.faker.Change.Kind;
import io.bankingconnect.faker.Teller.Order;
import io.bankingconnect.faker.TransactionRow.Channel;
import io.bankingconnect.faker.TransactionRow.Type;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;

/**
 * Changes what customers are: a new address, an account less, the end of the relationship.
 *
 * <p>An account is closed at a balance of zero, by a last payout or repayment. A customer who asks for erasure is
 * deleted only if no transfer names anybody else, and anonymised otherwise.
 */
final class CustomerCare {

    private static final int TRIES_FOR_A_LEAVER = 10;
    private static final int ERASURE_PERCENT = 65;
    private static final int CUSTOMERS_PER_LEAVER = 5;

    private record Leaver(Customer customer, boolean wantsErasure) {}

    private record Deletion(CustomerRow row, long position) {}

    private final BankSettings settings;
    private final Journal journal;
    private final Clientele clientele;
    private final Teller teller;
    private final Random random;
    private final Queue<Account> closing = new ArrayDeque<>();
    private final Queue<Leaver> leaving = new ArrayDeque<>();
    private final Queue<Deletion> deletions = new ArrayDeque<>();
    private int leavers;

    CustomerCare(BankSettings settings, Journal journal, Clientele clientele, Teller teller, Random random) {
        this.settings = settings;
        this.journal = journal;
        this.clientele = clientele;
        this.teller = teller;
        this.random = random;
    }

    /** Goes on with what was begun: first accounts, then their customer, then deletions that have settled. */
    boolean proceed() {
        if (!closing.isEmpty()) {
            close(closing.remove());
        } else if (!leaving.isEmpty()) {
            farewell(leaving.remove());
        } else if (!deletions.isEmpty()
                && journal.nextPosition() > deletions.element().position()) {
            journal.write(Kind.DELETE, deletions.remove().row());
        } else {
            return false;
        }
        return true;
    }

    /** A customer has a new email address, telephone number or home. */
    void updateDetails() {
        Customer customer = clientele.anyCustomer(random);
        CustomerRow row = customer.row();
        int what = random.nextInt(3);
        change(
                customer,
                new CustomerRow(
                        row.id(),
                        row.status(),
                        row.emailRevision() + (what == 0 ? 1 : 0),
                        row.phoneRevision() + (what == 1 ? 1 : 0),
                        row.addressRevision() + (what == 2 ? 1 : 0),
                        row.version() + 1,
                        random.nextBoolean() ? "mobile-app" : "branch-teller",
                        row.createdMicros(),
                        journal.tick()));
    }

    /** A customer with several accounts gives one up, if the one asked can. */
    void giveUpAccount() {
        Account account = clientele.anyAccount(random);
        if (clientele.accounts() > 1 && account.owner().accounts().size() > 1 && !account.hasUndecided()) {
            clientele.remove(account);
            closing.add(account);
        }
    }

    /** A customer leaves, if the bank has enough of them and finds one with nothing pending. */
    void loseCustomer() {
        if (clientele.customers() < CUSTOMERS_PER_LEAVER * (leavers + 1)) {
            return;
        }
        boolean wantsErasure = random.nextInt(100) < ERASURE_PERCENT;
        for (int i = 0; i < TRIES_FOR_A_LEAVER; i++) {
            Customer customer = clientele.anyCustomer(random);
            if (customer.hasNothingPending()
                    && clientele.accounts() > customer.accounts().size()) {
                clientele.remove(customer);
                customer.accounts().forEach(clientele::remove);
                closing.addAll(customer.accounts());
                leaving.add(new Leaver(customer, wantsErasure));
                leavers++;
                return;
            }
        }
    }

    private void close(Account account) {
        long balance = account.balanceCents();
        if (balance > 0) {
            teller.complete(
                    new Order(Type.WITHDRAWAL, account, null, balance, null, Channel.BRANCH, "Payout at closure"));
        } else if (balance < 0) {
            teller.complete(
                    new Order(Type.DEPOSIT, account, null, -balance, null, Channel.BRANCH, "Repayment at closure"));
        }
        AccountRow row = account.row();
        account.become(new AccountRow(
                row.id(),
                row.customerId(),
                row.type(),
                row.currency(),
                row.limitCents(),
                Status.CLOSED,
                row.version() + 1,
                "branch-teller",
                row.createdMicros(),
                journal.tick()));
        journal.write(Kind.UPDATE, account.row());
        account.owner().accounts().remove(account);
    }

    private void farewell(Leaver leaver) {
        Customer customer = leaver.customer();
        if (leaver.wantsErasure() && !customer.isTiedToOthers()) {
            deletions.add(new Deletion(customer.row(), journal.nextPosition() - 1 + settings.settlingGap()));
            return;
        }
        CustomerRow row = customer.row();
        change(
                customer,
                new CustomerRow(
                        row.id(),
                        leaver.wantsErasure() ? CustomerRow.Status.ERASED : CustomerRow.Status.CLOSED,
                        row.emailRevision(),
                        row.phoneRevision(),
                        row.addressRevision(),
                        row.version() + 1,
                        leaver.wantsErasure() ? "data-protection" : "branch-teller",
                        row.createdMicros(),
                        journal.tick()));
    }

    private void change(Customer customer, CustomerRow row) {
        customer.become(row);
        journal.write(Kind.UPDATE, row);
    }
}
