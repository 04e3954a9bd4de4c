package io.bankingconnect.snowflake;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeFile;
import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.snowflake.LoadPlan.EventFile;
import io.bankingconnect.snowflake.session.SnowflakeSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the files of commit events into a table, each exactly once, whatever fails in between.
 *
 * <p>Files are staged first. Then one transaction takes the table's lock row, asks the book what is loaded, copies what
 * is not, compares the rows and enters the files into the book. A failure anywhere leaves the book as it was, so that
 * the same events can be given again. Not safe for use by several threads; safe with other loaders on the same tables.
 */
final class TableLoader {

    /** The most that a COPY takes. */
    private static final int FILES_PER_COPY = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(TableLoader.class);

    private final SnowflakeSession session;
    private final BronzeNames names;
    private final LoadBook book;
    private final LakeStage stage;
    private final Map<String, BronzeTable> tables = new HashMap<>();

    TableLoader(SnowflakeSession session, LakeStore store, BronzeNames names) {
        this.session = session;
        this.names = names;
        this.book = new LoadBook(session, names);
        this.stage = new LakeStage(session, store, names.stage());
    }

    /**
     * Logs in and makes what every load needs, to learn early whether the settings are good.
     *
     * @throws RetriableException after a passing outage; the first load does it then
     * @throws ConnectException if the login, the database or the schema is refused, naming the key
     */
    void prepare() {
        book.prepare();
    }

    /**
     * Loads what is new among the events.
     *
     * @param table the table's name, without its schema
     * @param events in the order of their topic partitions
     * @throws RetriableException after a passing outage; give the same events again
     * @throws ConnectException if an event is missing or the files are not what the events say
     */
    void load(String table, List<CommitEvent> events) {
        book.prepareFor(table);
        for (List<CommitEvent> part : parts(events)) {
            loadPart(table, part);
        }
    }

    private void loadPart(String table, List<CommitEvent> events) {
        LoadPlan expected = plan(table, events);
        if (expected.isEmpty()) {
            LOG.debug("Nothing new for {} in {} events", table, events.size());
            stage.release(keys(events));
            return;
        }
        if (!expected.files().isEmpty()) {
            tables.computeIfAbsent(table, name -> new BronzeTable(session, names.table(name)))
                    .prepareFor(expected.fresh());
        }
        Set<String> staged = new HashSet<>();
        for (EventFile file : expected.files()) {
            stage.upload(file.file());
            staged.add(file.file().key());
        }
        String loadId = UUID.randomUUID().toString();
        LoadPlan loaded = session.inTransaction(() -> transaction(table, events, loadId, staged));
        stage.release(keys(events));
        LOG.debug("Loaded {} files into {}, load {}", loaded.files().size(), table, loadId);
    }

    private LoadPlan transaction(String table, List<CommitEvent> events, String loadId, Set<String> staged) {
        book.lock(table, loadId);
        // Another worker may have loaded some of it while this one waited for the lock.
        LoadPlan plan = plan(table, events);
        List<LakeFile> files = plan.files().stream().map(EventFile::file).toList();
        if (!files.stream().map(LakeFile::key).allMatch(staged::contains)) {
            throw new RetriableException("The manifest of " + table + " lost rows while a load was prepared");
        }
        for (int from = 0; from < files.size(); from += FILES_PER_COPY) {
            copy(table, files.subList(from, Math.min(from + FILES_PER_COPY, files.size())));
        }
        if (!plan.isEmpty()) {
            book.enter(table, loadId, plan);
        }
        return plan;
    }

    private void copy(String table, List<LakeFile> files) {
        Map<String, Long> rows = stage.copyInto(names.table(table), files);
        for (LakeFile file : files) {
            Long loaded = rows.get(file.key());
            if (loaded == null) {
                throw new ConnectException("Cannot load " + file.key() + " into " + table
                        + ": COPY passed over it, so Snowflake's load history knows it but the manifest does not;"
                        + " rolled back");
            }
            if (loaded != file.rows()) {
                throw new ConnectException("Cannot load " + file.key() + " into " + table + ": its commit event says "
                        + file.rows() + " rows, COPY loaded " + loaded + "; rolled back");
            }
        }
    }

    private LoadPlan plan(String table, List<CommitEvent> events) {
        return LoadPlan.of(table, events, book.positions(table), book.loadedFiles(table, events));
    }

    private static List<String> keys(List<CommitEvent> events) {
        return events.stream()
                .flatMap(event -> event.files().stream())
                .map(LakeFile::key)
                .toList();
    }

    /** Whole events, so many that their files fit into one COPY; an event with more files is a part of its own. */
    private static List<List<CommitEvent>> parts(List<CommitEvent> events) {
        List<List<CommitEvent>> parts = new ArrayList<>();
        List<CommitEvent> part = new ArrayList<>();
        int files = 0;
        for (CommitEvent event : events) {
            if (!part.isEmpty() && files + event.files().size() > FILES_PER_COPY) {
                parts.add(part);
                part = new ArrayList<>();
                files = 0;
            }
            part.add(event);
            files += event.files().size();
        }
        parts.add(part);
        return parts;
    }
}
