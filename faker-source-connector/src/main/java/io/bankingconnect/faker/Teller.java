package io.bankingconnect.faker;

import io.bankingconnect.faker.Change.Kind;
import io.bankingconnect.faker.TransactionRow.Decline;
import io.bankingconnect.faker.TransactionRow.Status;
import io.bankingconnect.faker.TransactionRow.Type;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Books transactions: declines what the account cannot pay, moves the money, and decides later about what is pending.
 * Every booking inserts exactly one row, and returns it.
 */
final class Teller {

    private static final int LONGEST_WAIT_TRANSACTIONS = 200;
    private static final double REVERSED_SHARE = 0.15;
    private static final long LONGEST_DELAY_MICROS = 72 * 3_600_000_000L;
    private static final long SHORTEST_DELAY_MICROS = 3_600_000_000L;

    /** A transaction that changes once the bank has made {@code due} transactions. */
    private record Undecided(Order order, TransactionRow row, long due) {}

    private final BankSettings settings;
    private final Journal journal;
    private final Customers customers;
    private final Accounts accounts;
    private final Dice dice;
    private final PriorityQueue<Undecided> undecided = new PriorityQueue<>(Comparator.comparingLong(Undecided::due)
            .thenComparingLong(next -> next.row().id()));

    Teller(BankSettings settings, Journal journal, Customers customers, Accounts accounts) {
        this.settings = settings;
        this.journal = journal;
        this.customers = customers;
        this.accounts = accounts;
        dice = settings.dice("teller");
    }

    /** Books an order that is certain: it is completed at once. */
    TransactionRow complete(Order order) {
        move(order);
        return insert(order, Status.COMPLETED, null);
    }

    /** Books a debit, declined if the account cannot pay it. */
    TransactionRow book(Order order) {
        return canPay(order) ? complete(order) : decline(order);
    }

    /** Books a debit as pending, its money held, or declined if the account cannot pay it. */
    TransactionRow bookPending(Order order) {
        if (!canPay(order)) {
            return decline(order);
        }
        accounts.hold(order.account(), order.amountCents());
        return decideLater(order, insert(order, Status.PENDING, null));
    }

    /** Books a payment that will be charged back, or declines it if the account cannot pay it. */
    TransactionRow bookDisputed(Order order) {
        return canPay(order) ? decideLater(order, complete(order)) : decline(order);
    }

    TransactionRow refuse(Order order, Decline reason) {
        return insert(order, Status.DECLINED, reason);
    }

    private boolean canPay(Order order) {
        return order.amountCents() <= accounts.availableCents(order.account());
    }

    private TransactionRow decline(Order order) {
        boolean credit = accounts.type(order.account()) == AccountRow.Type.CREDIT;
        return refuse(order, credit ? Decline.CREDIT_LIMIT_EXCEEDED : Decline.INSUFFICIENT_FUNDS);
    }

    /** Decides about the next transaction that has waited long enough; false if none has. */
    boolean decide() {
        if (undecided.isEmpty() || undecided.element().due() > journal.transactions()) {
            return false;
        }
        Undecided next = undecided.remove();
        Order order = next.order();
        Status decision;
        if (next.row().status() == Status.COMPLETED) {
            accounts.credit(order.account(), order.amountCents());
            decision = Status.REVERSED;
        } else {
            accounts.release(order.account(), order.amountCents());
            decision = dice.chance(REVERSED_SHARE) ? Status.REVERSED : Status.COMPLETED;
            if (decision == Status.COMPLETED) {
                move(order);
            }
        }
        accounts.decided(order.account());
        if (order.creditor() != Accounts.NONE) {
            accounts.decided(order.creditor());
        }
        journal.write(Kind.UPDATE, next.row().decided(decision, "settlement", journal.tick()));
        return true;
    }

    private TransactionRow decideLater(Order order, TransactionRow row) {
        accounts.awaitDecision(order.account());
        if (order.creditor() != Accounts.NONE) {
            accounts.awaitDecision(order.creditor());
        }
        undecided.add(new Undecided(order, row, journal.transactions() + dice.below(LONGEST_WAIT_TRANSACTIONS)));
        return row;
    }

    private void move(Order order) {
        if (order.type() == Type.DEPOSIT) {
            accounts.credit(order.account(), order.amountCents());
            return;
        }
        accounts.debit(order.account(), order.amountCents());
        if (order.creditor() != Accounts.NONE) {
            accounts.credit(order.creditor(), order.amountCents());
        }
    }

    private TransactionRow insert(Order order, Status status, Decline decline) {
        boolean isTransfer = order.creditor() != Accounts.NONE;
        if (isTransfer && accounts.owner(order.account()) != accounts.owner(order.creditor())) {
            // Even a declined transfer names both, so neither row can be deleted any more.
            customers.tieToOthers(accounts.owner(order.account()));
            customers.tieToOthers(accounts.owner(order.creditor()));
        }
        long now = journal.tickToTransaction();
        TransactionRow row = new TransactionRow(
                Ids.ofTransaction(settings.branch(), journal.transactions() + 1),
                accounts.id(order.account()),
                order.type(),
                order.amountCents(),
                accounts.currency(order.account()),
                isTransfer ? accounts.id(order.creditor()) : 0,
                order.merchant(),
                order.channel(),
                order.reference(),
                status,
                decline,
                1,
                order.channel().actor(),
                madeMicros(order, now),
                now);
        journal.write(Kind.CREATE, row);
        return row;
    }

    /** When the customer acted: now, or for late transactions well before, but never before the account was opened. */
    private long madeMicros(Order order, long now) {
        if (settings.lateRate() == 0 || !dice.chance(settings.lateRate())) {
            return now;
        }
        long delay = SHORTEST_DELAY_MICROS + (long) ((LONGEST_DELAY_MICROS - SHORTEST_DELAY_MICROS) * dice.uniform());
        long opened = accounts.createdMicros(order.account());
        return Math.max(
                now - delay,
                order.creditor() == Accounts.NONE
                        ? opened
                        : Math.max(opened, accounts.createdMicros(order.creditor())));
    }
}
