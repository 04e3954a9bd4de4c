package io.bankingconnect.faker;

import java.util.HashMap;
import java.util.Map;

/** Settings of banks for tests. */
final class Banks {

    private Banks() {}

    static BankSettings settings(long seed, Country country, int customers, long transactions, int gap) {
        BankFakerSourceConfig config = config(Map.of(
                "seed", String.valueOf(seed),
                "locale", country.locale().toLanguageTag(),
                "customers", String.valueOf(customers),
                "transactions", String.valueOf(transactions)));
        return withGap(config.bank(0), gap);
    }

    /** Gaps below the least that may be configured make the better tests. */
    static BankSettings withGap(BankSettings usual, int gap) {
        return new BankSettings(
                usual.seed(),
                usual.branch(),
                usual.country(),
                usual.currencies(),
                usual.customers(),
                usual.transactions(),
                gap,
                usual.lateRate(),
                usual.duplicateRate(),
                usual.fraudRate(),
                usual.fraudScenarios());
    }

    static BankFakerSourceConfig config(Map<String, String> some) {
        Map<String, String> props = new HashMap<>(Map.of("topic", "bank.oltp"));
        props.putAll(some);
        return new BankFakerSourceConfig(props);
    }
}
