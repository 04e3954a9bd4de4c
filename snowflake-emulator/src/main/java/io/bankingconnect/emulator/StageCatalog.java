package io.bankingconnect.emulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankingconnect.emulator.sql.Cursor;
import io.bankingconnect.emulator.sql.Options;
import io.bankingconnect.emulator.sql.Tokenizer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Creates, finds and drops stages and file formats, which live in the hidden schema of their database. */
final class StageCatalog {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> STAGE_OPTIONS = Set.of("FILE_FORMAT", "COMMENT", "ENCRYPTION", "DIRECTORY");

    private final StatementContext context;
    private final Session session;

    StageCatalog(StatementContext context) {
        this.context = context;
        this.session = context.session();
    }

    byte[] createStage(Cursor cursor, boolean replace) {
        boolean ifNotExists = cursor.skip("IF", "NOT", "EXISTS");
        ObjectName name = session.resolve(cursor.name());
        Map<String, String> options = Options.read(cursor.rest());
        if (options.containsKey("URL") || options.containsKey("STORAGE_INTEGRATION")) {
            throw SqlFailure.unsupported("external stages");
        }
        Options.requireKnown("stage", options, STAGE_OPTIONS);
        return create("stages", "Stage area", name, replace, ifNotExists, options, ", now()");
    }

    byte[] createFileFormat(Cursor cursor, boolean replace) {
        boolean ifNotExists = cursor.skip("IF", "NOT", "EXISTS");
        ObjectName name = session.resolve(cursor.name());
        Map<String, String> options = new LinkedHashMap<>(Options.read(cursor.rest()));
        options.remove("COMMENT");
        FileFormat.of(options);
        return create("file_formats", "File format", name, replace, ifNotExists, options, "");
    }

    private byte[] create(
            String registry,
            String kind,
            ObjectName name,
            boolean replace,
            boolean ifNotExists,
            Map<String, String> options,
            String more) {
        if (context.request().describeOnly()) {
            return context.reply().status(StatementType.DDL, "");
        }
        requireSchema(name);
        String table = Storage.hidden(name.database()) + "." + registry;
        String message = context.define(() -> {
            if (find(registry, name).isPresent()) {
                if (ifNotExists) {
                    return name.name() + " already exists, statement succeeded.";
                }
                if (!replace) {
                    throw SqlFailure.exists(name.name());
                }
                context.update("DELETE FROM " + table + " WHERE " + name.where("name"));
                deleteFiles(registry, name);
            }
            context.update("INSERT INTO " + table + " VALUES (" + Sql.string(name.schema()) + ", "
                    + Sql.string(name.name()) + ", " + Sql.string(text(options)) + more + ")");
            return kind + " " + name.name() + " successfully created.";
        });
        return context.reply().status(StatementType.DDL, message);
    }

    private void requireSchema(ObjectName name) {
        if (!session.schemaExists(name.database(), name.schema())) {
            throw SqlFailure.unknown("Schema", name.database() + "." + name.schema());
        }
    }

    byte[] dropStage(Cursor cursor) {
        return drop("stages", "Stage", cursor);
    }

    byte[] dropFileFormat(Cursor cursor) {
        return drop("file_formats", "File format", cursor);
    }

    private byte[] drop(String registry, String kind, Cursor cursor) {
        boolean ifExists = cursor.skip("IF", "EXISTS");
        ObjectName name = session.resolve(cursor.name());
        cursor.expectEnd();
        if (context.request().describeOnly()) {
            return context.reply().status(StatementType.DDL, "");
        }
        boolean known = session.storage().exists(name.database())
                && find(registry, name).isPresent();
        if (!known && !ifExists) {
            throw SqlFailure.unknown(kind, name.toString());
        }
        if (known) {
            context.define(() -> {
                context.update("DELETE FROM " + Storage.hidden(name.database()) + "." + registry + " WHERE "
                        + name.where("name"));
                deleteFiles(registry, name);
                return null;
            });
        }
        return context.reply().status(StatementType.DDL, name.name() + " successfully dropped.");
    }

    private void deleteFiles(String registry, ObjectName name) {
        if (registry.equals("stages")) {
            Removal.files(context, Path.of(name.database(), name.schema(), name.name()));
        }
    }

    /**
     * A stage's options.
     *
     * @throws SqlFailure when there is no such stage
     */
    Map<String, String> options(ObjectName stage) {
        if (!session.storage().exists(stage.database())) {
            throw SqlFailure.unknown("Database", stage.database());
        }
        return find("stages", stage).orElseThrow(() -> SqlFailure.unknown("Stage", stage.toString()));
    }

    /** A file format by name, or the one that options in parentheses describe. */
    FileFormat format(Map<String, String> options) {
        String named = options.get("FORMAT_NAME");
        if (named == null) {
            return FileFormat.of(options);
        }
        ObjectName name = session.resolve(new Cursor(Tokenizer.tokens(named)).name());
        return FileFormat.of(find("file_formats", name)
                .orElseThrow(() -> SqlFailure.unknown("File format", named.toUpperCase(Locale.ROOT))));
    }

    private Optional<Map<String, String>> find(String registry, ObjectName name) {
        String sql = "SELECT options FROM " + Storage.hidden(name.database()) + "." + registry + " WHERE "
                + name.where("name");
        return context.query(
                sql, result -> result.next() ? Optional.of(options(result.getString(1))) : Optional.empty());
    }

    private static String text(Map<String, String> options) {
        try {
            return JSON.writeValueAsString(options);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write options as JSON", e);
        }
    }

    private static Map<String, String> options(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot read stored options", e);
        }
    }
}
