package io.bankingconnect.faker;

import java.util.List;

/**
 * What shapes the stream of one branch, apart from time.
 *
 * @param branch a bank of its own, with ids of its own, from 0
 * @param currencies those of accounts; most are in the first
 * @param customers how many customers come
 * @param transactions how many rows are inserted into {@code transactions}
 * @param settlingGap how many records at least lie between a change of a row and the first one that depends on it
 * @param lateRate the share of transactions that the bank hears of hours or days after they were made
 * @param duplicateRate the share of changes that are sent twice
 * @param fraudRate the share of transactions that begin a scenario of fraud
 */
record BankSettings(
        long seed,
        int branch,
        Country country,
        List<BankCurrency> currencies,
        int customers,
        long transactions,
        int settlingGap,
        double lateRate,
        double duplicateRate,
        double fraudRate,
        List<FraudScenario> fraudScenarios) {

    BankSettings {
        currencies = List.copyOf(currencies);
        fraudScenarios = List.copyOf(fraudScenarios);
    }

    /** Random numbers of the branch, the same for the same purpose. */
    Dice dice(String purpose) {
        return new Dice(Mix.of(seed, branch, purpose.hashCode()));
    }
}
