package io.bankingconnect.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankingconnect.testing.ReadmeKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParquetSinkConfigTest {

    private static final Map<String, String> SOUND = Map.of(
            "s3.bucket.name", "lake",
            "commits.producer.bootstrap.servers", "kafka:9092",
            "topics", "banking.public.accounts");

    @Test
    void everyKeyIsDocumentedForTheConnectRestApi() {
        assertThat(ParquetSinkConfig.DEF.configKeys().values()).allSatisfy(key -> {
            assertThat(key.documentation).as(key.name).isNotBlank();
            assertThat(key.group).as(key.name).isNotBlank();
            assertThat(key.displayName).as(key.name).isNotBlank();
            assertThat(key.orderInGroup).as(key.name).isPositive();
        });
    }

    @Test
    void aSoundConfigurationHasNoErrors() {
        assertThat(errors(Map.of())).isEmpty();
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "s3.bucket.name,'',s3.bucket.name",
        "store.url,minio:9000,store.url",
        "topics.dir,../up,topics.dir",
        "topics.dir,a//b,topics.dir",
        "flush.size,0,flush.size",
        "flush.size,many,flush.size",
        "rotate.schedule.interval.ms,0,rotate.schedule.interval.ms",
        "rotate.schedule.interval.ms,-2,rotate.schedule.interval.ms",
        "parquet.codec,lzo,parquet.codec",
        "behavior.on.null.values,drop,behavior.on.null.values",
        "commits.topic,'',commits.topic",
        "commits.topic,lake commits,commits.topic",
        "commits.producer.bootstrap.servers,kafka,commits.producer.bootstrap.servers",
        "commits.producer.bootstrap.servers,'kafka:9092,',commits.producer.bootstrap.servers",
        "aws.access.key.id,me,aws.secret.access.key",
        "aws.secret.access.key,hunter2,aws.access.key.id",
        "commits.producer.acks,1,commits.producer.bootstrap.servers"
    })
    void aBadSettingIsRefusedOnTheKeyToMend(String key, String value, String blamed) {
        Map<String, List<String>> errors = errors(Map.of(key, value));

        assertThat(errors).containsOnlyKeys(blamed);
        assertThat(errors.get(blamed).get(0)).contains(key).doesNotContain("hunter2");
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "format.class,io.confluent.connect.s3.format.json.JsonFormat",
        "s3.ssea.name,AES256",
        "store.kafka.keys,true",
        "s3.credentials.provider.class,com.example.Mine",
        "s3.credentials.provider.sts.role.arn,arn",
        "s3.sse.kms.key.id,key",
        "hive.integration,true",
        "file.name.template,x",
        "aws.s3.prefix.template,raw/",
        "aws.sts.role.arn,arn",
        "aws_s3_bucket,lake",
        "file.compression.type,snappy",
        "format.output.fields,'key,value'",
        "connect.s3.kcql,insert into lake select * from t",
        "aws.s3.bucket.name,lake"
    })
    void aKeyOfAnotherSinkThatCannotBeHonouredIsRefusedWithTheWayOut(String key, String value) {
        Map<String, List<String>> errors = errors(Map.of(key, value));

        assertThat(errors).containsOnlyKeys(key);
        assertThat(errors.get(key).get(0))
                .startsWith("Invalid value for configuration " + key + ": this sink does not have it; ");
    }

    @Test
    void aParquetConfigurationOfTheConfluentSinkWorksWithAnotherClassAndTheCommitsBrokers() {
        assertThat(errors(Map.ofEntries(
                        Map.entry("storage.class", "io.confluent.connect.s3.storage.S3Storage"),
                        Map.entry("format.class", "io.confluent.connect.s3.format.parquet.ParquetFormat"),
                        Map.entry("partitioner.class", "io.confluent.connect.storage.partitioner.TimeBasedPartitioner"),
                        Map.entry("path.format", "'year'=YYYY/'month'=MM/'day'=dd/'hour'=HH"),
                        Map.entry("partition.duration.ms", "3600000"),
                        Map.entry("locale", "en-US"),
                        Map.entry("timezone", "UTC"),
                        Map.entry("timestamp.extractor", "RecordField"),
                        Map.entry("timestamp.field", "created_at"),
                        Map.entry("s3.part.size", "5242880"),
                        Map.entry("s3.region", "eu-central-1"),
                        Map.entry("flush.size", "1000"),
                        Map.entry("rotate.interval.ms", "60000"),
                        Map.entry("rotate.schedule.interval.ms", "600000"),
                        Map.entry("parquet.codec", "snappy"),
                        Map.entry("schema.compatibility", "BACKWARD"),
                        Map.entry("behavior.on.null.values", "ignore"),
                        Map.entry("store.kafka.keys", "false"),
                        Map.entry("schema.generator.class", "io.confluent.DefaultSchemaGenerator"))))
                .isEmpty();
    }

    @Test
    void everyKeyToMendIsNamedAtOnce() {
        assertThat(errors(Map.of("flush.size", "0", "s3.acl.canned", "private", "store.kafka.keys", "true")))
                .containsOnlyKeys("flush.size", "s3.acl.canned", "store.kafka.keys");
    }

    @Test
    void aRowInATombstonesPlaceNeedsTheKey() {
        assertThat(errors(Map.of("behavior.on.null.values", "write")))
                .isEqualTo(Map.of(
                        "metadata.columns",
                        List.of(
                                "Invalid value [__topic, __partition, __offset] for configuration metadata.columns: with"
                                        + " behavior.on.null.values=write a row without a value is told by its key only: add"
                                        + " __key")));
        assertThat(errors(Map.of("behavior.on.null.values", "write", "metadata.columns", "__offset,__key")))
                .isEmpty();
    }

    @Test
    void aKeyThatNobodyReadsIsFoundForTheLog() {
        assertThat(ForeignKeys.withoutEffect(Map.of(
                        "name", "lake",
                        "connector.class", "ParquetSink",
                        "flush.size", "10",
                        "flush.sise", "10",
                        "s3.part.size", "5242880",
                        "transforms.flatten.type", "io.debezium.transforms.ExtractNewRecordState",
                        "consumer.override.isolation.level", "read_committed",
                        "commits.producer.acks", "all",
                        "task.id", "0")))
                .containsExactly("flush.sise", "s3.part.size");
    }

    @Test
    void aStoreThatRefusesIsFoundOutBeforeATaskStarts() {
        TaskHarness world = new TaskHarness(Map.of());
        world.store.fates(() -> {
            throw new ConnectException("bucket \"lake\" does not exist");
        });

        assertThat(errors(world, SOUND)).isEqualTo(Map.of("s3.bucket.name", List.of("bucket \"lake\" does not exist")));
    }

    @Test
    void aStoreThatIsAwayDoesNotMakeAConfigurationWrong() {
        TaskHarness world = new TaskHarness(Map.of());
        world.store.goAway();

        assertThat(errors(world, SOUND)).isEmpty();
    }

    @Test
    void theProducerCannotLoseEventsAndAnswersBeforeTheConsumerIsThrownOut() {
        Map<String, String> props = new HashMap<>(SOUND);
        props.put("name", "lake");
        props.put("commits.producer.security.protocol", "SASL_SSL");

        assertThat(new ParquetSinkConfig(props).commitsProducer())
                .containsEntry("bootstrap.servers", "kafka:9092")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("acks", "all")
                .containsEntry("enable.idempotence", "true")
                .containsEntry("delivery.timeout.ms", 30_000)
                .containsEntry("client.id", "lake-commits-0");
    }

    @Test
    void aDirectoryIsTakenWithoutTheSlashesAroundIt() {
        Map<String, String> props = new HashMap<>(SOUND);
        props.put("topics.dir", "/lake/raw/");

        assertThat(new ParquetSinkConfig(props).topicsDir()).isEqualTo("lake/raw");
    }

    @Test
    void theConnectorIsListedForServiceDiscovery() {
        assertThat(ServiceLoader.load(SinkConnector.class).stream().map(ServiceLoader.Provider::type))
                .contains(ParquetSinkConnector.class);
    }

    @Test
    void theReadmeListsTheKeysAsTheyAre() throws IOException {
        ReadmeKeys.check(Path.of("README.md"), new ParquetSinkConnector());
    }

    private static Map<String, List<String>> errors(Map<String, String> changes) {
        Map<String, String> props = new HashMap<>(SOUND);
        props.putAll(changes);
        return errors(new TaskHarness(Map.of()), props);
    }

    private static Map<String, List<String>> errors(TaskHarness world, Map<String, String> props) {
        Map<String, List<String>> errors = new HashMap<>();
        Config result = new ParquetSinkConnector(world.backends()).validate(props);
        for (ConfigValue value : result.configValues()) {
            if (!value.errorMessages().isEmpty()) {
                errors.put(value.name(), value.errorMessages());
            }
        }
        return errors;
    }
}
