package io.bankingconnect.faker;

import io.bankingconnect.faker.TransactionRow.Channel;
import io.bankingconnect.faker.TransactionRow.Decline;

/** What customers do with their accounts every day. Each call inserts exactly one transaction. */
final class DailyBusiness {

    private static final int TRIES_FOR_A_CREDITOR = 24;
    private static final long MICROS_PER_HOUR = 3_600_000_000L;
    private static final long LOW_EURO_CENTS = 40_00;

    private final Journal journal;
    private final Customers customers;
    private final Accounts accounts;
    private final Teller teller;
    private final Dice dice;

    DailyBusiness(BankSettings settings, Journal journal, Customers customers, Accounts accounts, Teller teller) {
        this.journal = journal;
        this.customers = customers;
        this.accounts = accounts;
        this.teller = teller;
        dice = settings.dice("business");
    }

    void trade() {
        int account = accounts.any(dice);
        if (!accounts.isUsable(account)) {
            teller.refuse(purchase(account), Decline.ACCOUNT_FROZEN);
            return;
        }
        int draw = dice.below(100);
        switch (accounts.type(account)) {
            case CHECKING -> {
                if (isLow(account) && draw < 60) {
                    receive(account, 240_00, "Incoming payment");
                } else if (draw < 64) {
                    pay(account);
                } else if (draw < 80) {
                    transfer(account);
                } else if (draw < 92) {
                    receive(account, 160_00, "Incoming payment");
                } else {
                    withdraw(account);
                }
            }
            case SAVINGS -> {
                if (draw < 45) {
                    transfer(account);
                } else if (draw < 85 || isLow(account)) {
                    receive(account, 120_00, "Savings deposit");
                } else {
                    withdraw(account);
                }
            }
            case CREDIT -> {
                if (accounts.balanceCents(account) < 0 && (draw < 14 || isLow(account) && draw < 60)) {
                    repay(account);
                } else {
                    pay(account);
                }
            }
        }
    }

    private boolean isLow(int account) {
        return accounts.availableCents(account) < accounts.currency(account).ofEuroCents(LOW_EURO_CENTS);
    }

    private Order purchase(int account) {
        int hour = (int) Math.floorMod(Math.floorDiv(journal.nextTransactionMicros(), MICROS_PER_HOUR), 24L);
        Merchant merchant = Merchant.pick(hour, dice);
        long amount = Money.around(merchant.usualCents(), Merchant.SPREAD, accounts.currency(account), dice);
        return Order.payment(account, amount, merchant, Channel.CARD, "Card payment");
    }

    private void pay(int account) {
        Order order = purchase(account);
        int draw = dice.below(1000);
        if (draw < 5) {
            teller.refuse(order, Decline.SUSPECTED_FRAUD);
        } else if (draw < 15) {
            teller.bookDisputed(order);
        } else if (draw < 130) {
            teller.bookPending(order);
        } else {
            teller.book(order);
        }
    }

    private void transfer(int account) {
        int creditor = creditorOf(account);
        if (creditor == Accounts.NONE) {
            withdraw(account);
            return;
        }
        boolean isOwn = accounts.owner(creditor) == accounts.owner(account);
        Order order = Order.transfer(
                account,
                creditor,
                Money.around(60_00, 1.0, accounts.currency(account), dice),
                dice.percent(50) ? Channel.MOBILE : Channel.WEB,
                isOwn ? "Between own accounts" : "Transfer");
        if (dice.percent(6)) {
            teller.bookPending(order);
        } else {
            teller.book(order);
        }
    }

    /** Another account of the same currency, if need be of the same customer; none if none was found. */
    private int creditorOf(int account) {
        int owner = accounts.owner(account);
        boolean keepsToSelf = customers.keepsToSelf(owner);
        if (keepsToSelf || dice.percent(30)) {
            int own = ownAccountLike(account);
            if (own != Accounts.NONE || keepsToSelf) {
                return own;
            }
        }
        for (int i = 0; i < TRIES_FOR_A_CREDITOR; i++) {
            int other = accounts.anyUsable(dice);
            if (other != account
                    && accounts.currencyIndex(other) == accounts.currencyIndex(account)
                    && !customers.keepsToSelf(accounts.owner(other))) {
                return other;
            }
        }
        return Accounts.NONE;
    }

    private int ownAccountLike(int account) {
        for (int other = customers.newestAccount(accounts.owner(account));
                other != Accounts.NONE;
                other = accounts.sibling(other)) {
            if (other != account
                    && accounts.isUsable(other)
                    && accounts.currencyIndex(other) == accounts.currencyIndex(account)) {
                return other;
            }
        }
        return Accounts.NONE;
    }

    private void receive(int account, long usualEuroCents, String reference) {
        long amount = Money.around(usualEuroCents, 0.6, accounts.currency(account), dice);
        teller.complete(Order.deposit(account, amount, Channel.SYSTEM, reference));
    }

    private void repay(int account) {
        long owed = -accounts.balanceCents(account);
        long amount =
                dice.percent(33) ? owed : Math.min(owed, Money.around(150_00, 0.7, accounts.currency(account), dice));
        teller.complete(Order.deposit(account, amount, Channel.MOBILE, "Card repayment"));
    }

    private void withdraw(int account) {
        long amount = Money.inNotes(90_00, 0.7, accounts.currency(account), dice);
        teller.book(Order.withdrawal(account, amount, Channel.ATM, "Cash withdrawal"));
    }
}
