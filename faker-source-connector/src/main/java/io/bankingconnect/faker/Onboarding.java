package io.bankingconnect.faker;

import io.bankingconnect.faker.AccountRow.Type;
import io.bankingconnect.faker.Change.Kind;
import io.bankingconnect.faker.TransactionRow.Channel;

/**
 * Brings customers in: first the customer, then one to three accounts, then an opening deposit into each. Later on,
 * customers open more accounts.
 */
final class Onboarding {

    private static final int LONERS_PERCENT = 25;
    private static final int FOREIGN_CURRENCY_PERCENT = 12;
    private static final int MOST_ACCOUNTS_OF_A_CUSTOMER = 6;
    private static final int LIMIT_STEPS = 4;

    private final BankSettings settings;
    private final Journal journal;
    private final Customers customers;
    private final Accounts accounts;
    private final Teller teller;
    private final Agenda agenda;
    /** Apart from the agenda, as accounts are still opened when transactions have run out. */
    private final Agenda openings;

    private final Dice dice;

    Onboarding(
            BankSettings settings,
            Journal journal,
            Customers customers,
            Accounts accounts,
            Teller teller,
            Agenda agenda) {
        this.settings = settings;
        this.journal = journal;
        this.customers = customers;
        this.accounts = accounts;
        this.teller = teller;
        this.agenda = agenda;
        openings = new Agenda(journal, settings.settlingGap());
        dice = settings.dice("onboarding");
    }

    /** Every customer has come. */
    boolean isComplete() {
        return customers.welcomed() == settings.customers();
    }

    /** Takes in the next customer, whose accounts follow. */
    void welcome() {
        int more = dice.below(100);
        boolean savings = more < 55;
        boolean credit = more < 20 || more >= 80;
        long now = journal.tick();
        int customer = customers.welcome(dice.percent(LONERS_PERCENT), 1 + (savings ? 1 : 0) + (credit ? 1 : 0), now);
        journal.write(Kind.CREATE, customers.row(customer, CustomerRow.Status.ACTIVE, "branch-onboarding", now));
        openings.whenSettled(() -> open(customer, Type.CHECKING));
        if (savings) {
            openings.whenSettled(() -> open(customer, Type.SAVINGS));
        }
        if (credit) {
            openings.whenSettled(() -> open(customer, Type.CREDIT));
        }
    }

    /** Opens the next account whose customer's row has settled; false if there is none. */
    boolean open() {
        return openings.proceed();
    }

    /** A customer takes one more account, if the one asked has few. */
    void openAnother() {
        int customer = customers.anyActive(dice);
        int had = 0;
        for (int account = customers.newestAccount(customer);
                account != Accounts.NONE;
                account = accounts.sibling(account)) {
            had++;
        }
        if (had > 0 && had < MOST_ACCOUNTS_OF_A_CUSTOMER && !customers.expectsAccount(customer)) {
            customers.expectAccount(customer);
            Type type = Type.values()[dice.below(Type.values().length)];
            openings.next(() -> open(customer, type));
        }
    }

    private void open(int customer, Type type) {
        long now = journal.tick();
        int account = accounts.open(
                customer, customers.newestAccount(customer), type, currency(), dice.below(LIMIT_STEPS), now);
        customers.opened(customer, account);
        journal.write(Kind.CREATE, accounts.row(account, AccountRow.Status.ACTIVE, "branch-onboarding", now));
        agenda.whenSettled(() -> putToUse(account));
    }

    /** Puts an account whose row has settled to use, all but credit accounts with a first deposit. */
    private void putToUse(int account) {
        if (accounts.type(account) != Type.CREDIT) {
            long amount = Money.around(450_00, 0.9, accounts.currency(account), dice);
            teller.complete(Order.deposit(account, amount, Channel.BRANCH, "Opening deposit"));
        }
        accounts.become(account, Accounts.State.USABLE);
    }

    /** The place of an account's currency in the list: mostly the first. */
    private int currency() {
        int others = settings.currencies().size() - 1;
        return others > 0 && dice.percent(FOREIGN_CURRENCY_PERCENT) ? 1 + dice.below(others) : 0;
    }
}
