package io.bankingconnect.snowflake.transform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notes the statements it is given; answers the catalog's questions and fails when it is told to. */
final class RecordingWarehouse implements Warehouse {

    private final List<String> statements = new ArrayList<>();
    private final Map<String, List<String>> tables = new HashMap<>();
    private final Map<String, RuntimeException> failures = new HashMap<>();
    private final Deque<RuntimeException> nextFailures = new ArrayDeque<>();
    private long files = -1;

    /** A table that is there, such as {@code GOLD.ORDERS}. */
    RecordingWarehouse table(String name, String... columns) {
        tables.put(name, List.of(columns));
        return this;
    }

    void loaded(long manifestRows) {
        table("BRONZE._LOADED_FILES");
        files = manifestRows;
    }

    /** Every statement that contains a text fails. */
    void failAt(String text, RuntimeException failure) {
        failures.put(text, failure);
    }

    /** The next statement fails, whatever it is. */
    void failNext(RuntimeException failure) {
        nextFailures.add(failure);
    }

    /** Statements that change something, in order. */
    List<String> statements() {
        return statements;
    }

    @Override
    public void open() {
        // Always open.
    }

    @Override
    public void execute(String sql) {
        take(sql);
    }

    @Override
    public long update(String sql) {
        take(sql);
        return 3;
    }

    @Override
    public long updateTogether(List<String> together) {
        take("begin");
        together.forEach(this::take);
        take("commit");
        return 5;
    }

    @Override
    public List<List<String>> query(String sql) {
        fail(sql);
        if (sql.contains("information_schema.tables")) {
            return tables.keySet().stream()
                    .map(name -> List.of(name.split("\\.")[0], name.split("\\.")[1], "BASE TABLE"))
                    .toList();
        }
        if (sql.contains("information_schema.columns")) {
            return tables.entrySet().stream()
                    .flatMap(table -> table.getValue().stream()
                            .map(column -> List.of(
                                    table.getKey().split("\\.")[0],
                                    table.getKey().split("\\.")[1],
                                    column)))
                    .toList();
        }
        if (sql.contains("information_schema.schemata")) {
            return List.of(List.of("BRONZE"), List.of("GOLD"));
        }
        if (sql.contains("_LOADED_FILES")) {
            return List.of(List.of(Long.toString(files)));
        }
        List<List<String>> counts = new ArrayList<>();
        for (int i = 0; i < sql.split("as failures", -1).length - 1; i++) {
            counts.add(List.of(Integer.toString(i), "0"));
        }
        return counts;
    }

    @Override
    public void close() {
        // Nothing to close.
    }

    private void take(String sql) {
        fail(sql);
        statements.add(sql);
    }

    private void fail(String sql) {
        if (!nextFailures.isEmpty()) {
            throw nextFailures.remove();
        }
        failures.forEach((text, failure) -> {
            if (sql.contains(text)) {
                throw failure;
            }
        });
    }
}
