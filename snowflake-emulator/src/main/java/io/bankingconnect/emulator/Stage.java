package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.Cursor;
import io.bankingconnect.emulator.sql.Token;
import io.bankingconnect.emulator.sql.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A place in a stage.
 *
 * @param name as the service writes it before the names of files; empty for the user's and tables' stages
 * @param root the stage's directory
 * @param path the path inside, without slashes at its ends
 * @param options the stage's own options, such as its file format
 */
record Stage(String name, Path root, String path, Map<String, String> options) {

    /** A staged file. */
    record StagedFile(String relative, Path path) {}

    /** Finds the stage of a reference such as {@code @db.schema.stage/path}, {@code @%table} or {@code @~/path}. */
    static Stage of(StatementContext context, String reference) {
        Session session = context.session();
        String text = reference.startsWith("@") ? reference.substring(1) : reference;
        int slash = endOfName(text);
        String name = text.substring(0, slash);
        String path = trimmed(text.substring(slash));
        Path stages = session.storage().stages();
        if (name.equals("~")) {
            // Not a directory called "~": the driver would put the home directory in its place.
            return checked(new Stage("", stages.resolve("_users").resolve(session.user()), path, Map.of()));
        }
        boolean ofTable = name.contains("%");
        ObjectName object = session.resolve(new Cursor(tokens(name.replace("%", ""))).name());
        Path schema = stages.resolve(object.database()).resolve(object.schema());
        if (ofTable) {
            return checked(new Stage("", schema.resolve("%" + object.name()), path, Map.of()));
        }
        Map<String, String> options = new StageCatalog(context).options(object);
        return checked(new Stage(object.name().toLowerCase(Locale.ROOT), schema.resolve(object.name()), path, options));
    }

    private static List<Token> tokens(String name) {
        return Tokenizer.tokens(name);
    }

    private static int endOfName(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (c == '/' && !quoted) {
                return i;
            }
        }
        return text.length();
    }

    private static String trimmed(String path) {
        return path.replaceAll("^/+|/+$", "");
    }

    private static Stage checked(Stage stage) {
        if (!stage.root().resolve(stage.path()).normalize().startsWith(stage.root())) {
            throw SqlFailure.unsupported("a path that leaves its stage");
        }
        return stage;
    }

    Path directory() {
        return root.resolve(path);
    }

    /** The files at or below this place; the path may also be the beginning of names, as in the service. */
    List<StagedFile> files() {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> new StagedFile(root.relativize(file).toString().replace('\\', '/'), file))
                    .filter(file -> file.relative().startsWith(path))
                    .sorted(Comparator.comparing(StagedFile::relative))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the stage's directory " + root, e);
        }
    }

    /** A file given by its name relative to this place. */
    StagedFile file(String relative) {
        String full = path.isEmpty() ? trimmed(relative) : path + "/" + trimmed(relative);
        Path file = root.resolve(full).normalize();
        if (!file.startsWith(root)) {
            throw SqlFailure.unsupported("a path that leaves its stage");
        }
        return new StagedFile(full, file);
    }

    /** A file's name in answers. */
    String shown(StagedFile file) {
        return name.isEmpty() ? file.relative() : name + "/" + file.relative();
    }
}
