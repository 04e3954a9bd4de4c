package io.bankingconnect.snowflake.transform;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Learns what a template refers to and how it is configured, and refuses references to what is not there. */
final class ParseScope implements Scope {

    private final Template template;
    private final Map<String, String> ids;
    private final Map<String, Relation> sources;
    private final Map<String, Integer> refs = new LinkedHashMap<>();
    private final Map<String, Object> settings = new HashMap<>();
    private boolean incremental;

    /**
     * @param ids the ids of the models and snapshots, by name
     * @param sources the sources, by {@code source.table}
     */
    ParseScope(Template template, Map<String, String> ids, Map<String, Relation> sources) {
        this.template = template;
        this.ids = ids;
        this.sources = sources;
    }

    /** The ids that the template refers to, with the line of the first reference. */
    Map<String, Integer> refs() {
        return refs;
    }

    Map<String, Object> settings() {
        return settings;
    }

    void incremental(boolean now) {
        incremental = now;
    }

    @Override
    public Object ref(String name, int line) {
        String id = ids.get(name);
        if (id == null) {
            throw new ProjectException(
                    template.file(), template.lineOf(line), "ref('" + name + "'): no model or snapshot of that name");
        }
        refs.putIfAbsent(id, template.lineOf(line));
        return name;
    }

    @Override
    public Object source(String source, String table, int line) {
        Relation relation = sources.get(source + "." + table);
        if (relation == null) {
            throw new ProjectException(
                    template.file(),
                    template.lineOf(line),
                    "source('" + source + "', '" + table + "'): no such table under sources in any properties file");
        }
        return relation;
    }

    @Override
    public void config(Map<String, Object> given) {
        settings.putAll(given);
    }

    @Override
    public boolean incremental() {
        return incremental;
    }
}
