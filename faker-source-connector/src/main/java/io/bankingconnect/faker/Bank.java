package io.bankingconnect.faker;

import java.util.Map;
import java.util.TreeMap;

/**
 * One branch of the simulated bank: a stream of changes that is a pure function of its settings and timeline.
 *
 * <p>Parents come before their children and nothing names a row that was deleted. The stream ends with the last
 * transaction that the settings ask for, once every customer is in; settings that ask for more transactions only make
 * it longer, unless the transactions ran out before the customers were in. Not thread-safe.
 */
final class Bank {

    private final BankSettings settings;
    private final Timeline timeline;
    private final Dice dice;
    private final Journal journal;
    private final Customers customers;
    private final Accounts accounts;
    private final Agenda agenda;
    private final Onboarding onboarding;
    private final CustomerCare care;
    private final Teller teller;
    private final StandingOrders standingOrders;
    private final Fraudster fraudster;
    private final DailyBusiness business;
    private long position;
    private long digest;
    /** The transactions were used up before every customer was in. */
    private boolean isLate;

    Bank(BankSettings settings, Timeline timeline) {
        this.settings = settings;
        this.timeline = timeline;
        dice = settings.dice("bank");
        digest = Mix.of(settings.country().ordinal());
        journal = new Journal(timeline, settings.dice("time"), settings.duplicateRate());
        customers = new Customers(settings.branch());
        accounts = new Accounts(settings.branch(), settings.currencies());
        agenda = new Agenda(journal, settings.settlingGap());
        teller = new Teller(settings, journal, customers, accounts);
        onboarding = new Onboarding(settings, journal, customers, accounts, teller, agenda);
        care = new CustomerCare(settings, journal, customers, accounts, teller, agenda);
        standingOrders = new StandingOrders(settings, journal, customers, accounts, teller);
        fraudster = new Fraudster(settings, journal, customers, accounts, teller, care);
        business = new DailyBusiness(settings, journal, customers, accounts, teller);
    }

    /** The next change; null at the end of the stream, and ever after. */
    Change next() {
        while (journal.isEmpty()) {
            if (isOver() || !act()) {
                return null;
            }
        }
        Change change = journal.take();
        position++;
        digest = change.addTo(digest);
        return change;
    }

    /** How many changes {@link #next()} has given. */
    long position() {
        return position;
    }

    /** A digest of the changes given so far: equal digests mean the same stream. */
    long digest() {
        return digest;
    }

    /** How many transactions were inserted up to the last change that was given. */
    long transactions() {
        return journal.transactions();
    }

    /** The last transaction is one of the timeline's history. */
    boolean isInHistory() {
        return timeline.isHistory(journal.transactions() - 1);
    }

    /** The balance now of every account whose customer was not deleted, in hundredths, by the account's id. */
    Map<Long, Long> balancesCents() {
        Map<Long, Long> balances = new TreeMap<>();
        for (int account = 1; account <= accounts.opened(); account++) {
            if (customers.state(accounts.owner(account)) != Customers.State.DELETED) {
                balances.put(accounts.id(account), accounts.balanceCents(account));
            }
        }
        return balances;
    }

    private boolean isOver() {
        return !isLate && journal.transactions() == settings.transactions() && onboarding.isComplete();
    }

    /** Does one thing, at most one inserted transaction; false if there is nothing left to do. */
    private boolean act() {
        if (journal.transactions() == settings.transactions()) {
            isLate = true;
            return bringInTheRest();
        }
        if (agenda.proceed() || onboarding.open() || care.thaw() || teller.decide()) {
            return true;
        }
        boolean useful = accounts.usable() > 0;
        if (!onboarding.isComplete() && (!useful || dice.percent(25))) {
            onboarding.welcome();
            return true;
        }
        if (!useful) {
            return false;
        }
        int draw = dice.below(1000);
        if (draw < 9) {
            care.updateDetails();
        } else if (draw < 12) {
            onboarding.openAnother();
        } else if (draw < 14) {
            care.freezeAccount();
        } else if (draw < 17) {
            care.giveUpAccount();
        } else if (draw < 21) {
            care.loseCustomer();
        } else if (!fraudster.strike() && !(standingOrders.areDue() && dice.percent(50) && standingOrders.execute())) {
            business.trade();
        }
        return true;
    }

    /** With the transactions used up, the customers that are still missing come and open accounts that stay empty. */
    private boolean bringInTheRest() {
        if (onboarding.open()) {
            return true;
        }
        if (onboarding.isComplete()) {
            return false;
        }
        onboarding.welcome();
        return true;
    }
}
