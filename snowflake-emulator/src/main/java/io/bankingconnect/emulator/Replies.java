package io.bankingconnect.emulator;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Remembers what was answered to which request, so that a request sent again after a lost response is answered again
 * and not executed again. Thread-safe.
 */
final class Replies {

    /** As many as a client could still be retrying; a client sends one statement at a time and retries the last. */
    private static final int KEPT = 64;

    /** Large results are kept only for the newest requests. */
    private static final int LARGE_BYTES = 64 * 1024;

    private static final int LARGE_KEPT = 2;

    private final Map<String, CompletableFuture<byte[]>> replies = new LinkedHashMap<>();

    /** The earlier answer to a request, complete or on its way; nothing when the request is new. */
    synchronized Optional<CompletableFuture<byte[]>> earlier(String requestId) {
        CompletableFuture<byte[]> known = replies.get(requestId);
        if (known == null) {
            replies.put(requestId, new CompletableFuture<>());
        }
        return Optional.ofNullable(known);
    }

    /** Records the answer to a request that was new. */
    synchronized void answered(String requestId, byte[] reply) {
        CompletableFuture<byte[]> waiting = replies.get(requestId);
        if (waiting != null) {
            waiting.complete(reply);
        }
        forget();
    }

    /** Forgets a request whose execution broke off without an answer. */
    synchronized void failed(String requestId, Throwable reason) {
        CompletableFuture<byte[]> waiting = replies.remove(requestId);
        if (waiting != null) {
            waiting.completeExceptionally(reason);
        }
    }

    private void forget() {
        int left = replies.size();
        for (Iterator<CompletableFuture<byte[]>> each = replies.values().iterator(); each.hasNext(); left--) {
            CompletableFuture<byte[]> reply = each.next();
            boolean large = reply.isDone() && !reply.isCompletedExceptionally() && reply.join().length > LARGE_BYTES;
            if (reply.isDone() && (left > KEPT || large && left > LARGE_KEPT)) {
                each.remove();
            }
        }
    }
}
