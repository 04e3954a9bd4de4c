package io.bankingconnect.faker;

import io.bankingconnect.faker.AccountRow.Status;
import io.bankingconnect.faker.AccountRow.Type;
import java.util.Arrays;
import java.util.List;

/**
 * Every account of a branch, by its number from 1, with the balance that the database must come to as well.
 *
 * <p>Held in columns of numbers, about 45 bytes for an account, so that a bank of a million customers fits into a small
 * heap. Money that a pending transaction will take is held back until the decision, so a completion always finds it and
 * no balance ever falls below its limit. Not thread-safe.
 */
final class Accounts {

    /** What may happen to an account now. */
    enum State {
        /** Its row is too young to be referred to. */
        OPENING,
        USABLE,
        /** No new transactions, because its row is about to change or has just done so. */
        RESTING,
        /** Every payment is declined. */
        FROZEN,
        CLOSED
    }

    /** No account. */
    static final int NONE = 0;

    private static final long[] OVERDRAFTS = {0, 200_00, 500_00, 1000_00};
    private static final long[] CREDIT_LINES = {500_00, 1500_00, 3000_00, 5000_00};
    private static final Type[] TYPES = Type.values();
    private static final State[] STATES = State.values();

    private final int branch;
    private final List<BankCurrency> currencies;

    /** What can be spent: balance and limit, without what is held. */
    private long[] available = new long[16];

    private long[] held = new long[16];
    private long[] createdMicros = new long[16];
    private int[] owners = new int[16];
    private int[] siblings = new int[16];
    private int[] versions = new int[16];
    private short[] undecided = new short[16];
    /** Two bits for the type, two for the step of the limit, four for the state, the rest for the currency. */
    private short[] traits = new short[16];

    private int opened;
    private int activated;
    private int usable;

    Accounts(int branch, List<BankCurrency> currencies) {
        this.branch = branch;
        this.currencies = List.copyOf(currencies);
    }

    /**
     * Opens the next account, not usable yet.
     *
     * @param sibling another account of the owner, or {@link #NONE}
     * @return its number
     */
    int open(int owner, int sibling, Type type, int currency, int limitStep, long nowMicros) {
        opened++;
        if (opened == available.length) {
            grow(opened + opened / 4 + 16);
        }
        owners[opened] = owner;
        siblings[opened] = sibling;
        createdMicros[opened] = nowMicros;
        versions[opened] = 1;
        traits[opened] = (short) (type.ordinal() | limitStep << 2 | currency << 8);
        available[opened] = limitCents(opened);
        return opened;
    }

    private void grow(int length) {
        available = Arrays.copyOf(available, length);
        held = Arrays.copyOf(held, length);
        createdMicros = Arrays.copyOf(createdMicros, length);
        owners = Arrays.copyOf(owners, length);
        siblings = Arrays.copyOf(siblings, length);
        versions = Arrays.copyOf(versions, length);
        undecided = Arrays.copyOf(undecided, length);
        traits = Arrays.copyOf(traits, length);
    }

    int opened() {
        return opened;
    }

    int usable() {
        return usable;
    }

    /** So many accounts may go out of use: enough stay to make drawing one at random quick. */
    boolean canSpare(int count) {
        return usable - count >= Math.max(1, activated * 3L / 5);
    }

    /** Draws an account that is usable or frozen; there must be a usable one. */
    int any(Dice dice) {
        while (true) {
            int account = 1 + dice.below(activated);
            State state = state(account);
            if (state == State.USABLE || state == State.FROZEN) {
                return account;
            }
        }
    }

    /** Draws a usable account; there must be one. */
    int anyUsable(Dice dice) {
        while (true) {
            int account = any(dice);
            if (isUsable(account)) {
                return account;
            }
        }
    }

    State state(int account) {
        return STATES[traits[account] >> 4 & 0xf];
    }

    boolean isUsable(int account) {
        return state(account) == State.USABLE;
    }

    void become(int account, State state) {
        State before = state(account);
        if (before == State.OPENING) {
            // Accounts settle in the order in which they were opened.
            activated = account;
        }
        usable += (state == State.USABLE ? 1 : 0) - (before == State.USABLE ? 1 : 0);
        traits[account] = (short) (traits[account] & ~0xf0 | state.ordinal() << 4);
    }

    long id(int account) {
        return Ids.of(branch, account);
    }

    int owner(int account) {
        return owners[account];
    }

    /** The next account of the same owner, or {@link #NONE}. */
    int sibling(int account) {
        return siblings[account];
    }

    Type type(int account) {
        return TYPES[traits[account] & 3];
    }

    /** The place of the account's currency in the list of currencies. */
    int currencyIndex(int account) {
        return traits[account] >> 8;
    }

    BankCurrency currency(int account) {
        return currencies.get(currencyIndex(account));
    }

    long limitCents(int account) {
        int step = traits[account] >> 2 & 3;
        long[] limits = type(account) == Type.CREDIT ? CREDIT_LINES : OVERDRAFTS;
        return type(account) == Type.SAVINGS || limits[step] == 0
                ? 0
                : currency(account).ofEuroCents(limits[step]);
    }

    long createdMicros(int account) {
        return createdMicros[account];
    }

    long balanceCents(int account) {
        return available[account] - limitCents(account) + held[account];
    }

    long availableCents(int account) {
        return available[account];
    }

    void credit(int account, long cents) {
        available[account] += cents;
    }

    void debit(int account, long cents) {
        if (cents > available[account]) {
            throw new IllegalStateException("Account " + id(account) + " would fall below its limit");
        }
        available[account] -= cents;
    }

    void hold(int account, long cents) {
        debit(account, cents);
        held[account] += cents;
    }

    void release(int account, long cents) {
        held[account] -= cents;
        available[account] += cents;
    }

    /** Transactions of this account may still change. */
    boolean hasUndecided(int account) {
        return undecided[account] > 0;
    }

    void awaitDecision(int account) {
        undecided[account]++;
    }

    void decided(int account) {
        undecided[account]--;
    }

    /** The account's row as it is now. */
    AccountRow row(int account, Status status, String updatedBy, long updatedMicros) {
        return new AccountRow(
                id(account),
                Ids.of(branch, owners[account]),
                type(account),
                currency(account),
                limitCents(account),
                status,
                versions[account],
                updatedBy,
                createdMicros[account],
                updatedMicros);
    }

    /** The account's row after one more change. */
    AccountRow changed(int account, Status status, String updatedBy, long updatedMicros) {
        versions[account]++;
        return row(account, status, updatedBy, updatedMicros);
    }
}
