package io.bankingconnect.faker;

/**
 * One movement of money, or an attempt at one.
 *
 * @param relatedAccountId the account that a transfer credits; 0 for every other type
 * @param merchant where a payment was made; null for every other type
 * @param decline null unless the status is {@code DECLINED}
 * @param createdMicros when the customer acted; of a late transaction well before the bank heard of it
 */
record TransactionRow(
        long id,
        long accountId,
        Type type,
        long amountCents,
        BankCurrency currency,
        long relatedAccountId,
        Merchant merchant,
        Channel channel,
        String reference,
        Status status,
        Decline decline,
        int version,
        String updatedBy,
        long createdMicros,
        long updatedMicros)
        implements Row {

    enum Type {
        DEPOSIT,
        WITHDRAWAL,
        TRANSFER,
        PAYMENT
    }

    enum Status {
        COMPLETED,
        PENDING,
        DECLINED,
        REVERSED
    }

    enum Decline {
        INSUFFICIENT_FUNDS,
        CREDIT_LIMIT_EXCEEDED,
        SUSPECTED_FRAUD,
        ACCOUNT_FROZEN
    }

    enum Channel {
        MOBILE("mobile-app"),
        WEB("web-banking"),
        BRANCH("branch-teller"),
        ATM("atm-network"),
        CARD("card-network"),
        SYSTEM("core-banking");

        private final String actor;

        Channel(String actor) {
            this.actor = actor;
        }

        /** Who acts when something happens here, for {@code updated_by}. */
        String actor() {
            return actor;
        }
    }

    /** This transaction after the bank decided on it. */
    TransactionRow decided(Status newStatus, String actor, long nowMicros) {
        return new TransactionRow(
                id,
                accountId,
                type,
                amountCents,
                currency,
                relatedAccountId,
                merchant,
                channel,
                reference,
                newStatus,
                decline,
                version + 1,
                actor,
                createdMicros,
                nowMicros);
    }

    @Override
    public Table table() {
        return Table.TRANSACTIONS;
    }

    @Override
    public long fingerprint() {
        return Mix.of(accountId, type.ordinal(), amountCents, relatedAccountId, status.ordinal(), createdMicros);
    }
}
