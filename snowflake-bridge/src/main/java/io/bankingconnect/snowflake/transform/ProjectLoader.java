package io.bankingconnect.snowflake.transform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Loads a project in dbt's layout. All that can be wrong before a statement is sent is found here: unknown references,
 * circles, bad Jinja, settings that cannot be followed.
 */
final class ProjectLoader {

    static final String PROJECT_FILE = "dbt_project.yml";

    private static final Pattern SNAPSHOT =
            Pattern.compile("\\{%-?\\s*snapshot\\s+(\\w+)\\s*-?%}.*?\\{%-?\\s*endsnapshot\\s*-?%}", Pattern.DOTALL);

    private final ProjectFiles files;
    private final ProjectSettings settings;
    private final Map<String, Object> target;
    private final Jinja jinja;
    private final List<PropertiesFile> properties = new ArrayList<>();
    private final Map<String, Relation> sources = new LinkedHashMap<>();
    private final Map<String, RawNode> raw = new LinkedHashMap<>();

    /** A node as its files give it. */
    private record RawNode(ProjectNode.Type type, String name, String id, Template template, NodeConfig config) {}

    private ProjectLoader(Path directory, Map<String, Object> target, Map<String, String> environment) {
        files = new ProjectFiles(directory);
        if (!Files.isDirectory(directory) || !files.exists(PROJECT_FILE)) {
            throw new ProjectException(
                    directory.toString(), 0, "no " + PROJECT_FILE + " there; is it readable on this worker?");
        }
        this.target = target;
        settings = new ProjectSettings(PROJECT_FILE, files.yaml(PROJECT_FILE));
        List<Template> macros = files.below(settings.paths("macro-paths", "macros"), ".sql").stream()
                .map(files::template)
                .toList();
        jinja = new Jinja(macros, target, settings.vars(), environment);
    }

    /**
     * Loads a project.
     *
     * @param target what {@code target} stands for: at least {@code database} and {@code schema}
     * @param environment what {@code env_var()} reads
     * @throws ProjectException if anything is wrong with it
     */
    static Project load(Path directory, Map<String, Object> target, Map<String, String> environment) {
        return new ProjectLoader(directory, target, environment).load();
    }

    private Project load() {
        List<String> models = settings.paths("model-paths", "models");
        List<String> snapshots = settings.paths("snapshot-paths", "snapshots");
        readProperties(models);
        readProperties(snapshots);
        files.below(models, ".sql").forEach(this::addModel);
        files.below(snapshots, ".sql").forEach(this::addSnapshots);
        if (raw.isEmpty()) {
            throw new ProjectException(PROJECT_FILE, 0, "no model or snapshot below " + models + " and " + snapshots);
        }
        files.below(settings.paths("test-paths", "tests"), ".sql").forEach(this::addSingularTest);
        properties.forEach(this::checkEntries);
        properties.forEach(file -> file.tests().forEach(this::addGenericTest));
        return parsed();
    }

    private Project parsed() {
        Map<String, Relation> relations = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> refLines = new HashMap<>();
        List<ProjectNode> nodes = new ArrayList<>();
        for (RawNode node : raw.values()) {
            ParseScope scope = parse(node);
            NodeConfig config = node.config().overriddenBy(scope.settings());
            Relation relation = node.type() == ProjectNode.Type.TEST ? null : relation(node, config);
            ProjectNode parsed = new ProjectNode(
                    node.id(),
                    node.type(),
                    node.name(),
                    node.template(),
                    relation,
                    config,
                    scope.refs().keySet());
            NodeRules.check(parsed);
            nodes.add(parsed);
            refLines.put(node.id(), scope.refs());
            if (relation != null) {
                relations.put(node.name(), relation);
            }
        }
        nodes.sort(Comparator.comparing(node -> node.type() == ProjectNode.Type.TEST));
        return new Project(settings.name(), jinja, Graph.ordered(nodes, refLines), relations, sources);
    }

    /** Both ways of rendering are read, so that a reference in either is known. */
    private ParseScope parse(RawNode node) {
        ParseScope scope = new ParseScope(node.template(), names(), sources);
        Relation self = new Relation(text("database"), text("schema"), node.name());
        Project.Invocation nobody = new Project.Invocation("00000000-0000-0000-0000-000000000000", Instant.EPOCH);
        for (boolean incremental : new boolean[] {false, true}) {
            scope.incremental(incremental);
            jinja.render(node.template(), scope, Project.variables(self, node.template(), nobody));
        }
        return scope;
    }

    private Map<String, String> names() {
        Map<String, String> ids = new HashMap<>();
        raw.forEach((name, node) -> {
            if (node.type() != ProjectNode.Type.TEST) {
                ids.put(node.name(), node.id());
            }
        });
        return ids;
    }

