package io.bankingconnect.faker;

import io.bankingconnect.faker.Teller.Order;
import io.bankingconnect.faker.TransactionRow.Channel;
import io.bankingconnect.faker.TransactionRow.Type;
import java.util.Random;

/** What customers do with their accounts every day. Each call inserts exactly one transaction. */
final class DailyBusiness {

    private static final int TRIES_FOR_A_CREDITOR = 8;

    private final Clientele clientele;
    private final Teller teller;
    private final Random random;

    DailyBusiness(Clientele clientele, Teller teller, Random random) {
        this.clientele = clientele;
        this.teller = teller;
        this.random = random;
    }

    void trade() {
        Account account = clientele.anyAccount(random);
        int dice = random.nextInt(100);
        switch (account.type()) {
            case CHECKING -> {
                if (dice < 55) {
                    pay(account);
                } else if (dice < 75) {
                    transfer(account);
                } else if (dice < 87) {
                    receive(account, 520_00, "Salary");
                } else {
                    withdraw(account);
                }
            }
            case SAVINGS -> {
                if (dice < 45) {
                    transfer(account);
                } else if (dice < 75) {
                    receive(account, 120_00, "Savings plan");
                } else {
                    withdraw(account);
                }
            }
            case CREDIT -> {
                if (dice < 22 && account.balanceCents() < 0) {
                    repay(account);
                } else {
                    pay(account);
                }
            }
        }
    }

    private void pay(Account account) {
        Merchant merchant = Merchant.pick(random);
        long amount = Money.around(merchant.usualCents(), 0.8, random);
        Order order = new Order(Type.PAYMENT, account, null, amount, merchant, Channel.CARD, "Card payment");
        int dice = random.nextInt(1000);
        if (dice < 5) {
            teller.refuse(order);
        } else if (dice < 15) {
            teller.bookDisputed(order);
        } else if (dice < 130) {
            teller.bookPending(order);
        } else {
            teller.book(order);
        }
    }

    private void transfer(Account account) {
        Account creditor = creditorOf(account);
        if (creditor == null) {
            withdraw(account);
            return;
        }
        if (creditor.owner() != account.owner()) {
            // Even a declined transfer names both, so neither row can be deleted any more.
            account.owner().tieToOthers();
            creditor.owner().tieToOthers();
        }
        boolean mobile = random.nextBoolean();
        Order order = new Order(
                Type.TRANSFER,
                account,
                creditor,
                Money.around(60_00, 1.0, random),
                null,
                mobile ? Channel.MOBILE : Channel.WEB,
                creditor.owner() == account.owner() ? "Between own accounts" : "Transfer");
        if (random.nextInt(100) < 6) {
            teller.bookPending(order);
        } else {
            teller.book(order);
        }
    }

    /** Another account of the same currency, if need be of the same customer; null if none was found. */
    private Account creditorOf(Account account) {
        boolean ownOnly = account.owner().keepsToSelf() || random.nextInt(100) < 30;
        for (Account other : account.owner().accounts()) {
            if (ownOnly
                    && other != account
                    && other.isPooled()
                    && other.row().currency().equals(account.row().currency())) {
                return other;
            }
        }
        for (int i = 0; i < TRIES_FOR_A_CREDITOR && !account.owner().keepsToSelf(); i++) {
            Account other = clientele.anyAccountLike(account, random);
            if (other != account && !(other.owner().keepsToSelf())) {
                return other;
            }
        }
        return null;
    }

    private void receive(Account account, long usualCents, String reference) {
        long amount = Money.around(usualCents, 0.6, random);
        teller.complete(new Order(Type.DEPOSIT, account, null, amount, null, Channel.SYSTEM, reference));
    }

    private void repay(Account account) {
        long owed = -account.balanceCents();
        long amount = random.nextInt(3) == 0 ? owed : Math.min(owed, Money.around(150_00, 0.7, random));
        teller.complete(new Order(Type.DEPOSIT, account, null, amount, null, Channel.MOBILE, "Card repayment"));
    }

    private void withdraw(Account account) {
        long amount = Money.roundAround(90_00, 0.7, random);
        teller.book(new Order(Type.WITHDRAWAL, account, null, amount, null, Channel.ATM, "Cash withdrawal"));
    }
}
