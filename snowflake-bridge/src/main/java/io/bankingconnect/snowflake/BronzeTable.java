package io.bankingconnect.snowflake;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeColumn;
import io.bankingconnect.lake.LakeFile;
import io.bankingconnect.snowflake.session.SnowflakeSession;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;

/** One table of BRONZE: made from the first file's columns, and given those that later files add. */
final class BronzeTable {

    private final SnowflakeSession session;
    private final String name;
    private final Map<String, ColumnType> columns = new LinkedHashMap<>();

    /** @param name the table's name with its schema */
    BronzeTable(SnowflakeSession session, String name) {
        this.session = session;
        this.name = name;
    }

    /**
     * Makes the table fit for the events' files. DDL commits: call it outside of transactions.
     *
     * @throws ConnectException if a column of the files does not fit into the column of that name
     */
    void prepareFor(List<CommitEvent> events) {
        Map<String, ColumnType> wanted = wanted(events);
        if (fits(wanted)) {
            return;
        }
        session.execute(createTable(wanted));
        readColumns();
        Map<String, ColumnType> missing = new LinkedHashMap<>(wanted);
        missing.keySet().removeAll(columns.keySet());
        if (!missing.isEmpty()) {
            missing.forEach((column, type) ->
                    session.execute("ALTER TABLE " + name + " ADD COLUMN IF NOT EXISTS " + definition(column, type)));
            readColumns();
        }
        wanted.forEach(this::refuseUnlessFitting);
    }

    private boolean fits(Map<String, ColumnType> wanted) {
        return wanted.entrySet().stream().allMatch(column -> {
            ColumnType existing = columns.get(column.getKey());
            return existing != null && existing.holds(column.getValue());
        });
    }

    private Map<String, ColumnType> wanted(List<CommitEvent> events) {
        Map<String, ColumnType> wanted = new LinkedHashMap<>();
        events.stream()
                .map(CommitEvent::files)
                .flatMap(Collection::stream)
                .map(LakeFile::schema)
                .distinct()
                .forEach(schema -> merge(wanted, schema));
        return wanted;
    }

    private void merge(Map<String, ColumnType> wanted, List<LakeColumn> schema) {
        Map<String, String> spellings = new LinkedHashMap<>();
        for (LakeColumn column : schema) {
            String upper = column.name().toUpperCase(Locale.ROOT);
            String twin = spellings.put(upper, column.name());
            if (twin != null) {
                throw new ConnectException("Cannot load into " + name + ": columns " + twin + " and " + column.name()
                        + " differ only in case; rename one with a transform on the lake's sink");
            }
            wanted.merge(
                    upper,
                    ColumnType.ofLake(column.type()),
                    (before, now) -> before.union(now).orElseThrow(() -> refused(upper, before, now)));
        }
    }

    private void readColumns() {
        columns.clear();
        session.columnsOf(name)
                .forEach(column -> columns.put(
                        column.name().toUpperCase(Locale.ROOT),
                        ColumnType.ofExisting(column.type(), column.precision(), column.scale())));
    }

    private void refuseUnlessFitting(String column, ColumnType type) {
        ColumnType existing = columns.get(column);
        if (!existing.holds(type)) {
            throw refused(column, existing, type);
        }
    }

    private ConnectException refused(String column, ColumnType before, ColumnType now) {
        return new ConnectException("Cannot load into " + name + ": column " + column + " is " + before.sql()
                + " and the lake now holds " + now.sql()
                + ", which does not fit; change the column by hand, or the type at its source");
    }

    private String createTable(Map<String, ColumnType> wanted) {
        return wanted.entrySet().stream()
                .map(column -> definition(column.getKey(), column.getValue()))
                .collect(Collectors.joining(",\n    ", "CREATE TABLE IF NOT EXISTS " + name + " (\n    ", "\n)"));
    }

    private static String definition(String column, ColumnType type) {
        return '"' + column.replace("\"", "\"\"") + "\" " + type.sql();
    }
}
