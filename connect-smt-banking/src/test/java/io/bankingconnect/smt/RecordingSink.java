package io.bankingconnect.smt;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** A sink that keeps what it gets, by the connector's name. */
public final class RecordingSink extends SinkConnector {

    private static final Map<String, Queue<SinkRecord>> RECORDS = new ConcurrentHashMap<>();

    private Map<String, String> props;

    static List<SinkRecord> records(String connector) {
        return List.copyOf(RECORDS.getOrDefault(connector, new ConcurrentLinkedQueue<>()));
    }

    @Override
    public void start(Map<String, String> props) {
        this.props = props;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return RecordingTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(props);
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef();
    }

    @Override
    public String version() {
        return "test";
    }

    /** Keeps the records. */
    public static final class RecordingTask extends SinkTask {

        private Queue<SinkRecord> records;

        @Override
        public void start(Map<String, String> props) {
            records = RECORDS.computeIfAbsent(props.get("name"), name -> new ConcurrentLinkedQueue<>());
        }

        @Override
        public void put(Collection<SinkRecord> batch) {
            records.addAll(batch);
        }

        @Override
        public void stop() {}

        @Override
        public String version() {
            return "test";
        }
    }
}
