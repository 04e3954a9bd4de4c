package io.bankingconnect.snowflake;

import io.bankingconnect.lake.LakeFile;
import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.S3Settings;
import io.bankingconnect.snowflake.session.Row;
import io.bankingconnect.snowflake.session.SnowflakeSession;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The internal stage through which files of the lake pass into tables.
 *
 * <p>A file is staged under its key in the lake, so that a second copy of it is one that Snowflake's own load history
 * knows too.
 */
final class LakeStage {

    private static final Logger LOG = LoggerFactory.getLogger(LakeStage.class);

    private final SnowflakeSession session;
    private final LakeStore store;
    private final String stage;
    private final Set<String> staged = new HashSet<>();
    private final Set<String> removable = new LinkedHashSet<>();

    LakeStage(SnowflakeSession session, LakeStore store, String stage) {
        this.session = session;
        this.store = store;
        this.stage = stage;
    }

    /**
     * Copies a file's bytes from the lake into the stage, as the commit event knew it.
     *
     * @throws ConnectException if the lake's object is another one by now
     */
    void upload(LakeFile file) {
        if (!file.bucket().equals(store.bucket())) {
            throw new ConnectException("Cannot read " + file.key() + ": the commit event names bucket \""
                    + file.bucket() + "\", this connector reads \"" + store.bucket() + "\"; correct "
                    + S3Settings.BUCKET);
        }
        int slash = file.key().lastIndexOf('/');
        try (InputStream content = store.open(file.key(), file.etag())) {
            session.uploadStream(
                    stage,
                    file.key().substring(0, Math.max(slash, 0)),
                    file.key().substring(slash + 1),
                    content);
            staged.add(file.key());
        } catch (IOException e) {
            throw new RetriableException("Cannot read " + file.key() + " to its end: " + e.getMessage(), e);
        }
    }

    /**
     * Loads staged files into a table.
     *
     * @return the rows loaded of each file, by key; a file that was not loaded is missing
     */
    Map<String, Long> copyInto(String table, List<LakeFile> files) {
        String sql = """
                COPY INTO %s FROM @%s
                FILES = (%s)
                FILE_FORMAT = (TYPE = PARQUET USE_VECTORIZED_SCANNER = TRUE)
                MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE
                ON_ERROR = ABORT_STATEMENT""".formatted(
                table, stage, files.stream().map(file -> literal(file.key())).collect(Collectors.joining(", ")));
        Set<String> keys = files.stream().map(LakeFile::key).collect(Collectors.toSet());
        Map<String, Long> loaded = new HashMap<>();
        for (Row row : session.query(sql)) {
            // With nothing to do the answer is one row with a status only.
            if (row.columns().contains("FILE")) {
                loaded.put(key(row.text("FILE"), keys), row.number("ROWS_LOADED"));
            }
        }
        return loaded;
    }

    /**
     * Removes files from the stage that the table holds for good. Nobody needs those staged again, so another worker's
     * load cannot miss one. What cannot be removed now is tried again the next time.
     */
    void release(Collection<String> loadedKeys) {
        loadedKeys.stream().filter(staged::remove).forEach(removable::add);
        for (String key : List.copyOf(removable)) {
            try {
                session.execute("REMOVE " + literal("@" + stage + "/" + key));
                removable.remove(key);
            } catch (ConnectException e) {
                // The rows are committed; a staged file too many costs only its storage.
                LOG.warn("{} staged files remain for now: {}", removable.size(), e.getMessage());
                return;
            }
        }
    }

    /** The lake's key in the answer of COPY, which may put the stage's or the service's own path before it. */
    private static String key(String answered, Set<String> keys) {
        String rest = answered;
        while (!keys.contains(rest)) {
            int slash = rest.indexOf('/');
            if (slash < 0) {
                throw new ConnectException("COPY answered for a file that it was not given: " + answered);
            }
            rest = rest.substring(slash + 1);
        }
        return rest;
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
