package io.bankingconnect.local.stores;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Counts the change events on Kafka by reading them all, committed ones only. Not thread-safe. */
public final class ChangeEventReader implements AutoCloseable {

    private final Map<String, Table> tables =
            Arrays.stream(Table.values()).collect(Collectors.toMap(Table::topic, Function.identity()));
    private final Map<Table, Long> counts = new EnumMap<>(Table.class);
    private final TopicTail events;

    /** Begins at the first event of every topic. */
    public ChangeEventReader(String bootstrapServers) {
        events = new TopicTail(bootstrapServers, tables.keySet().stream().toList());
        tables.values().forEach(table -> counts.put(table, 0L));
    }

    /** The events so far, by table. */
    public Map<Table, Long> counts() {
        events.read(record -> counts.merge(tables.get(record.topic()), 1L, Long::sum));
        return new EnumMap<>(counts);
    }

    @Override
    public void close() {
        events.close();
    }
}
