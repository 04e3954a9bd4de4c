package io.bankingconnect.local.report;

import io.bankingconnect.local.stores.RunReader;
import io.bankingconnect.local.stores.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What disagrees between the stores.
 *
 * @param accounts how many balances were compared
 * @param wrongBalances how many of them differ
 * @param lakeDuplicates how many rows the lake holds more than once
 * @param bronzeDuplicates how many rows the raw tables hold more than once
 * @param mismatches a sentence each, empty when all agree
 */
public record Reconciliation(
        int accounts, int wrongBalances, long lakeDuplicates, long bronzeDuplicates, List<String> mismatches) {

    public Reconciliation {
        mismatches = List.copyOf(mismatches);
    }

    /** Whether everything agrees. */
    public boolean ok() {
        return mismatches.isEmpty();
    }

    static Reconciliation of(
            Sample sample,
            Map<Table, Long> oltpRows,
            long lakeDuplicates,
            long bronzeDuplicates,
            Map<Long, BigDecimal> oltpBalances,
            Map<Long, BigDecimal> goldBalances,
            List<RunReader.Result> bad) {
        List<String> mismatches = new ArrayList<>();
        for (Table table : Table.values()) {
            stages(sample, table, mismatches);
            compare(table + " in GOLD", sample.gold().get(table), "in PostgreSQL", oltpRows.get(table), mismatches);
        }
        // Counts alone would agree when one row is there twice and another is missing.
        duplicates("The lake holds", lakeDuplicates, mismatches);
        duplicates("BRONZE holds", bronzeDuplicates, mismatches);
        int before = mismatches.size();
        balances(oltpBalances, goldBalances, mismatches);
        int wrongBalances = mismatches.size() - before;
        bad.forEach(
                result -> mismatches.add(result.node() + " ended with " + result.status() + ": " + result.message()));
        return new Reconciliation(oltpBalances.size(), wrongBalances, lakeDuplicates, bronzeDuplicates, mismatches);
    }

    private static void stages(Sample sample, Table table, List<String> mismatches) {
        Long changes = sample.oltp().get(table);
        String first = "row changes in PostgreSQL";
        compare(table + ": change events", sample.events().get(table), first, changes, mismatches);
        compare(table + ": lake rows", sample.lake().get(table), first, changes, mismatches);
        compare(table + ": BRONZE rows", sample.bronze().get(table), first, changes, mismatches);
    }

    private static void duplicates(String where, long rows, List<String> mismatches) {
        if (rows != 0) {
            mismatches.add(where + " " + rows + " rows more than once");
        }
    }

    private static void compare(String what, Long count, String against, Long expected, List<String> mismatches) {
        if (!count.equals(expected)) {
            mismatches.add(what + " " + count + ", but " + against + " " + expected);
        }
    }

    private static void balances(Map<Long, BigDecimal> oltp, Map<Long, BigDecimal> gold, List<String> mismatches) {
        oltp.forEach((account, balance) -> {
            BigDecimal loaded = gold.get(account);
            if (loaded == null || loaded.compareTo(balance) != 0) {
                mismatches.add("Account " + account + " has another balance in GOLD than in PostgreSQL");
            }
        });
        gold.keySet().stream()
                .filter(account -> !oltp.containsKey(account))
                .forEach(account -> mismatches.add("Account " + account + " exists in GOLD but not in PostgreSQL"));
    }
}
