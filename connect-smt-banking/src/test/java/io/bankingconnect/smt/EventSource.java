package io.bankingconnect.smt;

import io.bankingconnect.smt.Event.Form;
import io.bankingconnect.smt.Event.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/** A source that sends an envelope of every kind once: one that breaks a rule, a heartbeat and a tombstone among them. */
public final class EventSource extends SourceConnector {

    static final String TOPIC = "topic";

    private Map<String, String> props;

    @Override
    public void start(Map<String, String> props) {
        this.props = props;
    }

    @Override
    public Class<? extends Task> taskClass() {
        return EventSourceTask.class;
    }

    @Override
    public List<Map<String, String>> taskConfigs(int maxTasks) {
        return List.of(props);
    }

    @Override
    public void stop() {}

    @Override
    public ConfigDef config() {
        return new ConfigDef().define(TOPIC, ConfigDef.Type.STRING, ConfigDef.Importance.HIGH, "Topic.");
    }

    @Override
    public String version() {
        return "test";
    }

    static List<SourceRecord> records(String topic) {
        List<SourceRecord> records = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            records.add(to(topic, Event.struct(Form.ENVELOPE, operation).record()));
        }
        records.add(to(topic, Event.struct(Form.ENVELOPE, Operation.CREATE).record(Map.of("currency", "XXX"))));
        Schema heartbeat = SchemaBuilder.struct()
                .name("io.debezium.connector.common.Heartbeat")
                .field("ts_ms", Schema.INT64_SCHEMA)
                .build();
        records.add(new SourceRecord(Map.of(), Map.of(), topic, heartbeat, new Struct(heartbeat).put("ts_ms", 1L)));
        return records;
    }

    private static SourceRecord to(String topic, SourceRecord record) {
        return record.newRecord(
                topic,
                null,
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp());
    }

    /** Sends the records. */
    public static final class EventSourceTask extends SourceTask {

        private List<SourceRecord> left;

        @Override
        public void start(Map<String, String> props) {
            left = records(props.get(TOPIC));
        }

        @Override
        public List<SourceRecord> poll() throws InterruptedException {
            List<SourceRecord> batch = left;
            left = null;
            if (batch == null) {
                // Connect polls again at once when nothing comes back.
                Thread.sleep(100);
            }
            return batch;
        }

        @Override
        public void stop() {}

        @Override
        public String version() {
            return "test";
        }
    }
}
