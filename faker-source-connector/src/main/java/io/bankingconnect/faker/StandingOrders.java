package io.bankingconnect.faker;

import io.bankingconnect.faker.AccountRow.Type;
import io.bankingconnect.faker.TransactionRow.Channel;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What happens on a certain day of the month: salaries, rent, energy bills, savings plans and repayments of credit.
 *
 * <p>Customers are in groups by their number, so that nothing has to be kept for each. What a day leaves undone is dropped
 * at midnight: a salary comes on its day or not at all.
 */
final class StandingOrders {

    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final int EMPLOYED_PERCENT = 85;
    private static final int TENANTS_PERCENT = 60;
    private static final int BILLING_DAYS = 20;
    private static final int LAST = 31;
    private static final int[] PAYDAYS = {15, 25, 27, LAST};

    private enum Kind {
        SALARY,
        RENT,
        ENERGY,
        SAVINGS_PLAN,
        CREDIT_REPAYMENT
    }

    /** The customers of one group, one after the other. */
    private static final class Run {
        private final Kind kind;
        private final int groups;
        private int customer;

        Run(Kind kind, int groups, int group) {
            this.kind = kind;
            this.groups = groups;
            customer = group == 0 ? 0 : group - groups;
        }

        int next() {
            customer += groups;
            return customer;
        }
    }

    private final BankSettings settings;
    private final Journal journal;
    private final Customers customers;
    private final Accounts accounts;
    private final Teller teller;
    private final Queue<Run> runs = new ArrayDeque<>();
    private long today = Long.MIN_VALUE;

    StandingOrders(BankSettings settings, Journal journal, Customers customers, Accounts accounts, Teller teller) {
        this.settings = settings;
        this.journal = journal;
        this.customers = customers;
        this.accounts = accounts;
        this.teller = teller;
    }

    /** Something is left to do on the day of the next transaction. */
    boolean areDue() {
        long day = Math.floorDiv(journal.nextTransactionMicros(), MICROS_PER_DAY);
        if (day != today) {
            today = day;
            runs.clear();
            plan(LocalDate.ofEpochDay(day));
        }
        return !runs.isEmpty();
    }

    private void plan(LocalDate date) {
        int day = date.getDayOfMonth();
        for (int group = 0; group < PAYDAYS.length; group++) {
            if (businessDayUpTo(date, PAYDAYS[group]).equals(date)) {
                runs.add(new Run(Kind.SALARY, PAYDAYS.length, group));
            }
        }
        if (day == 1 || day == 3) {
            runs.add(new Run(Kind.RENT, 2, day / 2));
        }
        if (day == 2) {
            runs.add(new Run(Kind.SAVINGS_PLAN, 1, 0));
        }
        if (day >= 5 && day < 5 + BILLING_DAYS) {
            runs.add(new Run(Kind.ENERGY, BILLING_DAYS, day - 5));
        }
        if (day == 28) {
            runs.add(new Run(Kind.CREDIT_REPAYMENT, 1, 0));
        }
    }

    /** The last working day of the month up to a day of it. */
    private static LocalDate businessDayUpTo(LocalDate month, int dayOfMonth) {
        LocalDate date = month.withDayOfMonth(Math.min(dayOfMonth, month.lengthOfMonth()));
        if (date.getDayOfWeek() == DayOfWeek.SATURDAY) {
            return date.minusDays(1);
        }
        return date.getDayOfWeek() == DayOfWeek.SUNDAY ? date.minusDays(2) : date;
    }

    /** Inserts the next transaction that is due; false if there is none any more. */
    boolean execute() {
        while (!runs.isEmpty()) {
            Run run = runs.element();
            int customer = run.next();
            if (customer > customers.welcomed()) {
                runs.remove();
            } else if (customers.isActive(customer) && execute(run.kind, customer)) {
                return true;
            }
        }
        return false;
    }

    private boolean execute(Kind kind, int customer) {
        int checking = usable(customer, Type.CHECKING, Accounts.NONE);
        if (checking == Accounts.NONE) {
            return false;
        }
        Dice person = new Dice(Mix.of(settings.seed(), settings.branch(), customer));
        boolean isEmployed = person.percent(EMPLOYED_PERCENT);
        boolean isTenant = person.percent(TENANTS_PERCENT);
        long salary = Money.around(2_400_00, 0.35, accounts.currency(checking), person);
        return switch (kind) {
            case SALARY ->
                isEmployed && inserts(teller.complete(Order.deposit(checking, salary, Channel.SYSTEM, "Salary")));
            case RENT -> isTenant && bill(checking, salary / 3, Merchant.HARBOUR_HOMES, "Rent");
            case ENERGY -> bill(checking, salary / 25, Merchant.GRID_ENERGY, "Energy bill");
            case SAVINGS_PLAN -> move(checking, usable(customer, Type.SAVINGS, checking), salary / 12, "Savings plan");
            case CREDIT_REPAYMENT -> repay(checking, usable(customer, Type.CREDIT, checking));
        };
    }

    private boolean bill(int account, long cents, Merchant merchant, String reference) {
        long amount = accounts.currency(account).payable(cents);
        return inserts(teller.book(Order.payment(account, amount, merchant, Channel.SYSTEM, reference)));
    }

    private boolean repay(int checking, int credit) {
        return credit != Accounts.NONE
                && accounts.balanceCents(credit) < 0
                && move(checking, credit, -accounts.balanceCents(credit), "Credit repayment");
    }

    private boolean move(int from, int to, long cents, String reference) {
        long amount = accounts.currency(from).payable(cents);
        return to != Accounts.NONE && inserts(teller.book(Order.transfer(from, to, amount, Channel.SYSTEM, reference)));
    }

    private static boolean inserts(TransactionRow row) {
        return row != null;
    }

    /** A customer's usable account of a type, in the currency of {@code like} unless that is none. */
    private int usable(int customer, Type type, int like) {
        for (int account = customers.newestAccount(customer);
                account != Accounts.NONE;
                account = accounts.sibling(account)) {
            if (accounts.type(account) == type
                    && accounts.isUsable(account)
                    && (like == Accounts.NONE || accounts.currencyIndex(account) == accounts.currencyIndex(like))) {
                return account;
            }
        }
        return Accounts.NONE;
    }
}