    private Relation relation(RawNode node, NodeConfig config) {
        String schema = config.text("target_schema").orElseGet(() -> schema(node, config.text("schema", "")));
        return new Relation(config.text("database", text("database")), schema, config.text("alias", node.name()));
    }

    private String schema(RawNode node, String custom) {
        String usual = custom.isEmpty() ? text("schema") : text("schema") + "_" + custom;
        if (!jinja.hasMacro("generate_schema_name")) {
            return usual;
        }
        Template call =
                Template.madeFrom(node.template().file(), 1, "{{ generate_schema_name(custom_schema_name, node) }}");
        Map<String, Object> arguments =
                Map.of("custom_schema_name", custom, "node", Map.of("name", node.name(), "unique_id", node.id()));
        String schema = jinja.render(call, new ParseScope(call, Map.of(), sources), arguments)
                .strip();
        return schema.isEmpty() ? usual : schema;
    }

    private void readProperties(List<String> folders) {
        for (String ending : List.of(".yml", ".yaml")) {
            for (String file : files.below(folders, ending)) {
                PropertiesFile read = new PropertiesFile(
                        file, files.text(file), files.yaml(file), text -> renderValue(file, text), text("database"));
                properties.add(read);
                read.sources().forEach(source -> sources.put(source.key(), source.relation()));
            }
        }
    }

    private String renderValue(String file, String text) {
        Template template = Template.madeFrom(file, 0, text);
        return jinja.render(template, new ParseScope(template, Map.of(), sources), Map.of());
    }

    private void addModel(String file) {
        String name = stem(file);
        add(new RawNode(
                ProjectNode.Type.MODEL, name, id("model", name), files.template(file), config("models", file, name)));
    }

    private void addSnapshots(String file) {
        String text = files.text(file);
        Matcher block = SNAPSHOT.matcher(text);
        boolean any = false;
        while (block.find()) {
            any = true;
            String before = "\n".repeat((int) text.substring(0, block.start())
                    .chars()
                    .filter(c -> c == '\n')
                    .count());
            String name = block.group(1);
            add(new RawNode(
                    ProjectNode.Type.SNAPSHOT,
                    name,
                    id("snapshot", name),
                    Template.ofFile(file, before + block.group()),
                    config("snapshots", file, name)));
        }
        if (!any) {
            throw new ProjectException(file, 1, "no {% snapshot name %} … {% endsnapshot %} in it");
        }
    }

    private void addSingularTest(String file) {
        String name = stem(file);
        NodeConfig config = settings.configOf("data_tests", List.of());
        add(new RawNode(ProjectNode.Type.TEST, name, id("test", name), files.template(file), config));
    }

    private void addGenericTest(PropertiesFile.Test test) {
        String hash = Hashes.md5(test.name());
        NodeConfig config = settings.configOf("data_tests", List.of()).overriddenBy(test.settings());
        add(new RawNode(
                ProjectNode.Type.TEST,
                test.name(),
                id("test", test.name()) + "." + hash.substring(hash.length() - 10),
                test.template(),
                config));
    }

    private void add(RawNode node) {
        RawNode other = raw.putIfAbsent(node.type() == ProjectNode.Type.TEST ? node.id() : node.name(), node);
        if (other != null) {
            throw new ProjectException(
                    node.template().file(),
                    node.template().lineOf(1),
                    "\"" + node.name() + "\" is also in " + other.template().file() + ": rename one");
        }
    }

    private void checkEntries(PropertiesFile file) {
        for (PropertiesFile.Entry entry : file.entries()) {
            if (!raw.containsKey(entry.name())) {
                throw new ProjectException(
                        file.toString(), entry.line(), "no model or snapshot \"" + entry.name() + "\"");
            }
        }
    }

    private NodeConfig config(String kind, String file, String name) {
        List<String> folders = new ArrayList<>(Arrays.asList(file.split("/")));
        folders.remove(0);
        folders.set(folders.size() - 1, name);
        NodeConfig config = settings.configOf(kind, folders);
        for (PropertiesFile properties : this.properties) {
            for (PropertiesFile.Entry entry : properties.entries()) {
                if (entry.name().equals(name)) {
                    config = config.overriddenBy(entry.settings());
                }
            }
        }
        return config;
    }

    private String id(String kind, String name) {
        return kind + "." + settings.name() + "." + name;
    }

    private String text(String targetKey) {
        return target.get(targetKey).toString();
    }

    private static String stem(String file) {
        return file.substring(file.lastIndexOf('/') + 1, file.length() - ".sql".length());
    }
}
