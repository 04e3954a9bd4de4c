package io.bankingconnect.faker;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Patterns of fraud that the simulator can act out. */
enum FraudScenario {
    /** Many card payments of one account right after one another. */
    VELOCITY_BURST,
    /** A customer's email address and telephone number change, then the account is emptied into another. */
    ACCOUNT_TAKEOVER,
    /** Money goes round through several customers and comes back, nearly whole. */
    CYCLE,
    /** Many customers send money to one account. */
    FAN_IN,
    /** Several deposits, each just below ten thousand euro. */
    STRUCTURING;

    /** The name in settings and records, such as {@code fan-in}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<FraudScenario> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(scenario -> scenario.label().equals(label))
                .findFirst();
    }

    static String[] labels() {
        return Arrays.stream(values()).map(FraudScenario::label).toArray(String[]::new);
    }
}
