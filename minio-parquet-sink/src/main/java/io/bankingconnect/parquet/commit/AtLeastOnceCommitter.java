package io.bankingconnect.parquet.commit;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeFile;
import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.LakeStore.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Needs nothing of the store but PUT. A crash between a file and the report of its offset writes the records again, and
 * two writers of a partition do not notice each other.
 */
public final class AtLeastOnceCommitter implements PartitionCommitter {

    private static final long NO_EPOCH = 0;

    private final TopicPartition source;
    private final String connector;
    private final LakeStore store;
    private final CommitLog log;
    private final List<LakeFile> stored = new ArrayList<>();

    public AtLeastOnceCommitter(TopicPartition source, String connector, LakeStore store, CommitLog log) {
        this.source = source;
        this.connector = connector;
        this.store = store;
        this.log = log;
    }

    @Override
    public OptionalLong takeOver() {
        return OptionalLong.empty();
    }

    @Override
    public long epoch() {
        return NO_EPOCH;
    }

    @Override
    public CommitEvent commit(SealedGroup group) {
        DeadLetters.await(source, group);
        while (stored.size() < group.files().size()) {
            SealedFile file = group.files().get(stored.size());
            stored.add(file.entry(store.bucket(), store.put(file.key(), file.content(), new Condition.None())));
        }
        CommitEvent event = group.event(connector, source, NO_EPOCH, stored);
        log.publish(event);
        stored.clear();
        return event;
    }
}
