package io.bankingconnect.faker;

import io.bankingconnect.faker.CustomerRow.Status;
import java.util.Arrays;

/** Every customer of a branch, by number from 1, in columns of numbers: about 30 bytes each. Not thread-safe. */
final class Customers {

    enum State {
        ACTIVE,
        /** On the way out: nothing about them changes any more but that. */
        LEAVING,
        GONE,
        DELETED
    }

    /** What a customer may have a new one of. */
    enum Detail {
        EMAIL,
        PHONE,
        ADDRESS,
        NAME
    }

    private static final State[] STATES = State.values();
    private static final int STATE = 3;
    private static final int KEEPS_TO_SELF = 4;
    private static final int TIED = 8;

    private final int branch;
    private long[] createdMicros = new long[16];
    /** Sixteen bits for each {@link Detail}: how often it changed. */
    private long[] revisions = new long[16];

    private int[] versions = new int[16];
    private int[] accounts = new int[16];
    private byte[] accountsToCome = new byte[16];
    private byte[] flags = new byte[16];
    private int welcomed;
    private int active;

    Customers(int branch) {
        this.branch = branch;
    }

    /**
     * Takes in the next customer.
     *
     * @param keepsToSelf deals with no other customer, so erasure can delete this one
     * @return the customer's number
     */
    int welcome(boolean keepsToSelf, int accountsExpected, long nowMicros) {
        welcomed++;
        active++;
        if (welcomed == flags.length) {
            grow(welcomed + welcomed / 4 + 16);
        }
        createdMicros[welcomed] = nowMicros;
        versions[welcomed] = 1;
        accountsToCome[welcomed] = (byte) accountsExpected;
        flags[welcomed] = (byte) (keepsToSelf ? KEEPS_TO_SELF : 0);
        return welcomed;
    }

    private void grow(int length) {
        createdMicros = Arrays.copyOf(createdMicros, length);
        revisions = Arrays.copyOf(revisions, length);
        versions = Arrays.copyOf(versions, length);
        accounts = Arrays.copyOf(accounts, length);
        accountsToCome = Arrays.copyOf(accountsToCome, length);
        flags = Arrays.copyOf(flags, length);
    }

    int welcomed() {
        return welcomed;
    }

    int active() {
        return active;
    }

    /** Draws an active customer; there must be one. */
    int anyActive(Dice dice) {
        while (true) {
            int customer = 1 + dice.below(welcomed);
            if (isActive(customer)) {
                return customer;
            }
        }
    }

    State state(int customer) {
        return STATES[flags[customer] & STATE];
    }

    boolean isActive(int customer) {
        return state(customer) == State.ACTIVE;
    }

    void become(int customer, State state) {
        active += (state == State.ACTIVE ? 1 : 0) - (isActive(customer) ? 1 : 0);
        flags[customer] = (byte) (flags[customer] & ~STATE | state.ordinal());
    }

    long id(int customer) {
        return Ids.of(branch, customer);
    }

    boolean keepsToSelf(int customer) {
        return (flags[customer] & KEEPS_TO_SELF) != 0;
    }

    /** A transfer names this customer and another, so neither row can ever be deleted. */
    boolean isTiedToOthers(int customer) {
        return (flags[customer] & TIED) != 0;
    }

    void tieToOthers(int customer) {
        flags[customer] |= TIED;
    }

    /** The customer's newest account, the others being its siblings; {@link Accounts#NONE} if there is none. */
    int newestAccount(int customer) {
        return accounts[customer];
    }

    void expectAccount(int customer) {
        accountsToCome[customer]++;
    }

    void opened(int customer, int account) {
        accountsToCome[customer]--;
        accounts[customer] = account;
    }

    boolean expectsAccount(int customer) {
        return accountsToCome[customer] > 0;
    }

    /** The customer's row as it is now. */
    CustomerRow row(int customer, Status status, String updatedBy, long nowMicros) {
        long all = revisions[customer];
        return new CustomerRow(
                id(customer),
                status,
                revision(all, Detail.EMAIL),
                revision(all, Detail.PHONE),
                revision(all, Detail.ADDRESS),
                revision(all, Detail.NAME),
                versions[customer],
                updatedBy,
                createdMicros[customer],
                nowMicros);
    }

    /** The customer's row after one more change. */
    CustomerRow changed(int customer, Status status, String updatedBy, long nowMicros) {
        versions[customer]++;
        return row(customer, status, updatedBy, nowMicros);
    }

    void renew(int customer, Detail detail) {
        long all = revisions[customer];
        int shift = 16 * detail.ordinal();
        long next = revision(all, detail) + 1L & 0xffff;
        revisions[customer] = all & ~(0xffffL << shift) | next << shift;
    }

    private static int revision(long all, Detail detail) {
        return (int) (all >>> 16 * detail.ordinal()) & 0xffff;
    }
}
