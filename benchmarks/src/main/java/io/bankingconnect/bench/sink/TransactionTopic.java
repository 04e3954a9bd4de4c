package io.bankingconnect.bench.sink;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of transactions in Avro, with their schema in the registry, as Confluent's converter writes them. */
final class TransactionTopic {

    static final int PARTITIONS = 4;

    private static final String SCHEMA = """
        {"type": "record", "name": "Transaction", "namespace": "banking", "fields": [
          {"name": "id", "type": "long"},
          {"name": "account_id", "type": "long"},
          {"name": "txn_type", "type": "string"},
          {"name": "amount", "type": {"type": "bytes", "logicalType": "decimal", "precision": 18, "scale": 2}},
          {"name": "currency", "type": "string"},
          {"name": "merchant", "type": ["null", "string"], "default": null},
          {"name": "channel", "type": "string"},
          {"name": "reference", "type": "string"},
          {"name": "status", "type": "string"},
          {"name": "created_at",
           "type": {"type": "long", "connect.name": "io.debezium.time.MicroTimestamp", "connect.version": 1}}]}\
        """;

    private TransactionTopic() {}

    /** Makes the topic and fills it, its rows spread evenly over its partitions. */
    static void fill(Cluster cluster, String topic, long rows) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", cluster.bootstrapServers(), "linger.ms", 20);
        try (Admin admin = Admin.create(settings)) {
            NewTopic filled = new NewTopic(topic, Optional.of(PARTITIONS), Optional.empty());
            // Its records' times are in the past.
            admin.createTopics(List.of(filled.configs(Map.of("retention.ms", "-1"))))
                    .all()
                    .get();
        }
        int schemaId = register(cluster, topic);
        Transactions transactions = new Transactions(20260131);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long row = 0; row < rows; row++) {
                Transaction transaction = transactions.next();
                producer.send(new ProducerRecord<>(
                        topic,
                        (int) (row % PARTITIONS),
                        transaction.createdAtMicros() / 1_000,
                        null,
                        encoded(schemaId, transaction)));
            }
        }
    }

    private static int register(Cluster cluster, String topic) throws Exception {
        ObjectMapper json = new ObjectMapper();
        String answer = cluster.send(
                "POST",
                cluster.registryUrl() + "/subjects/" + topic + "-value/versions",
                // In the form in which the converter will ask for it.
                json.writeValueAsString(Map.of("schema", json.readTree(SCHEMA).toString())));
        return json.readTree(answer).get("id").asInt();
    }

    private static byte[] encoded(int schemaId, Transaction transaction) {
        ByteBuffer out = ByteBuffer.allocate(256).put((byte) 0).putInt(schemaId);
        number(out, transaction.id());
        number(out, transaction.accountId());
        text(out, transaction.type());
        bytes(out, transaction.amount().unscaledValue().toByteArray());
        text(out, transaction.currency());
        number(out, transaction.merchant() == null ? 0 : 1);
        if (transaction.merchant() != null) {
            text(out, transaction.merchant());
        }
        text(out, transaction.channel());
        text(out, transaction.reference());
        text(out, transaction.status());
        number(out, transaction.createdAtMicros());
        byte[] encoded = new byte[out.position()];
        out.flip().get(encoded);
        return encoded;
    }

    /** Avro's zigzag numbers of any length. */
    private static void number(ByteBuffer out, long value) {
        long rest = value << 1 ^ value >> 63;
        while ((rest & ~0x7FL) != 0) {
            out.put((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static void text(ByteBuffer out, String text) {
        bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(ByteBuffer out, byte[] bytes) {
        number(out, bytes.length);
        out.put(bytes);
    }
}
