package io.bankingconnect.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.runtime.rest.entities.ConfigInfos;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.util.clusters.EmbeddedConnectCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All transforms and predicates on a real worker, in a source connector and in a sink, with Avro between them. */
class BankingTransformsClusterTest {

    private static final String CONVERTER = "io.confluent.connect.avro.AvroConverter";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);

    private static EmbeddedConnectCluster connect;

    @BeforeAll
    static void startCluster(@TempDir Path plugins) throws IOException {
        addAvroConverter(plugins.resolve("avro"));
        connect = new EmbeddedConnectCluster.Builder()
                .name("transforms")
                .numWorkers(1)
                .workerProps(new HashMap<>(Map.of(
                        "plugin.path", plugins.toString(),
                        "plugin.discovery", "service_load",
                        "offset.flush.interval.ms", "500")))
                .build();
        connect.start();
        List.of("in.source", "in.sink", "dlq.source", "dlq.sink")
                .forEach(topic -> connect.kafka().createTopic(topic, 1));
    }

    @AfterAll
    static void stopCluster() {
        connect.stop();
    }

    @Test
    void theSameComesOutWhetherTheyRunInASourceOrInASink() {
        connect.configureConnector("source-with", source("in.source", true));
        connect.configureConnector("source-without", source("in.sink", false));
        connect.configureConnector("sink-without", sink("in.source,dlq.source", false));
        connect.configureConnector("sink-with", sink("in.sink", true));

        int expected = EventSource.records("in").size();
        await().atMost(LONG_ENOUGH).untilAsserted(() -> {
            assertThat(RecordingSink.records("sink-without")).hasSize(expected);
            assertThat(RecordingSink.records("sink-with")).hasSize(expected);
        });
        List<SinkRecord> ofSource = RecordingSink.records("sink-without");
        List<SinkRecord> ofSink = RecordingSink.records("sink-with");
        assertThat(described(ofSource)).containsExactlyInAnyOrderElementsOf(described(ofSink));

        List<SinkRecord> updates = ofSource.stream()
                .filter(record -> record.value() instanceof Struct value
                        && value.schema().field("op") != null
                        && value.getString("op").equals("u"))
                .toList();
        assertThat(updates).singleElement().satisfies(update -> {
            Struct after = ((Struct) update.value()).getStruct("after");
            assertThat(after.getString("last_name")).matches("1\\.[0-9a-f]{32}");
            assertThat(after.getString("email")).matches("1\\.[0-9a-f]{32}@example\\.org");
            assertThat(after.getString("card_number")).isEqualTo("4111 11** **** 1111");
            assertThat(after.get("amount")).isEqualTo(new BigDecimal("12.5000"));
            assertThat(after.getString("__audit_op")).isEqualTo("u");
            assertThat(after.getString("__audit_changed_fields")).isEqualTo("amount,status");
            assertThat(after.getInt64("__audit_lsn")).isEqualTo(4711);
            assertThat(update.headers()).extracting(Header::key).containsExactly("large", "eur", "envelope");
            assertThat(((Struct) update.key()).getString("id")).matches("1\\.[0-9a-f]{32}");
        });
        assertThat(ofSource)
                .filteredOn(record -> record.topic().equals("dlq.source"))
                .singleElement()
                .satisfies(record -> assertThat(
                                record.headers().lastWithName("__violations").value())
                        .isEqualTo("currency_known"));
        assertThat(ofSource.toString()).doesNotContain("Lovelace", "4111111111111111", "4111 1111 1111 1111");
    }

    @Test
    void aWrongSettingIsRefusedWhenTheConnectorIsPosted() {
        Map<String, String> config = source("in.source", true);
        config.put("name", "refused");
        config.put("transforms.tokens.key", "c2hvcnQ=");
        config.put("transforms.rules.rules", "r: amount >");
        config.put("transforms.money.rounding.mode", "HALF");
        config.put("predicates.large.threshold", "lots");
        config.put("transforms.tokens.output", "digits");
        config.put("transforms.tokens.key.id", "k1");

        ConfigInfos validated = connect.validateConnectorConfig(EventSource.class.getName(), config);

        assertThat(validated.configs())
                .filteredOn(info -> !info.configValue().errors().isEmpty())
                .extracting(info -> info.configValue().name())
                .containsExactlyInAnyOrder(
                        "transforms.tokens.key",
                        "transforms.tokens.key.id",
                        "transforms.rules.rules",
                        "transforms.money.rounding.mode",
                        "predicates.large.threshold");
    }

    private static Map<String, String> source(String topic, boolean transformed) {
        Map<String, String> config = connector(EventSource.class);
        config.put(EventSource.TOPIC, topic);
        if (transformed) {
            config.putAll(transforms("dlq.source"));
        }
        return config;
    }

    private static Map<String, String> sink(String topics, boolean transformed) {
        Map<String, String> config = connector(RecordingSink.class);
        config.put("topics", topics);
        if (transformed) {
            config.putAll(transforms("dlq.sink"));
        }
        return config;
    }

    private static Map<String, String> connector(Class<?> type) {
        return new HashMap<>(Map.of(
                "connector.class", type.getName(),
                "tasks.max", "1",
                "key.converter", CONVERTER,
                "key.converter.schema.registry.url", "mock://transforms",
                "value.converter", CONVERTER,
                "value.converter.schema.registry.url", "mock://transforms",
                "value.converter.value.subject.name.strategy",
                        "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy"));
    }

    private static Map<String, String> transforms(String routeTopic) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("transforms", "drift,rules,tokens,keys,pan,money,audit,large,eur,snapshot,envelope");
        transform(config, "drift", "SchemaDriftGuard$Value", "on.added", "fail");
        transform(
                config,
                "rules",
                "ValidateRules",
                "rules",
                "currency_known: currency in ('EUR', 'GBP')",
                "on.violation",
                "route",
                "route.topic",
                routeTopic);
        transform(
                config,
                "tokens",
                "TokenizePii$Value",
                "fields",
                "first_name,last_name,email",
                "key",
                Transforms.KEY,
                "preserve.email.domain",
                "true");
        transform(config, "keys", "TokenizePii$Key", "fields", "id", "key", Transforms.KEY, "on.missing", "ignore");
        transform(config, "pan", "MaskPan$Value", "fields", "card_number");
        transform(config, "money", "NormalizeMoney$Value", "fields", "amount", "scale", "4");
        transform(config, "audit", "CdcAudit");
        config.put("transforms.drift.predicate", "change");
        for (String predicate : List.of("large", "eur", "snapshot", "envelope")) {
            config.put("transforms." + predicate + ".type", "org.apache.kafka.connect.transforms.InsertHeader");
            config.put("transforms." + predicate + ".header", predicate);
            config.put("transforms." + predicate + ".value.literal", "yes");
            config.put("transforms." + predicate + ".predicate", predicate);
        }
        config.put("predicates", "large,change,eur,snapshot,envelope");
        predicate(config, "large", "AmountAbove", "field", "amount", "threshold", "12");
        predicate(config, "change", "HasOperation", "operations", "c,u,d");
        predicate(config, "eur", "FieldMatches", "field", "currency", "pattern", "EUR");
        predicate(config, "snapshot", "IsSnapshot");
        predicate(config, "envelope", "IsEnvelope");
        return config;
    }

    private static void transform(Map<String, String> config, String alias, String type, String... settings) {
        config.put("transforms." + alias + ".type", "io.bankingconnect.smt." + type);
        Transforms.map(settings).forEach((key, value) -> config.put("transforms." + alias + "." + key, value));
    }

    private static void predicate(Map<String, String> config, String alias, String type, String... settings) {
        config.put("predicates." + alias + ".type", "io.bankingconnect.smt." + type);
        Transforms.map(settings).forEach((key, value) -> config.put("predicates." + alias + "." + key, value));
    }

    /** What a record is, apart from where it came from. */
    private static List<String> described(List<SinkRecord> records) {
        return records.stream()
                .map(record -> record.topic().split("\\.")[0] + " " + record.key() + " " + record.value() + " "
                        + record.headers())
                .toList();
    }

    /** The converter has no service file of its own, so a small jar beside it names it. */
    private static void addAvroConverter(Path plugin) throws IOException {
        Files.createDirectories(plugin);
        Path jar = Path.of(System.getProperty("avro.converter.jar"));
        Files.createSymbolicLink(plugin.resolve(jar.getFileName()), jar);
        try (JarOutputStream services = new JarOutputStream(Files.newOutputStream(plugin.resolve("services.jar")))) {
            services.putNextEntry(new JarEntry("META-INF/services/" + Converter.class.getName()));
            services.write(CONVERTER.getBytes(StandardCharsets.UTF_8));
        }
    }
}
