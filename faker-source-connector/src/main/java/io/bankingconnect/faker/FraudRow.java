package io.bankingconnect.faker;

/**
 * The truth about one fraudulent transaction.
 *
 * @param id that of the transaction
 * @param scenarioId the transactions of one scenario share it
 * @param step the transaction's place in its scenario, from 1
 */
record FraudRow(long id, FraudScenario scenario, long scenarioId, int step, long accountId, long createdMicros)
        implements Row {

    @Override
    public Table table() {
        return Table.FRAUD;
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public String updatedBy() {
        return "simulator";
    }

    @Override
    public long updatedMicros() {
        return createdMicros;
    }

    @Override
    public long fingerprint() {
        return Mix.of(scenario.ordinal(), scenarioId, step, accountId);
    }
}
