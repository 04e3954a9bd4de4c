package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.Cursor;
import io.bankingconnect.emulator.sql.Options;
import io.bankingconnect.emulator.sql.Token;
import io.bankingconnect.emulator.sql.Token.Kind;
import io.bankingconnect.emulator.sql.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** PUT, GET, LIST and REMOVE. The driver moves the bytes itself, between the client's disk and the stage's directory. */
final class StageStatements {

    /** The local file's address must be read from the text: its slashes would be a comment. */
    private static final Pattern TRANSFER = Pattern.compile(
            "(?is)^(?:\\s|/\\*.*?\\*/|--[^\\n]*\\n)*(?:PUT\\s+(?<putFile>'(?:[^'\\\\]|\\\\.|'')*'|\\S+)\\s+(?<putStage>'[^']*'|\\S+)"
                    + "|GET\\s+(?<getStage>'[^']*'|\\S+)\\s+(?<getFile>'(?:[^'\\\\]|\\\\.|'')*'|\\S+))(?<options>.*)$");

    private static final Set<String> PUT_OPTIONS =
            Set.of("AUTO_COMPRESS", "SOURCE_COMPRESSION", "OVERWRITE", "PARALLEL");
    private static final Set<String> GET_OPTIONS = Set.of("PARALLEL", "PATTERN");

    private final StatementContext context;

    StageStatements(StatementContext context) {
        this.context = context;
    }

    byte[] run(String verb, Cursor cursor) {
        return switch (verb) {
            case "PUT" -> put(matched("PUT"));
            case "GET" -> get(matched("GET"));
            case "LIST", "LS" -> list(cursor);
            default -> remove(cursor);
        };
    }

    private Matcher matched(String verb) {
        Matcher matcher = TRANSFER.matcher(context.request().sql());
        if (!matcher.matches()) {
            throw SqlFailure.syntax("syntax error: " + verb + " needs a file:// address and a stage.");
        }
        return matcher;
    }

    private byte[] put(Matcher statement) {
        Stage stage = Stage.of(context, unquoted(statement.group("putStage")));
        Map<String, String> options = options("PUT", statement, PUT_OPTIONS);
        try {
            Files.createDirectories(stage.directory());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the stage's directory " + stage.directory(), e);
        }
        Map<String, Object> answer = transfer("UPLOAD", stage);
        answer.put("src_locations", List.of(localPath(statement.group("putFile"))));
        answer.put("autoCompress", isTrue(options, "AUTO_COMPRESS", true));
        answer.put("overwrite", isTrue(options, "OVERWRITE", false));
        answer.put(
                "sourceCompression",
                options.getOrDefault("SOURCE_COMPRESSION", "auto_detect").toLowerCase(Locale.ROOT));
        answer.put("parallel", Integer.parseInt(options.getOrDefault("PARALLEL", "4")));
        answer.put("threshold", 209_715_200);
        return context.reply().transfer(StatementType.PUT, answer);
    }

    private byte[] get(Matcher statement) {
        Stage stage = Stage.of(context, unquoted(statement.group("getStage")));
        Map<String, String> options = options("GET", statement, GET_OPTIONS);
        Map<String, Object> answer = transfer("DOWNLOAD", new Stage(stage.name(), stage.root(), "", stage.options()));
        answer.put(
                "src_locations",
                matching(stage, options).stream()
                        .map(Stage.StagedFile::relative)
                        .toList());
        answer.put("localLocation", localPath(statement.group("getFile")));
        answer.put("parallel", Integer.parseInt(options.getOrDefault("PARALLEL", "10")));
        return context.reply().transfer(StatementType.GET, answer);
    }

    private static Map<String, Object> transfer(String command, Stage stage) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("locationType", "LOCAL_FS");
        info.put("location", stage.directory() + "/");
        info.put("path", stage.path());
        info.put("region", null);
        info.put("storageAccount", null);
        info.put("isClientSideEncrypted", false);
        info.put("creds", Map.of());
        info.put("presignedUrl", null);
        info.put("endPoint", null);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("command", command);
        answer.put("operation", "Node");
        // The driver expects one for an upload and a list for a download; there is no encryption.
        answer.put("encryptionMaterial", command.equals("UPLOAD") ? null : List.of());
        answer.put("presignedUrls", List.of());
        answer.put("clientShowEncryptionParameter", false);
        answer.put("stageInfo", info);
        return answer;
    }

    private static Map<String, String> options(String verb, Matcher statement, Set<String> known) {
        List<Token> tokens = new Cursor(Tokenizer.tokens(statement.group("options"))).rest();
        Map<String, String> options = Options.read(tokens);
        Options.requireKnown(verb, options, known);
        return options;
    }

    private static boolean isTrue(Map<String, String> options, String key, boolean standard) {
        return options.containsKey(key) ? options.get(key).equalsIgnoreCase("TRUE") : standard;
    }

    /** The path behind file://, spelled as the driver will compare it. */
    private static String localPath(String address) {
        String plain = unquoted(address);
        if (!plain.startsWith("file://")) {
            throw SqlFailure.syntax("syntax error: expected a local file as file://….");
        }
        return plain.substring("file://".length());
    }

    private static String unquoted(String text) {
        boolean quoted = text.length() > 1 && text.startsWith("'") && text.endsWith("'");
        return quoted
                ? text.substring(1, text.length() - 1).replace("\\\\", "\\").replace("\\'", "'")
                : text;
    }

    /** A stage reference, as it is or in quotes, and an optional PATTERN. */
    private byte[] list(Cursor cursor) {
        Stage stage = stage(cursor);
        List<List<String>> rows = new ArrayList<>();
        for (Stage.StagedFile file : matching(stage, Options.read(cursor.rest()))) {
            try {
                rows.add(List.of(
                        stage.shown(file),
                        Long.toString(Files.size(file.path())),
                        Digests.md5(file.path()),
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(Files.getLastModifiedTime(file.path())
                                .toInstant()
                                .atOffset(ZoneOffset.UTC))));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the staged file " + file.relative(), e);
            }
        }
        return context.reply()
                .rows(
                        StatementType.LIST,
                        List.of(
                                ResultColumn.text("name"),
                                ResultColumn.number("size"),
                                ResultColumn.text("md5"),
                                ResultColumn.text("last_modified")),
                        rows);
    }

    private byte[] remove(Cursor cursor) {
        Stage stage = stage(cursor);
        List<List<String>> rows = new ArrayList<>();
        for (Stage.StagedFile file : matching(stage, Options.read(cursor.rest()))) {
            try {
                Files.deleteIfExists(file.path());
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot remove the staged file " + file.relative(), e);
            }
            rows.add(List.of(stage.shown(file), "removed"));
        }
        return context.reply()
                .rows(StatementType.REMOVE, List.of(ResultColumn.text("name"), ResultColumn.text("result")), rows);
    }

    private Stage stage(Cursor cursor) {
        cursor.next();
        Token reference = cursor.next();
        if (reference.kind() != Kind.STAGE && reference.kind() != Kind.STRING) {
            throw SqlFailure.syntax("syntax error: expected a stage.");
        }
        return Stage.of(context, reference.value());
    }

    private static List<Stage.StagedFile> matching(Stage stage, Map<String, String> options) {
        String pattern = options.get("PATTERN");
        Options.requireKnown("LIST or REMOVE", options, Set.of("PATTERN", "PARALLEL"));
        return stage.files().stream()
                .filter(file -> pattern == null || file.relative().matches(pattern))
                .toList();
    }
}
