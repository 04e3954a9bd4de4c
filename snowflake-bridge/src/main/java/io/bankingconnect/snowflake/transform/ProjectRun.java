package io.bankingconnect.snowflake.transform;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;

/**
 * One run of a project, in steps: one for each model and snapshot, then one for all tests.
 *
 * <p>A step that throws {@link RetriableException} can be taken again; every node may run twice without harm. An SQL
 * error is a result, after which what depends on the node is skipped.
 */
final class ProjectRun {

    private final Project project;
    private final Project.Invocation invocation;
    private final Warehouse warehouse;
    private final Clock clock;
    private final List<ProjectNode> models;
    private final List<ProjectNode> tests;
    private final Map<String, NodeResult> results = new HashMap<>();
    private Materializer materializer;
    private int next;
    private boolean done;

    ProjectRun(Project project, Project.Invocation invocation, Warehouse warehouse, Clock clock) {
        this.project = project;
        this.invocation = invocation;
        this.warehouse = warehouse;
        this.clock = clock;
        models = project.nodes().stream()
                .filter(node -> node.type() != ProjectNode.Type.TEST)
                .toList();
        tests = project.nodes().stream()
                .filter(node -> node.type() == ProjectNode.Type.TEST)
                .toList();
    }

    /** Makes the schemas that the project needs. */
    void prepare() {
        Catalog.createSchemas(warehouse, relations());
    }

    /** Whether all nodes have had their turn. */
    boolean done() {
        return done;
    }

    /** Gives the next node its turn, or all tests theirs. */
    List<NodeResult> step() {
        warehouse.open();
        List<NodeResult> finished = attempt();
        finished.forEach(result -> results.put(result.node().id(), result));
        done = next >= models.size() || (next == models.size() - 1 && tests.isEmpty());
        next++;
        return finished;
    }

    private List<NodeResult> attempt() {
        try {
            if (materializer == null) {
                materializer = new Materializer(warehouse, Catalog.read(warehouse, relations()));
            }
            return next < models.size() ? List.of(run(models.get(next))) : test();
        } catch (RetriableException e) {
            // Whether the statement was carried out is not known now: look again before the next attempt.
            materializer = null;
            throw e;
        }
    }

    private List<Relation> relations() {
        return models.stream().map(ProjectNode::relation).toList();
    }

    private NodeResult run(ProjectNode node) {
        Optional<String> blocker = blocker(node);
        if (blocker.isPresent()) {
            return NodeResult.skipped(node, blocker.get(), clock.instant());
        }
        Instant startedAt = clock.instant();
        String sql = project.compile(node, materializer.incremental(node), invocation);
        try {
            OptionalLong rows = materializer.run(node, sql, startedAt);
            return new NodeResult(
                    node,
                    NodeResult.Status.SUCCESS,
                    rows,
                    OptionalLong.empty(),
                    startedAt,
                    clock.instant(),
                    "",
                    hash(sql));
        } catch (RetriableException e) {
            throw e;
        } catch (ConnectException e) {
            return NodeResult.error(node, startedAt, clock.instant(), e.getMessage(), hash(sql));
        }
    }

    private List<NodeResult> test() {
        List<NodeResult> finished = new ArrayList<>();
        Map<ProjectNode, String> runnable = new LinkedHashMap<>();
        for (ProjectNode test : tests) {
            blocker(test)
                    .ifPresentOrElse(
                            id -> finished.add(NodeResult.skipped(test, id, clock.instant())),
                            () -> runnable.put(test, project.compile(test, false, invocation)));
        }
        finished.addAll(new TestRun(warehouse, clock).run(runnable));
        return finished;
    }

    private Optional<String> blocker(ProjectNode node) {
        return node.dependsOn().stream()
                .sorted()
                .filter(id -> !results.get(id).usable())
                .findFirst();
    }

    private String hash(String sql) {
        return Hashes.sha256(sql.replace(invocation.id(), ""));
    }
}
