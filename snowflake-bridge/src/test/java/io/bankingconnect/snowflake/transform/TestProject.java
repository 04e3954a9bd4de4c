package io.bankingconnect.snowflake.transform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** A small project in a directory of its own, written file by file. */
final class TestProject {

    static final Map<String, Object> TARGET = Map.of("database", "DW", "schema", "GOLD", "name", "test");
    static final Project.Invocation INVOCATION =
            new Project.Invocation("run-1", Instant.parse("2026-03-01T10:20:30.456Z"));

    private final Path directory;

    private TestProject(Path directory) {
        this.directory = directory;
    }

    static TestProject in(Path directory) {
        return new TestProject(directory)
                .file("dbt_project.yml", "name: shop\nvars:\n  region: north\n  shop:\n    limit: 7\n");
    }

    TestProject file(String name, String text) {
        Path file = directory.resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestProject model(String name, String sql) {
        return file("models/" + name + ".sql", sql);
    }

    Project load() {
        return ProjectLoader.load(directory, TARGET, Map.of("STAGE", "test"));
    }

    /** The SQL of one node, as a full build has it. */
    String compiled(String name) {
        return compiled(name, false);
    }

    String compiled(String name, boolean incremental) {
        Project project = load();
        return project.compile(node(project, name), incremental, INVOCATION);
    }

    static ProjectNode node(Project project, String name) {
        return project.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
