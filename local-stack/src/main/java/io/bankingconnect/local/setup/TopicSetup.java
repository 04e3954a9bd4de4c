package io.bankingconnect.local.setup;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Makes the topics of {@code kafka/topics.json}. */
public final class TopicSetup {

    private static final short REPLICATION = 1;

    private TopicSetup() {}

    private record Topic(String name, int partitions, Map<String, String> config) {

        NewTopic newTopic() {
            return new NewTopic(name, partitions, REPLICATION).configs(config == null ? Map.of() : config);
        }
    }

    /** Creates all the topics of the file. */
    public static void install(Admin admin, Path file) throws IOException, ExecutionException, InterruptedException {
        List<Topic> topics = new ObjectMapper().readValue(Files.readString(file), new TypeReference<>() {});
        admin.createTopics(topics.stream().map(Topic::newTopic).toList()).all().get();
    }
}
