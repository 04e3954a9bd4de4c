package io.bankingconnect.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bankingconnect.lake.CommitEvent;
import io.bankingconnect.lake.LakeFile;
import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.LakeStore.StoredObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.connect.util.clusters.EmbeddedKafkaCluster;

/** What the commit objects, the files and the events of one topic say, each for itself. */
final class Ledger {

    private final LakeStore store;
    private final EmbeddedKafkaCluster kafka;
    private final String commitsTopic;
    private final String topic;
    private final int partitions;

    Ledger(LakeStore store, EmbeddedKafkaCluster kafka, String commitsTopic, String topic, int partitions) {
        this.store = store;
        this.kafka = kafka;
        this.commitsTopic = commitsTopic;
        this.topic = topic;
        this.partitions = partitions;
    }

    /** The rows committed so far, as the commit objects say. */
    long committed() throws IOException {
        long rows = 0;
        for (int partition = 0; partition < partitions; partition++) {
            Optional<StoredObject> object = store.get("_commits/" + topic + "/" + partition + ".json");
            if (object.isPresent()) {
                JsonNode state = new ObjectMapper().readTree(object.get().content());
                rows += Math.max(0, state.get("nextOffset").asLong());
            }
        }
        return rows;
    }

    /**
     * Reads every file and every event.
     *
     * @param produced the rows that there must be
     * @param directory where to lay the files down
     */
    void assertExactlyOnce(long produced, Path directory) throws Exception {
        String table = topic.substring(topic.lastIndexOf('.') + 1);
        try (Lake lake = Lake.in(directory).with(store, table + "/")) {
            assertThat(lake.query("SELECT count(*), count(DISTINCT (__partition, __offset)) FROM LAKE"))
                    .as("rows of all files, and different ones")
                    .containsExactly(produced + "|" + produced);
        }
        List<CommitEvent> events = events();
        for (int partition = 0; partition < partitions; partition++) {
            int number = partition;
            List<CommitEvent> ofPartition =
                    events.stream().filter(event -> event.partition() == number).toList();
            long last = ofPartition.get(ofPartition.size() - 1).endOffset();
            ParquetSinkTaskTest.assertContiguous(ofPartition, 0, last);
        }
        assertThat(events.stream()
                        .flatMap(event -> event.files().stream())
                        .mapToLong(LakeFile::rows)
                        .sum())
                .as("rows of all events")
                .isEqualTo(produced);
    }

    private List<CommitEvent> events() throws Exception {
        List<CommitEvent> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : kafka.consumeAll(60_000, commitsTopic)) {
            events.add(CommitEvent.of(new String(record.value(), StandardCharsets.UTF_8)));
        }
        return events.stream()
                .filter(event -> event.topic().equals(topic))
                .distinct()
                .toList();
    }
}
