package io.bankingconnect.parquet.commit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.LakeStore.Condition;
import io.bankingconnect.lake.PreconditionFailedException;
import java.util.UUID;
import org.apache.kafka.connect.errors.ConnectException;

/** Finds out whether a store honours the conditions of conditional writes. Safe for use by several threads. */
public final class ConditionalWrites {

    private final LakeStore store;
    private final String key;
    private boolean honoured;

    /** @param directory the lake's directory in the bucket; may be empty */
    public ConditionalWrites(LakeStore store, String directory) {
        this.store = store;
        this.key = (directory.isEmpty() ? "" : directory + "/") + "_commits/_conditional-writes";
    }

    /**
     * Tries the store, unless it passed before.
     *
     * @throws ConnectException if it ignores a condition
     * @throws org.apache.kafka.connect.errors.RetriableException if it is away
     */
    public synchronized void require() {
        if (honoured) {
            return;
        }
        store.put(key, content(), new Condition.None());
        refuseUnlessRefused("If-None-Match", new Condition.Absent());
        refuseUnlessRefused("If-Match", new Condition.Unchanged("0123456789abcdef0123456789abcdef"));
        honoured = true;
    }

    private void refuseUnlessRefused(String header, Condition impossible) {
        try {
            store.put(key, content(), impossible);
        } catch (PreconditionFailedException e) {
            return;
        }
        throw new ConnectException("The store of bucket \"" + store.bucket() + "\" at " + store.place() + " ignores "
                + header + ", so two writers could overwrite each other: upgrade it, or set"
                + " delivery.guarantee=at_least_once");
    }

    private static byte[] content() {
        return ("Shows that this store honours conditional writes. " + UUID.randomUUID()).getBytes(UTF_8);
    }
}
