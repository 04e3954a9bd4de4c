package io.bankingconnect.bench.sink;

/** Runs {@link SpreadTurn}s in a JVM of their own, whose heap the caller limits; a line of figures for each. */
final class SpreadMain {

    private SpreadMain() {}

    /** @param arguments the rows of a turn, the days that they are spread over, and the rounds */
    public static void main(String[] arguments) throws Exception {
        long rows = Long.parseLong(arguments[0]);
        int days = Integer.parseInt(arguments[1]);
        SpreadTurn turn = new SpreadTurn(rows);
        for (int round = 0; round < Integer.parseInt(arguments[2]); round++) {
            print(Findings.ONE_DAY, turn.run(1));
            print(Findings.MANY_DAYS, turn.run(days));
        }
    }

    private static void print(String variant, Meter.Cost cost) {
        System.out.println(variant + " " + cost.wallNs() + " " + cost.cpuNs() + " " + cost.allocatedBytes());
    }
}
