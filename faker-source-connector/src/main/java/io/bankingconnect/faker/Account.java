package io.bankingconnect.faker;

/**
 * An account with the balance that the database must come to as well.
 *
 * <p>Money that a pending transaction will take is held back until the decision, so a completion always finds it and
 * the balance never falls below the limit.
 */
final class Account extends Pool.Member {

    private final Customer owner;
    private AccountRow row;
    private long balanceCents;
    private long heldCents;
    private int undecided;

    Account(Customer owner, AccountRow row) {
        this.owner = owner;
        this.row = row;
    }

    Customer owner() {
        return owner;
    }

    AccountRow row() {
        return row;
    }

    void become(AccountRow newRow) {
        row = newRow;
    }

    long id() {
        return row.id();
    }

    AccountRow.Type type() {
        return row.type();
    }

    long balanceCents() {
        return balanceCents;
    }

    /** What can be spent: balance and limit, without what is held. */
    long availableCents() {
        return balanceCents + row.limitCents() - heldCents;
    }

    void credit(long cents) {
        balanceCents += cents;
    }

    void debit(long cents) {
        if (cents > availableCents()) {
            throw new IllegalStateException("Account " + row.id() + " would fall below its limit");
        }
        balanceCents -= cents;
    }

    void hold(long cents) {
        heldCents += cents;
    }

    void release(long cents) {
        heldCents -= cents;
    }

    /** Transactions of this account may still change. */
    boolean hasUndecided() {
        return undecided > 0;
    }

    void awaitDecision() {
        undecided++;
    }

    void decided() {
        undecided--;
    }
}
