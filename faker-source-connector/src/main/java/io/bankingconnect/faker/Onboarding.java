package io.bankingconnect.faker;

import io.bankingconnect.faker.AccountRow.Type;
import io.bankingconnect.faker.Change.Kind;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;

/** Brings customers in: first the customer, then one to three accounts, then an opening deposit into each. */
final class Onboarding {

    private static final int LONERS_PERCENT = 25;
    private static final int FOREIGN_CURRENCY_PERCENT = 12;
    private static final String[] FOREIGN_CURRENCIES = {"USD", "CHF", "EUR", "GBP"};
    private static final long[] OVERDRAFTS = {0, 200_00, 500_00, 1000_00};
    private static final long[] CREDIT_LINES = {500_00, 1500_00, 3000_00};

    /** Something that may go on once the stream has passed {@code position}. */
    private record Waiting<T>(T subject, long position) {}

    private record Opening(Customer customer, Type type) {}

    private final BankSettings settings;
    private final Journal journal;
    private final Clientele clientele;
    private final Teller teller;
    private final Random random;
    private final Queue<Waiting<Opening>> openings = new ArrayDeque<>();
    private final Queue<Waiting<Account>> unused = new ArrayDeque<>();
    private int customers;
    private long accounts;

    Onboarding(BankSettings settings, Journal journal, Clientele clientele, Teller teller, Random random) {
        this.settings = settings;
        this.journal = journal;
        this.clientele = clientele;
        this.teller = teller;
        this.random = random;
    }

    /** Every customer has come. */
    boolean isComplete() {
        return customers == settings.customers();
    }

    /** Takes in the next customer, whose accounts follow. */
    void welcome() {
        long now = journal.tick();
        customers++;
        CustomerRow row =
                new CustomerRow(customers, CustomerRow.Status.ACTIVE, 0, 0, 0, 1, "branch-onboarding", now, now);
        Customer customer = new Customer(row, random.nextInt(100) < LONERS_PERCENT);
        long ready = settled();
        journal.write(Kind.CREATE, row);
        clientele.add(customer);
        expect(customer, Type.CHECKING, ready);
        int more = random.nextInt(100);
        if (more < 55) {
            expect(customer, Type.SAVINGS, ready);
        }
        if (more < 20 || more >= 80) {
            expect(customer, Type.CREDIT, ready);
        }
    }

    /** Opens the next account whose customer's row has settled. */
    boolean open() {
        if (!isDue(openings)) {
            return false;
        }
        Opening opening = openings.remove().subject();
        long now = journal.tick();
        accounts++;
        AccountRow row = new AccountRow(
                accounts,
                opening.customer().id(),
                opening.type(),
                currency(),
                limit(opening.type()),
                AccountRow.Status.ACTIVE,
                1,
                "branch-onboarding",
                now,
                now);
        Account account = new Account(opening.customer(), row);
        opening.customer().opened(account);
        unused.add(new Waiting<>(account, settled()));
        journal.write(Kind.CREATE, row);
        return true;
    }

    /** Puts the next account whose row has settled to use, all but credit accounts with a first deposit. */
    boolean activate() {
        if (!isDue(unused)) {
            return false;
        }
        Account account = unused.remove().subject();
        if (account.type() != Type.CREDIT) {
            teller.openingDeposit(account);
        }
        clientele.add(account);
        return true;
    }

    private void expect(Customer customer, Type type, long ready) {
        customer.expectAccount();
        openings.add(new Waiting<>(new Opening(customer, type), ready));
    }

    private long settled() {
        return journal.nextPosition() + settings.settlingGap();
    }

    private boolean isDue(Queue<? extends Waiting<?>> queue) {
        return !queue.isEmpty() && journal.nextPosition() > queue.element().position();
    }

    private String currency() {
        return random.nextInt(100) < FOREIGN_CURRENCY_PERCENT
                ? FOREIGN_CURRENCIES[random.nextInt(FOREIGN_CURRENCIES.length)]
                : settings.country().currency();
    }

    private long limit(Type type) {
        return switch (type) {
            case CHECKING -> OVERDRAFTS[random.nextInt(OVERDRAFTS.length)];
            case SAVINGS -> 0;
            case CREDIT -> CREDIT_LINES[random.nextInt(CREDIT_LINES.length)];
        };
    }
}
