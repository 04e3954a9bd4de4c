package io.bankingconnect.faker;

import io.bankingconnect.faker.TransactionRow.Channel;
import io.bankingconnect.faker.TransactionRow.Type;

/**
 * What a customer asks the bank to do with an account's money.
 *
 * @param creditor the account that a transfer credits; {@link Accounts#NONE} for every other type
 * @param merchant whom a payment pays; null for every other type
 */
record Order(
        Type type, int account, int creditor, long amountCents, Merchant merchant, Channel channel, String reference) {

    static Order deposit(int account, long amountCents, Channel channel, String reference) {
        return new Order(Type.DEPOSIT, account, Accounts.NONE, amountCents, null, channel, reference);
    }

    static Order withdrawal(int account, long amountCents, Channel channel, String reference) {
        return new Order(Type.WITHDRAWAL, account, Accounts.NONE, amountCents, null, channel, reference);
    }

    static Order transfer(int account, int creditor, long amountCents, Channel channel, String reference) {
        return new Order(Type.TRANSFER, account, creditor, amountCents, null, channel, reference);
    }

    static Order payment(int account, long amountCents, Merchant merchant, Channel channel, String reference) {
        return new Order(Type.PAYMENT, account, Accounts.NONE, amountCents, merchant, channel, reference);
    }
}
