package io.bankingconnect.snowflake.transform;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * How one node's turn in a run ended.
 *
 * @param rowsAffected rows that it changed, where the warehouse tells
 * @param failures rows that a test found at fault; empty for other nodes and for tests that could not run
 * @param completedAt after its last commit
 * @param message what went wrong; empty if nothing did
 * @param codeHash SHA-256 of its SQL without the run's id; empty if it was skipped
 */
record NodeResult(
        ProjectNode node,
        Status status,
        OptionalLong rowsAffected,
        OptionalLong failures,
        Instant startedAt,
        Instant completedAt,
        String message,
        String codeHash) {

    enum Status {
        SUCCESS,
        ERROR,
        SKIPPED,
        PASS,
        FAIL,
        WARN;

        /** dbt's word for it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static NodeResult skipped(ProjectNode node, String because, Instant now) {
        return new NodeResult(
                node,
                Status.SKIPPED,
                OptionalLong.empty(),
                OptionalLong.empty(),
                now,
                now,
                "not run, because " + because + " did not succeed",
                "");
    }

    static NodeResult error(ProjectNode node, Instant startedAt, Instant now, String message, String codeHash) {
        return new NodeResult(
                node, Status.ERROR, OptionalLong.empty(), OptionalLong.empty(), startedAt, now, message, codeHash);
    }

    /** Whether what depends on the node can run. */
    boolean usable() {
        return status != Status.ERROR && status != Status.SKIPPED;
    }

    Duration took() {
        return Duration.between(startedAt, completedAt);
    }
}
