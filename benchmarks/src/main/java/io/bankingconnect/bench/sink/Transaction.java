package io.bankingconnect.bench.sink;

import java.math.BigDecimal;

/**
 * A transaction of the bank's, with the ten columns that all variants write.
 *
 * @param merchant null if it is no payment
 * @param createdAtMicros since the epoch
 */
record Transaction(
        long id,
        long accountId,
        String type,
        BigDecimal amount,
        String currency,
        String merchant,
        String channel,
        String reference,
        String status,
        long createdAtMicros) {}
