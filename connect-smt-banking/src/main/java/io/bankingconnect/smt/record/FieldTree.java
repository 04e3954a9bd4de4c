package io.bankingconnect.smt.record;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Paths as a tree: what to do at each name. */
final class FieldTree {

    private final Map<String, FieldTree> children = new LinkedHashMap<>();
    private FieldPath path;

    static FieldTree of(Collection<FieldPath> paths) {
        FieldTree root = new FieldTree();
        for (FieldPath path : paths) {
            FieldTree node = root;
            for (String segment : path.segments()) {
                node = node.children.computeIfAbsent(segment, name -> new FieldTree());
            }
            node.path = path;
        }
        return root;
    }

    Map<String, FieldTree> children() {
        return children;
    }

    /** The path that ends here, or null if paths only pass through. */
    FieldPath path() {
        return path;
    }

    /** Some path that ends here or below, for messages. */
    FieldPath anyPath() {
        return path != null ? path : children.values().iterator().next().anyPath();
    }
}
