package io.bankingconnect.parquet.commit;

import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeFile;
import io.bankingconnect.lake.LakeStore;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits each record once, whatever crashes, and however many writers believe that the partition is theirs.
 *
 * <p>A group is committed by the compare-and-set that moves {@code nextOffset} in the {@link CommitObject}; its files
 * mean nothing before. At most one group is ever written and not committed, and the next one begins with the same record.
 * So whatever a dead or fenced writer left behind bears names that the next group will use: nothing needs to be deleted,
 * and nothing is, because a store cannot refuse the delayed DELETE of a former writer.
 */
public final class ExactlyOnceCommitter implements PartitionCommitter {

    private static final Logger LOG = LoggerFactory.getLogger(ExactlyOnceCommitter.class);

    private final TopicPartition source;
    private final String connector;
    private final String bucket;
    private final CommitLog log;
    private final TopicIds topicIds;
    private final ConditionalWrites conditionalWrites;
    private final CommitObject object;
    private final UncommittedFiles files;
    private final List<LakeFile> stored = new ArrayList<>();

    /** @param directory the lake's directory in the bucket; may be empty */
    public ExactlyOnceCommitter(
            TopicPartition source,
            String connector,
            LakeStore store,
            String directory,
            CommitLog log,
            TopicIds topicIds,
            ConditionalWrites conditionalWrites) {
        this.source = source;
        this.connector = connector;
        this.bucket = store.bucket();
        this.log = log;
        this.topicIds = topicIds;
        this.conditionalWrites = conditionalWrites;
        this.object = new CommitObject(store, directory, connector, source);
        this.files = new UncommittedFiles(store, source, object);
    }

    @Override
    public OptionalLong takeOver() {
        stored.clear();
        conditionalWrites.require();
        // Before the epoch changes: a worker that is cut off from Kafka must not take a partition from its new owner.
        String topicId = topicIds.of(source.topic()).orElse(null);
        object.takeOver(topicId);
        object.state().pending().forEach(files::empty);
        if (object.state().lastEvent() != null) {
            log.publish(object.state().lastEvent());
        }
        LOG.info(
                "Took {} over with epoch {} at offset {}",
                source,
                epoch(),
                object.state().nextOffset() == CommitState.UNKNOWN
                        ? "of the consumer group"
                        : object.state().nextOffset());
        return object.state().position();
    }

    @Override
    public long epoch() {
        return object.state().epoch();
    }

    @Override
    public CommitEvent commit(SealedGroup group) {
        boolean committed = object.state().nextOffset() == group.endOffset() + 1;
        if (!committed) {
            DeadLetters.await(source, group);
            object.update(state ->
                    state.writing(group.files().stream().map(SealedFile::key).toList()));
            while (stored.size() < group.files().size()) {
                SealedFile file = group.files().get(stored.size());
                stored.add(file.entry(bucket, files.write(file, group.startOffset())));
            }
            object.update(state -> state.committed(group.event(connector, source, state.epoch(), stored)));
        }
        CommitEvent event = object.state().lastEvent();
        log.publish(event);
        stored.clear();
        return event;
    }
}
