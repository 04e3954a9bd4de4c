package io.bankingconnect.faker;

import io.bankingconnect.faker.Customers.Detail;
import io.bankingconnect.faker.TransactionRow.Channel;
import java.util.ArrayDeque;
import java.util.Queue;

/** Acts out one scenario of fraud after another, between what honest customers do, and writes down the truth. */
final class Fraudster {

    private static final int TRIES = 200;
    private static final int STEP_PERCENT = 35;

    private final BankSettings settings;
    private final Journal journal;
    private final Customers customers;
    private final Accounts accounts;
    private final Teller teller;
    private final CustomerCare care;
    private final Dice dice;
    private final Queue<Runnable> steps = new ArrayDeque<>();
    private FraudScenario scenario;
    private long scenarios;
    private int transactionsOfScenario;

    Fraudster(
            BankSettings settings,
            Journal journal,
            Customers customers,
            Accounts accounts,
            Teller teller,
            CustomerCare care) {
        this.settings = settings;
        this.journal = journal;
        this.customers = customers;
        this.accounts = accounts;
        this.teller = teller;
        this.care = care;
        dice = settings.dice("fraud");
    }

    /** Takes the next step of a scenario, or begins one; false if it is the honest customers' turn. */
    boolean strike() {
        if (settings.fraudRate() == 0) {
            return false;
        }
        if (!steps.isEmpty()) {
            if (!dice.percent(STEP_PERCENT)) {
                return false;
            }
            steps.remove().run();
            return true;
        }
        if (dice.chance(settings.fraudRate())) {
            begin(settings.fraudScenarios()
                    .get(dice.below(settings.fraudScenarios().size())));
        }
        return false;
    }

    private void begin(FraudScenario next) {
        int victim = find(Accounts.NONE);
        if (victim == Accounts.NONE) {
            return;
        }
        scenario = next;
        transactionsOfScenario = 0;
        switch (next) {
            case VELOCITY_BURST -> planBurst(victim);
            case ACCOUNT_TAKEOVER -> planTakeover(victim);
            case CYCLE -> planCycle(victim);
            case FAN_IN -> planFanIn(victim);
            case STRUCTURING -> planStructuring(victim);
        }
        if (!steps.isEmpty()) {
            scenarios++;
        }
    }

    private void planBurst(int victim) {
        for (int i = 8 + dice.below(8); i > 0; i--) {
            Merchant merchant = dice.percent(50) ? Merchant.GADGET_HALL : Merchant.PAGE_TURNER;
            long amount = Money.around(30_00, 0.4, accounts.currency(victim), dice);
            steps.add(() -> book(Order.payment(victim, amount, merchant, Channel.CARD, "Card payment")));
        }
    }

    private void planTakeover(int victim) {
        int mule = find(victim);
        int owner = accounts.owner(victim);
        if (mule == Accounts.NONE || !customers.isActive(owner)) {
            return;
        }
        steps.add(() -> renew(owner, Detail.EMAIL));
        steps.add(() -> renew(owner, Detail.PHONE));
        long haul = accounts.availableCents(victim);
        for (int i = 2 + dice.below(3); i > 0; i--) {
            long amount = accounts.currency(victim).payable(haul * (0.4 + 0.3 * dice.uniform()));
            haul -= amount;
            steps.add(() -> book(Order.transfer(victim, mule, amount, Channel.WEB, "Transfer")));
        }
    }

    private void renew(int customer, Detail detail) {
        if (customers.isActive(customer)) {
            care.update(customer, detail, Channel.WEB.actor());
        }
    }

    private void planCycle(int first) {
        double amount = accounts.availableCents(first) * 0.8;
        int from = first;
        int length = 3 + dice.below(3);
        Queue<Runnable> planned = new ArrayDeque<>();
        for (int i = 0; i < length; i++) {
            int debtor = from;
            int creditor = i == length - 1 ? first : find(debtor);
            if (creditor == Accounts.NONE || creditor == debtor) {
                return;
            }
            long cents = accounts.currency(first).payable(amount);
            planned.add(() -> book(Order.transfer(debtor, creditor, cents, Channel.WEB, "Transfer")));
            amount *= 0.97 + 0.02 * dice.uniform();
            from = creditor;
        }
        steps.addAll(planned);
    }

    private void planFanIn(int collector) {
        for (int i = 6 + dice.below(7); i > 0; i--) {
            int sender = find(collector);
            if (sender != Accounts.NONE) {
                long amount = Money.around(90_00, 0.2, accounts.currency(collector), dice);
                steps.add(() -> book(Order.transfer(sender, collector, amount, Channel.MOBILE, "Transfer")));
            }
        }
    }

    private void planStructuring(int account) {
        for (int i = 4 + dice.below(5); i > 0; i--) {
            long amount = accounts.currency(account).ofEuroCents(9_000_00 + dice.below(990_00));
            steps.add(() -> book(Order.deposit(account, amount, Channel.BRANCH, "Cash deposit")));
        }
    }

    /** A usable account whose owner deals with others: any, or one of another owner in the same currency. */
    private int find(int counterpart) {
        for (int i = 0; i < TRIES; i++) {
            int account = accounts.anyUsable(dice);
            boolean fits = counterpart == Accounts.NONE
                    || accounts.owner(account) != accounts.owner(counterpart)
                            && accounts.currencyIndex(account) == accounts.currencyIndex(counterpart);
            if (fits
                    && accounts.type(account) == AccountRow.Type.CHECKING
                    && !customers.keepsToSelf(accounts.owner(account))) {
                return account;
            }
        }
        return Accounts.NONE;
    }

    private void book(Order order) {
        if (!accounts.isUsable(order.account())
                || order.creditor() != Accounts.NONE && !accounts.isUsable(order.creditor())) {
            return;
        }
        TransactionRow row = order.type() == TransactionRow.Type.DEPOSIT ? teller.complete(order) : teller.book(order);
        transactionsOfScenario++;
        journal.label(new FraudRow(
                row.id(),
                scenario,
                Ids.ofTransaction(settings.branch(), scenarios),
                transactionsOfScenario,
                row.accountId(),
                row.updatedMicros()));
    }
}
