package io.bankingconnect.emulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Lets one session at a time write, in the order in which they asked. Thread-safe.
 *
 * <p>The service locks rows or partitions; one lock for everything gives the same outcomes, only with more waiting.
 */
final class WriteLock {

    private record Waiter(Session session, CompletableFuture<Void> turn) {}

    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private Session owner;

    /**
     * Asks for the lock.
     *
     * @return completes when the session owns the lock; to give up, call {@link #abandon}
     */
    synchronized CompletableFuture<Void> request(Session session) {
        if (owner == null || owner == session) {
            owner = session;
            return CompletableFuture.completedFuture(null);
        }
        Waiter waiter = new Waiter(session, new CompletableFuture<>());
        waiting.add(waiter);
        return waiter.turn();
    }

    /** Leaves the queue, or gives the lock back if it was handed over meanwhile. */
    synchronized void abandon(Session session, CompletableFuture<Void> turn) {
        boolean queued = waiting.removeIf(waiter -> waiter.turn() == turn);
        if (!queued) {
            release(session);
        }
    }

    /** Hands the lock to the next session; does nothing when this session does not own it. */
    synchronized void release(Session session) {
        if (owner != session) {
            return;
        }
        Waiter next = waiting.poll();
        owner = next == null ? null : next.session();
        if (next != null) {
            next.turn().complete(null);
        }
    }

    synchronized Optional<Session> owner() {
        return Optional.ofNullable(owner);
    }

    synchronized boolean contended() {
        return !waiting.isEmpty();
    }
}
