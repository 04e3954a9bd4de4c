package io.bankingconnect.snowflake.transform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts nodes into an order in which each runs after those that it depends on. */
final class Graph {

    private final Map<String, ProjectNode> nodes = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> refLines;
    private final List<ProjectNode> ordered = new ArrayList<>();
    private final Deque<String> path = new ArrayDeque<>();

    private Graph(List<ProjectNode> nodes, Map<String, Map<String, Integer>> refLines) {
        nodes.forEach(node -> this.nodes.put(node.id(), node));
        this.refLines = refLines;
    }

    /**
     * The nodes in order; what may run in any order keeps its own.
     *
     * @param refLines the line of each reference, by the ids of the node that refers and the one referred to
     * @throws ProjectException if nodes depend on one another in a circle
     */
    static List<ProjectNode> ordered(List<ProjectNode> nodes, Map<String, Map<String, Integer>> refLines) {
        Graph graph = new Graph(nodes, refLines);
        nodes.forEach(graph::visit);
        return graph.ordered;
    }

    private void visit(ProjectNode node) {
        if (ordered.contains(node)) {
            return;
        }
        path.addLast(node.id());
        for (String id : node.dependsOn().stream().sorted().toList()) {
            if (path.contains(id)) {
                throw cycle(node, id);
            }
            visit(nodes.get(id));
        }
        path.removeLast();
        ordered.add(node);
    }

    private ProjectException cycle(ProjectNode node, String id) {
        List<String> names = new ArrayList<>();
        for (String step : path) {
            if (!names.isEmpty() || step.equals(id)) {
                names.add(nodes.get(step).name());
            }
        }
        names.add(nodes.get(id).name());
        int line = refLines.getOrDefault(node.id(), Map.of()).getOrDefault(id, 0);
        return new ProjectException(
                node.template().file(), line, "models refer to one another in a circle: " + String.join(" → ", names));
    }
}
