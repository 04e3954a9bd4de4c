package io.bankingconnect.parquet.commit;

import io.bankingconnect.lake.LakeStore;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** Carries offsets that a person set over Connect's REST API into the commit objects of a connector that does not run. */
public final class OffsetReset {

    private final LakeStore store;
    private final String directory;
    private final String connector;

    /** @param directory the lake's directory in the bucket; may be empty */
    public OffsetReset(LakeStore store, String directory, String connector) {
        this.store = store;
        this.directory = directory;
        this.connector = connector;
    }

    /**
     * Lets every partition that the connector has in its directory begin anew, as {@link #move} does without an offset.
     *
     * @throws org.apache.kafka.connect.errors.RetriableException if the store is away
     * @throws org.apache.kafka.connect.errors.ConnectException if no retry can mend it
     */
    public void moveAll() {
        for (String key : store.list(CommitObject.prefix(directory))) {
            CommitObject.source(directory, key)
                    .filter(source -> new CommitObject(store, directory, connector, source).isOfThisConnector())
                    .ifPresent(source -> move(source, OptionalLong.empty()));
        }
    }

    /**
     * Moves a partition, and forgets which topic it belonged to.
     *
     * @param offset the offset to go on at, or empty for the one that the consumer group chooses
     * @throws org.apache.kafka.connect.errors.RetriableException if the store is away
     * @throws org.apache.kafka.connect.errors.ConnectException if no retry can mend it
     */
    public void move(TopicPartition source, OptionalLong offset) {
        CommitObject object = new CommitObject(store, directory, connector, source);
        object.takeOver(null);
        UncommittedFiles files = new UncommittedFiles(store, source, object);
        object.state().pending().forEach(files::empty);
        object.update(state -> state.movedTo(offset.orElse(CommitState.UNKNOWN)));
    }
}
