package io.bankingconnect.snowflake.transform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** One of the project's properties files: sources, and the settings and tests of models and snapshots. */
final class PropertiesFile {

    /**
     * A table that something else fills.
     *
     * @param key {@code source.table}, as {@code source()} names it
     */
    record Source(String key, Relation relation) {}

    /** The settings of one model or snapshot. */
    record Entry(String name, int line, Map<String, Object> settings) {}

    /** A test of a model or snapshot. */
    record Test(String name, Template template, Map<String, Object> settings) {}

    private final String file;
    private final List<String> lines;
    private final List<Source> sources = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Test> tests = new ArrayList<>();

    /**
     * Reads the file.
     *
     * @param render renders a value that may hold Jinja
     * @param database the database of sources that name none
     * @throws ProjectException if a test is unknown or lacks an argument
     */
    PropertiesFile(String file, String text, JsonNode root, UnaryOperator<String> render, String database) {
        this.file = file;
        lines = text.lines().toList();
        for (JsonNode source : root.path("sources")) {
            readSource(source, render, database);
        }
        for (String kind : List.of("models", "snapshots")) {
            for (JsonNode node : root.path(kind)) {
                readNode(node);
            }
        }
    }

    @Override
    public String toString() {
        return file;
    }

    List<Source> sources() {
        return sources;
    }

    List<Entry> entries() {
        return entries;
    }

    List<Test> tests() {
        return tests;
    }

    private void readSource(JsonNode source, UnaryOperator<String> render, String database) {
        String name = source.path("name").asText();
        String in = render.apply(source.path("database").asText(database));
        String schema = render.apply(source.path("schema").asText(name));
        for (JsonNode table : source.path("tables")) {
            String tableName = table.path("name").asText();
            String identifier = render.apply(table.path("identifier").asText(tableName));
            sources.add(new Source(name + "." + tableName, new Relation(in, schema, identifier)));
        }
    }

    private void readNode(JsonNode node) {
        String name = node.path("name").asText();
        int line = lineOf(1, "name: " + name);
        entries.add(new Entry(name, line, ProjectSettings.values(node.path("config"))));
        readTests(name, "", line, node);
        for (JsonNode column : node.path("columns")) {
            String columnName = column.path("name").asText();
            readTests(name, columnName, lineOf(line, "name: " + columnName), column);
        }
    }

    private void readTests(String model, String column, int line, JsonNode owner) {
        for (String key : List.of("data_tests", "tests")) {
            for (JsonNode entry : owner.path(key)) {
                String kind = entry.isObject() && entry.size() > 0
                        ? entry.fieldNames().next()
                        : entry.asText();
                int testLine = lineOf(line, kind);
                try {
                    GenericTest test = GenericTest.of(model, column, entry);
                    Map<String, Object> settings = new HashMap<>(test.settings());
                    tests.add(new Test(test.name(), Template.madeFrom(file, testLine, test.sql()), settings));
                } catch (IllegalArgumentException e) {
                    throw new ProjectException(file, testLine, e.getMessage());
                }
            }
        }
    }

    /** The first line from one on that holds a piece of text as a whole word; that one if none does. */
    private int lineOf(int from, String piece) {
        Pattern word = Pattern.compile("(?<!\\w)" + Pattern.quote(piece) + "(?!\\w)");
        for (int line = from; line <= lines.size(); line++) {
            if (word.matcher(lines.get(line - 1)).find()) {
                return line;
            }
        }
        return from;
    }
}
