package io.bankingconnect.faker;

import io.bankingconnect.faker.Change.Kind;
import io.bankingconnect.faker.TransactionRow.Channel;
import io.bankingconnect.faker.TransactionRow.Decline;
import io.bankingconnect.faker.TransactionRow.Status;
import io.bankingconnect.faker.TransactionRow.Type;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Books transactions: declines what the account cannot pay, moves the money, and decides later about what is pending.
 * Every booking inserts exactly one row.
 */
final class Teller {

    private static final int LONGEST_WAIT_TRANSACTIONS = 200;
    private static final double REVERSED_SHARE = 0.15;

    /**
     * What a customer asks for.
     *
     * @param creditor whom a transfer credits; null for every other type
     * @param merchant whom a payment pays; null for every other type
     */
    record Order(
            Type type,
            Account account,
            Account creditor,
            long amountCents,
            Merchant merchant,
            Channel channel,
            String reference) {}

    /** A transaction that changes once the bank has made {@code due} transactions. */
    private record Undecided(Order order, TransactionRow row, long due) {}

    private final Journal journal;
    private final Random random;
    private final PriorityQueue<Undecided> undecided = new PriorityQueue<>(Comparator.comparingLong(Undecided::due)
            .thenComparing(next -> next.row().id()));

    Teller(Journal journal, Random random) {
        this.journal = journal;
        this.random = random;
    }

    void openingDeposit(Account account) {
        long amount = Money.around(450_00, 0.9, random);
        complete(new Order(Type.DEPOSIT, account, null, amount, null, Channel.BRANCH, "Opening deposit"));
    }

    /** Books an order that is certain: it is completed at once. */
    void complete(Order order) {
        move(order);
        insert(order, Status.COMPLETED, null);
    }

    /** Books a debit, declined if the account cannot pay it. */
    void book(Order order) {
        if (order.amountCents() > order.account().availableCents()) {
            boolean credit = order.account().type() == AccountRow.Type.CREDIT;
            insert(order, Status.DECLINED, credit ? Decline.CREDIT_LIMIT_EXCEEDED : Decline.INSUFFICIENT_FUNDS);
        } else {
            complete(order);
        }
    }

    /** Books a debit as pending, its money held, or declined if the account cannot pay it. */
    void bookPending(Order order) {
        if (order.amountCents() > order.account().availableCents()) {
            book(order);
            return;
        }
        order.account().hold(order.amountCents());
        decideLater(order, insert(order, Status.PENDING, null));
    }

    /** Books a payment that will be charged back. */
    void bookDisputed(Order order) {
        if (order.amountCents() > order.account().availableCents()) {
            book(order);
            return;
        }
        move(order);
        decideLater(order, insert(order, Status.COMPLETED, null));
    }

    void refuse(Order order) {
        insert(order, Status.DECLINED, Decline.SUSPECTED_FRAUD);
    }

    /** Decides about the next transaction that has waited long enough. */
    boolean decide() {
        if (undecided.isEmpty() || undecided.element().due() > journal.transactions()) {
            return false;
        }
        Undecided next = undecided.remove();
        Order order = next.order();
        Status decision;
        if (next.row().status() == Status.COMPLETED) {
            order.account().credit(order.amountCents());
            decision = Status.REVERSED;
        } else {
            order.account().release(order.amountCents());
            decision = random.nextDouble() < REVERSED_SHARE ? Status.REVERSED : Status.COMPLETED;
            if (decision == Status.COMPLETED) {
                move(order);
            }
        }
        order.account().decided();
        if (order.creditor() != null) {
            order.creditor().decided();
        }
        journal.write(Kind.UPDATE, next.row().decided(decision, "settlement", journal.tick()));
        return true;
    }

    private void decideLater(Order order, TransactionRow row) {
        order.account().awaitDecision();
        if (order.creditor() != null) {
            order.creditor().awaitDecision();
        }
        undecided.add(new Undecided(order, row, row.id() + 1 + random.nextInt(LONGEST_WAIT_TRANSACTIONS)));
    }

    private static void move(Order order) {
        if (order.type() == Type.DEPOSIT) {
            order.account().credit(order.amountCents());
            return;
        }
        order.account().debit(order.amountCents());
        if (order.creditor() != null) {
            order.creditor().credit(order.amountCents());
        }
    }

    private TransactionRow insert(Order order, Status status, Decline decline) {
        long now = journal.tick();
        TransactionRow row = new TransactionRow(
                journal.transactions() + 1,
                order.account().id(),
                order.type(),
                order.amountCents(),
                order.account().row().currency(),
                order.creditor() == null ? 0 : order.creditor().id(),
                order.merchant(),
                order.channel(),
                order.reference(),
                status,
                decline,
                1,
                order.channel().actor(),
                now,
                now);
        journal.write(Kind.CREATE, row);
        return row;
    }
}
