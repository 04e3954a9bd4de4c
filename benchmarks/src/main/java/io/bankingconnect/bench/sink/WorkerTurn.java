package io.bankingconnect.bench.sink;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * One connector on the real worker, from the first record that its consumer gave it to the last.
 *
 * <p>The dropping sink is done when it was given the last record; the Parquet sink when the last row is committed to the
 * store and announced.
 */
final class WorkerTurn implements AutoCloseable {

    private static final String COMMITS = "banking.lake.commits";
    private static final Duration POLL = Duration.ofMillis(5);
    private static final long PATIENCE_NS = Duration.ofMinutes(10).toNanos();

    private final ObjectMapper json = new ObjectMapper();
    private final Cluster cluster;
    private final String topic;
    private final long rows;
    private final JMXConnector jmx;
    private final KafkaConsumer<byte[], byte[]> commits;
    private int turns;
    private long fileBytes;

    WorkerTurn(Cluster cluster, String topic, long rows) throws Exception {
        this.cluster = cluster;
        this.topic = topic;
        this.rows = rows;
        jmx = JMXConnectorFactory.connect(new JMXServiceURL(cluster.jmxUrl()));
        commits = new KafkaConsumer<>(
                Map.of("bootstrap.servers", cluster.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        commits.assign(List.of(new TopicPartition(COMMITS, 0)));
        commits.seekToBeginning(commits.assignment());
    }

    /** Rows per second of the sink that drops every record. */
    double dropping() throws Exception {
        return rate(
                Map.of("connector.class", DroppingSinkConnector.class.getName()),
                connector -> read(connector, "sink-record-send-total"));
    }

    /** Rows per second of the Parquet sink, with a group of files per partition every so many rows. */
    double parquet(int flushSize) throws Exception {
        if (rows % ((long) flushSize * TransactionTopic.PARTITIONS) != 0) {
            throw new IllegalArgumentException("The last groups would not be full, and wait for the wall clock");
        }
        Map<String, String> settings = new HashMap<>(cluster.storeSettings());
        settings.put("connector.class", "io.bankingconnect.parquet.ParquetSinkConnector");
        settings.put("topics.dir", "turn-" + turns);
        settings.put("flush.size", Integer.toString(flushSize));
        settings.put("commits.topic", COMMITS);
        settings.put("commits.producer.bootstrap.servers", cluster.bootstrapServers());
        long[] committed = {0};
        fileBytes = 0;
        return rate(settings, connector -> committed[0] += newlyCommitted(connector));
    }

    /** The bytes per row of the files of the last turn of the Parquet sink. */
    double bytesPerRow() {
        return (double) fileBytes / rows;
    }

    private double rate(Map<String, String> settings, ToLongFunction<String> done) throws Exception {
        String connector = "turn-" + turns++;
        Map<String, String> config = new HashMap<>(settings);
        config.put("topics", topic);
        config.put("tasks.max", "1");
        config.put("consumer.override.auto.offset.reset", "earliest");
        String url = cluster.connectUrl() + "/connectors/" + connector;
        cluster.send("PUT", url + "/config", json.writeValueAsString(config));
        try {
            long deadline = System.nanoTime() + PATIENCE_NS;
            await(connector, deadline, () -> read(connector, "sink-record-read-total") > 0);
            long started = System.nanoTime();
            await(connector, deadline, () -> done.applyAsLong(connector) >= rows);
            return rows * 1e9 / (System.nanoTime() - started);
        } finally {
            cluster.send("DELETE", url, "");
        }
    }

    /** Something to wait for. */
    private interface Condition {
        boolean holds();
    }

    private void await(String connector, long deadline, Condition condition) throws Exception {
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(connector + " does not get on: "
                        + cluster.send("GET", cluster.connectUrl() + "/connectors/" + connector + "/status", ""));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private long read(String connector, String metric) {
        try {
            MBeanServerConnection server = jmx.getMBeanServerConnection();
            Object value = server.getAttribute(
                    new ObjectName("kafka.connect:type=sink-task-metrics,connector=" + connector + ",task=0"), metric);
            return ((Number) value).longValue();
        } catch (InstanceNotFoundException e) {
            // The task has not started.
            return 0;
        } catch (Exception e) {
            throw new IllegalStateException("Cannot read " + metric + " of " + connector, e);
        }
    }

    private long newlyCommitted(String connector) {
        long[] count = {0};
        commits.poll(POLL).forEach(event -> {
            JsonNode commit = tree(event.value());
            if (commit.get("connector").asText().equals(connector)) {
                for (JsonNode file : commit.get("files")) {
                    count[0] += file.get("rows").asLong();
                    fileBytes += file.get("bytes").asLong();
                }
            }
        });
        return count[0];
    }

    private JsonNode tree(byte[] event) {
        try {
            return json.readTree(event);
        } catch (IOException e) {
            throw new IllegalStateException("A commit event is no JSON", e);
        }
    }

    @Override
    public void close() throws IOException {
        commits.close();
        jmx.close();
    }
}
