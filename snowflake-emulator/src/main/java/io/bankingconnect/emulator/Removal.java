package io.bankingconnect.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Removes schemas with what the hidden schema knows of them, and staged files once the removal is committed. */
final class Removal {

    private static final List<String> REGISTRIES =
            List.of("stages", "file_formats", "loads", "primary_keys", "notes", "temporary_tables");

    private Removal() {}

    static void dropSchema(StatementContext context, String database, String schema, String behaviour) {
        context.update("DROP SCHEMA " + Sql.quoted(database) + "." + Sql.quoted(schema) + " " + behaviour);
        for (String registry : REGISTRIES) {
            context.update("DELETE FROM " + Storage.hidden(database) + "." + registry + " WHERE schema_name = "
                    + Sql.string(schema));
        }
        files(context, Path.of(database, schema));
    }

    /** Deletes a directory of staged files, given below the directory of all stages, after the commit. */
    static void files(StatementContext context, Path directory) {
        Path path = context.session().storage().stages().resolve(directory);
        context.session().transaction().afterCommit(() -> delete(path));
    }

    private static void delete(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete the staged files in " + directory, e);
        }
    }
}
