package io.bankingconnect.snowflake;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeFile;
import io.bankingconnect.snowflake.LoadPlan.EventFile;
import io.bankingconnect.snowflake.session.SnowflakeSession;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/** The warehouse's own record of what was loaded, kept in the same transactions as the rows. */
final class LoadBook {

    private static final int KEYS_PER_LOOKUP = 1_000;

    private final SnowflakeSession session;
    private final BronzeNames names;
    private final Set<String> lockRows = new HashSet<>();
    private boolean prepared;

    LoadBook(SnowflakeSession session, BronzeNames names) {
        this.session = session;
        this.names = names;
    }

    /** Makes the book's tables and the stage where they are missing; DDL commits. */
    void prepare() {
        if (!prepared) {
            LoadBookDdl.statements(names).forEach(session::execute);
            prepared = true;
        }
    }

    /** Makes what a table's loads need where it is missing, its lock row among it; DDL commits. */
    void prepareFor(String table) {
        prepare();
        if (!lockRows.contains(table)) {
            String locks = names.locks();
            session.update("INSERT INTO " + locks + " (table_name) SELECT '" + table
                    + "' WHERE NOT EXISTS (SELECT 1 FROM " + locks + " WHERE table_name = '" + table + "')");
            lockRows.add(table);
        }
    }

    /** Makes any other load of the table wait until this transaction ends. */
    void lock(String table, String loadId) {
        long rows = session.update(
                "UPDATE " + names.locks() + " SET load_id = ?, locked_at = CURRENT_TIMESTAMP() WHERE table_name = ?",
                loadId,
                table);
        if (rows == 0) {
            lockRows.remove(table);
            throw new ConnectException(
                    "Cannot load into " + table + ": its row in " + names.locks() + " is gone; restart the task");
        }
    }

    /** For every topic partition loaded into the table: the offset its next event must start with. */
    Map<TopicPartition, Long> positions(String table) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        session.query(
                        "SELECT topic, partition_id, next_offset FROM " + names.positions() + " WHERE table_name = ?",
                        table)
                .forEach(row -> positions.put(
                        new TopicPartition(row.text("topic"), Math.toIntExact(row.number("partition_id"))),
                        row.number("next_offset")));
        return positions;
    }

    /** The ETags, by key, of those of the events' files that the table holds already. */
    Map<String, String> loadedFiles(String table, List<CommitEvent> events) {
        List<String> keys = events.stream()
                .flatMap(event -> event.files().stream())
                .map(LakeFile::key)
                .distinct()
                .toList();
        Map<String, String> loaded = new HashMap<>();
        for (int from = 0; from < keys.size(); from += KEYS_PER_LOOKUP) {
            List<String> some = keys.subList(from, Math.min(from + KEYS_PER_LOOKUP, keys.size()));
            List<Object> binds = new ArrayList<>(List.of(table));
            binds.addAll(some);
            String marks = String.join(", ", Collections.nCopies(some.size(), "?"));
            session.query(
                            "SELECT file_key, etag FROM " + names.manifest() + " WHERE table_name = ? AND file_key IN ("
                                    + marks + ")",
                            binds.toArray())
                    .forEach(row -> loaded.put(row.text("file_key"), row.text("etag")));
        }
        return loaded;
    }

    /** Enters what a plan has loaded, its files first. */
    void enter(String table, String loadId, LoadPlan plan) {
        session.updateBatch(
                "INSERT INTO " + names.manifest() + " (" + LoadBookDdl.MANIFEST_COLUMNS + ", loaded_at) VALUES ("
                        + String.join(", ", Collections.nCopies(LoadBookDdl.MANIFEST_WIDTH, "?"))
                        + ", CURRENT_TIMESTAMP())",
                plan.files().stream()
                        .map(file -> manifestRow(table, loadId, file))
                        .toList());
        plan.positions().forEach((source, next) -> advance(table, loadId, source, next));
    }

    private void advance(String table, String loadId, TopicPartition source, long next) {
        long known = session.update(
                "UPDATE " + names.positions() + " SET next_offset = ?, load_id = ?, loaded_at = CURRENT_TIMESTAMP()"
                        + " WHERE table_name = ? AND topic = ? AND partition_id = ?",
                next,
                loadId,
                table,
                source.topic(),
                source.partition());
        if (known == 0) {
            session.update(
                    "INSERT INTO " + names.positions()
                            + " (next_offset, load_id, table_name, topic, partition_id, loaded_at)"
                            + " VALUES (?, ?, ?, ?, ?, CURRENT_TIMESTAMP())",
                    next,
                    loadId,
                    table,
                    source.topic(),
                    source.partition());
        }
    }

    private static Object[] manifestRow(String table, String loadId, EventFile loaded) {
        CommitEvent event = loaded.event();
        LakeFile file = loaded.file();
        return new Object[] {
            table,
            file.bucket(),
            file.key(),
            file.etag(),
            file.bytes(),
            event.topic(),
            event.partition(),
            event.epoch(),
            event.startOffset(),
            event.endOffset(),
            file.firstOffset(),
            file.lastOffset(),
            file.rows(),
            // Equal by now: a difference has rolled the load back.
            file.rows(),
            file.minSourceTsMs(),
            file.maxSourceTsMs(),
            loadId
        };
    }
}
