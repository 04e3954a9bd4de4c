package io.bankingconnect.emulator;

import io.bankingconnect.emulator.sql.Cursor;
import io.bankingconnect.emulator.sql.Options;
import io.bankingconnect.emulator.sql.Token;
import io.bankingconnect.emulator.sql.Token.Kind;
import io.bankingconnect.emulator.sql.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads COPY INTO a table; {@link ParquetLoad} does it. */
final class CopyStatement {

    private static final List<String> LABELS = List.of(
            "file",
            "status",
            "rows_parsed",
            "rows_loaded",
            "error_limit",
            "errors_seen",
            "first_error",
            "first_error_line",
            "first_error_character",
            "first_error_column_name");

    private final StatementContext context;

    CopyStatement(StatementContext context) {
        this.context = context;
    }

    byte[] run(Cursor cursor) {
        cursor.expect("COPY");
        cursor.expect("INTO");
        if (cursor.peek().filter(token -> token.isIdentifier()).isEmpty()) {
            throw SqlFailure.unsupported("COPY INTO a location");
        }
        ObjectName table = context.session().resolve(cursor.name());
        if (cursor.seesSymbol("(")) {
            throw SqlFailure.unsupported("COPY INTO with a list of columns");
        }
        Stage stage = source(cursor, table);
        ParquetLoad load = load(cursor, table, stage);
        if (context.request().describeOnly()) {
            return context.reply().description(StatementType.COPY, columns());
        }
        List<ParquetLoad.Loaded> loaded = context.write(load::run);
        if (loaded.isEmpty()) {
            return context.reply().status(StatementType.COPY, "Copy executed with 0 files processed.");
        }
        List<List<String>> rows = new ArrayList<>();
        for (ParquetLoad.Loaded file : loaded) {
            String count = Long.toString(file.rows());
            rows.add(Arrays.asList(stage.shown(file.file()), "LOADED", count, count, "1", "0", null, null, null, null));
        }
        return context.reply().rows(StatementType.COPY, columns(), rows);
    }

    private static List<ResultColumn> columns() {
        return LABELS.stream()
                .map(label -> List.of(2, 3, 4, 5, 7, 8).contains(LABELS.indexOf(label))
                        ? ResultColumn.number(label)
                        : ResultColumn.text(label))
                .toList();
    }

    private Stage source(Cursor cursor, ObjectName table) {
        if (!cursor.skip("FROM")) {
            return Stage.of(context, "@%" + Sql.quoted(table.name()));
        }
        if (cursor.seesSymbol("(")) {
            throw SqlFailure.unsupported("COPY INTO from a query");
        }
        Token reference = cursor.next();
        if (reference.kind() != Kind.STAGE
                && !(reference.kind() == Kind.STRING && reference.value().startsWith("@"))) {
            throw SqlFailure.unsupported("COPY INTO from anything but a stage");
        }
        return Stage.of(context, reference.value());
    }

    private ParquetLoad load(Cursor cursor, ObjectName table, Stage stage) {
        List<String> files = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        Optional<String> pattern = Optional.empty();
        Map<String, String> format = stage.options().containsKey("FILE_FORMAT")
                ? Options.read(Tokenizer.tokens(stage.options().get("FILE_FORMAT")))
                : Map.of();
        Map<String, String> options = new LinkedHashMap<>();
        while (!cursor.atEnd()) {
            String option = cursor.identifier();
            cursor.expectSymbol("=");
            switch (option) {
                case "FILES" ->
                    Cursor.split(cursor.parenthesised()).forEach(file -> files.add(new Cursor(file).string()));
                case "PATTERN" -> pattern = Optional.of(cursor.string());
                case "FILE_FORMAT" ->
                    format = cursor.seesSymbol("(")
                            ? Options.read(cursor.parenthesised())
                            : Map.of("FORMAT_NAME", cursor.next().value());
                case "INCLUDE_METADATA" -> metadata.putAll(Options.read(cursor.parenthesised()));
                default -> options.put(option, cursor.next().value().toUpperCase(Locale.ROOT));
            }
            cursor.skipSymbol(",");
        }
        requireSupported(options);
        return new ParquetLoad(
                context,
                table,
                stage,
                List.copyOf(files),
                pattern,
                new StageCatalog(context).format(format),
                metadata,
                new ParquetLoad.Choices(
                        options.get("MATCH_BY_COLUMN_NAME").equals("CASE_SENSITIVE"),
                        options.getOrDefault("FORCE", "FALSE").equals("TRUE"),
                        options.getOrDefault("PURGE", "FALSE").equals("TRUE")));
    }

    private static void requireSupported(Map<String, String> options) {
        Options.requireKnown(
                "COPY INTO",
                options,
                Set.of("MATCH_BY_COLUMN_NAME", "ON_ERROR", "FORCE", "PURGE", "LOAD_UNCERTAIN_FILES"));
        String match = options.getOrDefault("MATCH_BY_COLUMN_NAME", "NONE");
        if (!match.startsWith("CASE_")) {
            throw SqlFailure.unsupported("COPY INTO from Parquet with MATCH_BY_COLUMN_NAME = " + match);
        }
        String onError = options.getOrDefault("ON_ERROR", "ABORT_STATEMENT");
        if (!onError.equals("ABORT_STATEMENT")) {
            throw SqlFailure.unsupported("ON_ERROR = " + onError);
        }
    }
}
