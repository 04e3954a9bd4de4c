package io.bankingconnect.faker;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * A simulated bank of one branch at the end of its stream.
 *
 * @param records how many records the stream has
 * @param balances what each account holds, by its id; those of deleted customers are not there
 */
record ReferenceBank(long records, Map<Long, BigDecimal> balances) {

    /** The bank of a simulator with these settings, which include its start time. */
    static ReferenceBank of(Map<String, String> simulatorConfig) {
        BankFakerSourceConfig config = new BankFakerSourceConfig(simulatorConfig);
        Bank bank = new Bank(config.bank(0), config.timelineFrom(Instant.now()));
        while (bank.next() != null) {
            // Letting the bank act is all it takes.
        }
        Map<Long, BigDecimal> balances = new HashMap<>();
        bank.balancesCents().forEach((id, cents) -> balances.put(id, BigDecimal.valueOf(cents, 2)));
        return new ReferenceBank(bank.position(), balances);
    }
}
