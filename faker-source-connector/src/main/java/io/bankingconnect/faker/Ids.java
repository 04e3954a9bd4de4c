package io.bankingconnect.faker;

/**
 * Ids of rows. Each branch has a range of its own, and numbers its customers, accounts and transactions from 1 in it. All
 * stay below 2^53, which JSON readers keep exact.
 */
final class Ids {

    static final int MOST_BRANCHES = 1000;

    /** Keeps account numbers within the eight digits that an IBAN has for them. */
    static final int MOST_CUSTOMERS = 15_000_000;

    private static final long ROWS_PER_BRANCH = 1_000_000_000L;
    private static final long TRANSACTIONS_PER_BRANCH = 1_000_000_000_000L;

    private Ids() {}

    /** The id of a customer or account. */
    static long of(int branch, int number) {
        return branch * ROWS_PER_BRANCH + number;
    }

    static long ofTransaction(int branch, long number) {
        return branch * TRANSACTIONS_PER_BRANCH + number;
    }

    /** The branch of a customer or account. */
    static int branch(long id) {
        return (int) (id / ROWS_PER_BRANCH);
    }

    /** The number of a customer or account within its branch. */
    static int number(long id) {
        return (int) (id % ROWS_PER_BRANCH);
    }
}
