package io.bankingconnect.faker;

import java.util.Random;
import java.util.stream.Stream;

/**
 * The simulated bank: a stream of changes that is a pure function of its settings and timeline.
 *
 * <p>Parents come before their children and nothing names a row that was deleted. The stream ends with the last
 * transaction that the settings ask for, once every customer is in; settings that ask for more transactions only make
 * it longer, unless the transactions ran out before the customers were in. Not thread-safe.
 */
final class Bank {

    private final BankSettings settings;
    private final Random random;
    private final Journal journal;
    private final Clientele clientele = new Clientele();
    private final Onboarding onboarding;
    private final CustomerCare care;
    private final Teller teller;
    private final DailyBusiness business;
    private long position;
    private long transactions;
    private long digest;
    /** The transactions were used up before every customer was in. */
    private boolean isLate;

    Bank(BankSettings settings, Timeline timeline) {
        this.settings = settings;
        random = new Random(Mix.of(settings.seed()));
        digest = Mix.of(settings.country().ordinal());
        journal = new Journal(timeline);
        teller = new Teller(journal, random);
        onboarding = new Onboarding(settings, journal, clientele, teller, random);
        care = new CustomerCare(settings, journal, clientele, teller, random);
        business = new DailyBusiness(clientele, teller, random);
    }

    /** The next change; null at the end of the stream, and ever after. */
    Change next() {
        if (isOver()) {
            return null;
        }
        while (journal.isEmpty()) {
            if (!act()) {
                return null;
            }
        }
        Change change = journal.take();
        position++;
        digest = change.addTo(digest);
        if (change.insertsTransaction()) {
            transactions++;
        }
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

    /** The open accounts that are in use, with their balances now. */
    Stream<Account> accounts() {
        return clientele.allAccounts();
    }

    private boolean isOver() {
        return !isLate && transactions == settings.transactions() && onboarding.isComplete();
    }

    /** Does one thing, at most one inserted transaction, its row first; false if there is nothing left to do. */
    private boolean act() {
        if (journal.transactions() == settings.transactions()) {
            isLate = true;
            return bringInTheRest();
        }
        if (onboarding.activate() || onboarding.open() || care.proceed() || teller.decide()) {
            return true;
        }
        boolean useful = clientele.accounts() > 0;
        if (!onboarding.isComplete() && (!useful || random.nextInt(4) == 0)) {
            onboarding.welcome();
            return true;
        }
        if (!useful) {
            return false;
        }
        int dice = random.nextInt(1000);
        if (dice < 12) {
            care.updateDetails();
        } else if (dice < 16) {
            care.giveUpAccount();
        } else if (dice < 21) {
            care.loseCustomer();
        } else {
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
