package io.bankingconnect.snowflake.transform;

import com.hubspot.jinjava.objects.date.PyishDate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A loaded project: its nodes in an order in which they can run, and their SQL. Not safe for use by several threads. */
final class Project {

    private final String name;
    private final Jinja jinja;
    private final List<ProjectNode> nodes;
    private final Map<String, Relation> relations;
    private final Map<String, Relation> sources;

    Project(
            String name,
            Jinja jinja,
            List<ProjectNode> nodes,
            Map<String, Relation> relations,
            Map<String, Relation> sources) {
        this.name = name;
        this.jinja = jinja;
        this.nodes = List.copyOf(nodes);
        this.relations = Map.copyOf(relations);
        this.sources = Map.copyOf(sources);
    }

    String name() {
        return name;
    }

    /** Models and snapshots, each after those that it depends on, then tests. */
    List<ProjectNode> nodes() {
        return nodes;
    }

    /** The tables that must be there before anything can run. */
    Collection<Relation> sources() {
        return sources.values();
    }

    /**
     * A node's SQL.
     *
     * @param incremental whether it is to select only what is new
     */
    String compile(ProjectNode node, boolean incremental, Invocation invocation) {
        Map<String, Object> variables = variables(node.relation(), node.template(), invocation);
        return jinja.render(node.template(), new RunScope(incremental), variables)
                .strip();
    }

    static Map<String, Object> variables(Relation self, Template template, Invocation invocation) {
        PyishDate startedAt = new PyishDate(invocation.startedAt().atZone(ZoneOffset.UTC));
        return self == null
                ? Map.of("invocation_id", invocation.id(), "run_started_at", startedAt)
                : Map.of("this", self, "invocation_id", invocation.id(), "run_started_at", startedAt);
    }

    /** One run of the project. */
    record Invocation(String id, Instant startedAt) {}

    private final class RunScope implements Scope {

        private final boolean incremental;

        RunScope(boolean incremental) {
            this.incremental = incremental;
        }

        @Override
        public Object ref(String name, int line) {
            return relations.get(name);
        }

        @Override
        public Object source(String source, String table, int line) {
            return sources.get(source + "." + table);
        }

        @Override
        public void config(Map<String, Object> settings) {
            // Read when the project was loaded.
        }

        @Override
        public boolean incremental() {
            return incremental;
        }
    }
}
