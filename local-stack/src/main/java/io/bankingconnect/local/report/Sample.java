package io.bankingconnect.local.report;

import io.bankingconnect.local.stores.Table;
import java.util.Map;

/**
 * How far each stage was at one moment.
 *
 * @param oltp rows inserted, updated and deleted in PostgreSQL
 * @param events change events on Kafka
 * @param lake rows in the lake's files
 * @param bronze rows in the raw tables
 * @param gold what GOLD holds as existing
 */
public record Sample(
        Map<Table, Long> oltp,
        Map<Table, Long> events,
        Map<Table, Long> lake,
        Map<Table, Long> bronze,
        Map<Table, Long> gold) {

    public Sample {
        oltp = Map.copyOf(oltp);
        events = Map.copyOf(events);
        lake = Map.copyOf(lake);
        bronze = Map.copyOf(bronze);
        gold = Map.copyOf(gold);
    }

    /** Whether every change of the database has reached BRONZE. */
    public boolean level() {
        return oltp.equals(events) && events.equals(lake) && lake.equals(bronze);
    }

    static long total(Map<Table, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
