package io.bankingconnect.snowflake.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What {@code dbt_project.yml} says. */
final class ProjectSettings {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String file;
    private final JsonNode root;
    private final String name;

    /** @throws ProjectException if the file names no project */
    ProjectSettings(String file, JsonNode root) {
        this.file = file;
        this.root = root;
        name = root.path("name").asText("");
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new ProjectException(file, 0, "name must be letters, digits and underscores");
        }
    }

    String name() {
        return name;
    }

    /** The folders that hold one kind of file. */
    List<String> paths(String key, String usual) {
        List<String> paths = new ArrayList<>();
        root.path(key).forEach(path -> paths.add(path.asText()));
        return paths.isEmpty() ? List.of(usual) : paths;
    }

    /** All variables; those under the project's own name win. */
    Map<String, Object> vars() {
        Map<String, Object> vars = new HashMap<>();
        root.path("vars").properties().forEach(entry -> vars.put(entry.getKey(), value(entry.getValue())));
        vars.remove(name);
        root.path("vars").path(name).properties().forEach(entry -> vars.put(entry.getKey(), value(entry.getValue())));
        vars.values().removeIf(Objects::isNull);
        return vars;
    }

    /**
     * The settings that the project gives a node by its place.
     *
     * @param kind {@code models}, {@code snapshots} or {@code data_tests}
     * @param folders the folders between the kind's own and the node, then the node's name
     */
    NodeConfig configOf(String kind, List<String> folders) {
        Map<String, Object> settings = new HashMap<>();
        JsonNode level = root.path(kind);
        collect(level, settings);
        level = level.path(name);
        collect(level, settings);
        for (Iterator<String> path = folders.iterator(); path.hasNext() && level != MissingNode.getInstance(); ) {
            level = level.path(path.next());
            collect(level, settings);
        }
        return new NodeConfig(settings);
    }

    static Map<String, Object> values(JsonNode object) {
        Map<String, Object> values = new HashMap<>();
        object.properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue())));
        return values;
    }

    private static Object value(JsonNode node) {
        return JSON.convertValue(node, Object.class);
    }

    /** Settings are marked by a plus; without it, a mapping is a folder, and all else a setting. */
    private void collect(JsonNode level, Map<String, Object> settings) {
        level.properties().forEach(entry -> {
            if (entry.getKey().startsWith("+")) {
                settings.put(entry.getKey().substring(1), value(entry.getValue()));
            } else if (!entry.getValue().isObject()) {
                settings.put(entry.getKey(), value(entry.getValue()));
            }
        });
    }

    @Override
    public String toString() {
        return file;
    }
}
