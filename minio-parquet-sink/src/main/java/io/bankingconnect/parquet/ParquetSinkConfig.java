package io.bankingconnect.parquet;

import io.bankingconnect.lake.S3Settings;
import io.bankingconnect.parquet.format.Codec;
import io.bankingconnect.parquet.format.MetadataColumn;
import io.bankingconnect.parquet.layout.LayoutConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The sink's keys. */
final class ParquetSinkConfig extends AbstractConfig {

    static final String FLUSH_SIZE = "flush.size";
    static final String FLUSH_BYTES = "flush.bytes";
    static final String ROTATE_INTERVAL = "rotate.interval.ms";
    static final String MEMORY_BUDGET = "memory.budget.bytes";
    static final String ROTATE_SCHEDULE_INTERVAL = "rotate.schedule.interval.ms";
    static final String CODEC = "parquet.codec";
    static final String SCHEMA_COMPATIBILITY = "schema.compatibility";
    static final String METADATA_COLUMNS = "metadata.columns";
    static final String NULL_VALUES = "behavior.on.null.values";
    static final String COMMITS_TOPIC = "commits.topic";
    static final String COMMITS_PRODUCER = "commits.producer.";
    static final String COMMITS_BOOTSTRAP_SERVERS = COMMITS_PRODUCER + ProducerConfig.BOOTSTRAP_SERVERS_CONFIG;
    static final String DELIVERY_GUARANTEE = "delivery.guarantee";
    static final String TASK_ID = "task.id";

    private static final String FILES = "Files";
    private static final String ROTATION = "Rotation";
    private static final String COMMITS = "Commits";

    static final ConfigDef DEF = LayoutConfig.define(S3Settings.define(new ConfigDef()))
            .define(
                    SCHEMA_COMPATIBILITY,
                    Type.STRING,
                    "NONE",
                    ValidString.in("NONE", "BACKWARD", "FORWARD", "FULL"),
                    Importance.MEDIUM,
                    "What becomes of a record whose schema cannot be merged with those before it, such as text where a"
                            + " number was. NONE: it starts a new group of files. BACKWARD, FORWARD, FULL: it is refused,"
                            + " into the dead-letter queue if there is one. Schemas that can be merged (fields added,"
                            + " dropped, made optional, numbers made wider) share files under any of them.",
                    FILES,
                    2,
                    Width.SHORT,
                    "Schema compatibility")
            .define(
                    NULL_VALUES,
                    Type.STRING,
                    "fail",
                    ValidString.in("fail", "ignore", "write"),
                    Importance.LOW,
                    "What becomes of records without a value, such as the tombstones of a compacted topic. fail: they"
                            + " are refused, into the dead-letter queue if there is one. ignore: they are no row. write:"
                            + " they are rows with __deleted='true' and nothing else but the metadata columns, of which"
                            + " __key must be one. Debezium's deletes are rows without this, by"
                            + " delete.tombstone.handling.mode=rewrite of its flattening transform.",
                    FILES,
                    3,
                    Width.SHORT,
                    "Records without a value")
            .define(
                    METADATA_COLUMNS,
                    Type.LIST,
                    MetadataColumn.DEFAULT.stream().map(MetadataColumn::column).toList(),
                    ParquetSinkConfig::checkMetadataColumns,
                    Importance.MEDIUM,
                    "Columns that the sink adds to the fields of a record. __topic, __partition, __offset: where the"
                            + " record stood, whatever transforms made of it; the warehouse's models need them."
                            + " __timestamp: the Kafka record timestamp; __timestamp_type: CreateTime or LogAppendTime."
                            + " __key: the key, of the type that its converter gave it. __headers: a list of key and"
                            + " value, as text. Records with a field of such a name are refused.",
                    FILES,
                    4,
                    Width.LONG,
                    "Metadata columns")
            .define(
                    FLUSH_SIZE,
                    Type.INT,
                    1_000_000,
                    Range.atLeast(1),
                    Importance.HIGH,
                    "Rows that a topic partition gathers before its open files are written. More make larger files,"
                            + " which scan faster; fewer need less memory.",
                    ROTATION,
                    1,
                    Width.SHORT,
                    "Rows per group of files")
            .define(
                    FLUSH_BYTES,
                    Type.LONG,
                    128L << 20,
                    Range.atLeast(1),
                    Importance.MEDIUM,
                    "Bytes of memory, about those of the files, that a topic partition gathers before its open files"
                            + " are written.",
                    ROTATION,
                    2,
                    Width.SHORT,
                    "Bytes per group of files")
            .define(
                    ROTATE_INTERVAL,
                    Type.LONG,
                    -1L,
                    ParquetSinkConfig::checkInterval,
                    Importance.MEDIUM,
                    "Longest span in milliseconds, by the records' own times, of a group of files. A record that is"
                            + " later than the group's first by so much starts the next one. -1 for no limit.",
                    ROTATION,
                    3,
                    Width.SHORT,
                    "Rotation interval by record time")
            .define(
                    ROTATE_SCHEDULE_INTERVAL,
                    Type.LONG,
                    60_000L,
                    ParquetSinkConfig::checkInterval,
                    Importance.HIGH,
                    "Longest time in milliseconds, by the wall clock, that a record waits for its file, on a quiet"
                            + " topic too. Shorter is fresher and makes smaller files. -1 for no limit.",
                    ROTATION,
                    4,
                    Width.SHORT,
                    "Rotation interval by wall clock")
            .define(
                    MEMORY_BUDGET,
                    Type.LONG,
                    256L << 20,
                    Range.atLeast(1 << 20),
                    Importance.MEDIUM,
                    "Bytes of memory that a task takes for open files and for files on their way to the store. When"
                            + " they are taken, the largest group of files is written early, and if that is not enough,"
                            + " the task reads no more until there is room. Give the worker's heap at least twice the sum"
                            + " over its tasks.",
                    ROTATION,
                    5,
                    Width.SHORT,
                    "Memory budget")
            .define(
                    CODEC,
                    Type.STRING,
                    "zstd",
                    ValidString.in("zstd", "snappy", "gzip", "none"),
                    Importance.LOW,
                    "Compression of the files' pages. zstd is the smallest; snappy is for readers that lack it.",
                    FILES,
                    1,
                    Width.SHORT,
                    "Codec")
            .define(
                    DELIVERY_GUARANTEE,
                    Type.STRING,
                    "exactly_once",
                    ValidString.in("exactly_once", "at_least_once"),
                    Importance.HIGH,
                    "exactly_once commits every record to one file, across crashes, outages and rebalances, with one"
                            + " small object per topic partition below _commits; it needs a store that honours If-Match"
                            + " and If-None-Match. at_least_once is for stores that do not: after a crash records are"
                            + " written again.",
                    COMMITS,
                    1,
                    Width.SHORT,
                    "Delivery guarantee")
            .define(
                    COMMITS_TOPIC,
                    Type.STRING,
                    "banking.lake.commits",
                    ParquetSinkConfig::checkTopic,
                    Importance.HIGH,
                    "Topic that receives one event per group of files, once they are in the store. It needs a long"
                            + " retention and cleanup.policy=delete. It carries a topic's rows from one connector only:"
                            + " give a sink beside another a commits topic of its own.",
                    COMMITS,
                    2,
                    Width.MEDIUM,
                    "Commits topic")
            .define(
                    COMMITS_BOOTSTRAP_SERVERS,
                    Type.STRING,
                    ConfigDef.NO_DEFAULT_VALUE,
                    ParquetSinkConfig::checkServers,
                    Importance.HIGH,
                    "Brokers that hold the commits topic, mostly those of the Connect cluster, as host:port,host:port. Any other producer setting can be given with the same prefix,"
                            + " commits.producer., for example commits.producer.security.protocol.",
                    COMMITS,
                    3,
                    Width.LONG,
                    "Commits brokers");

    ParquetSinkConfig(Map<String, String> props) {
        super(DEF, props, false);
    }

    /**
     * Checks the rules across keys.
     *
     * @throws ConfigException naming the key that breaks one
     */
    void check() {
        ForeignKeys.check(originalsStrings());
        s3().check();
        layout().check(exactlyOnce());
        if (nullValues() == NullValues.WRITE && !metadataColumns().contains(MetadataColumn.KEY)) {
            throw new ConfigException(
                    METADATA_COLUMNS,
                    getList(METADATA_COLUMNS),
                    "with " + NULL_VALUES + "=write a row without a value is told by its key only: add "
                            + MetadataColumn.KEY.column());
        }
        commitsProducer();
    }

    String connector() {
        return originalsStrings().getOrDefault("name", "parquet-sink");
    }

    /** The task's number among the connector's. */
    String task() {
        return originalsStrings().getOrDefault(TASK_ID, "0");
    }

    S3Settings s3() {
        return new S3Settings(this);
    }

    LayoutConfig layout() {
        return new LayoutConfig(this);
    }

    String topicsDir() {
        return layout().topicsDir();
    }

    int flushSize() {
        return getInt(FLUSH_SIZE);
    }

    long flushBytes() {
        return getLong(FLUSH_BYTES);
    }

    long memoryBudgetBytes() {
        return getLong(MEMORY_BUDGET);
    }

    /** The longest span by record time; one that never ends if there is no limit. */
    Duration rotateInterval() {
        return interval(ROTATE_INTERVAL);
    }

    /** The longest wait by the wall clock; one that never ends if there is no limit. */
    Duration rotateScheduleInterval() {
        return interval(ROTATE_SCHEDULE_INTERVAL);
    }

    private Duration interval(String key) {
        long interval = getLong(key);
        return Duration.ofMillis(interval < 0 ? Long.MAX_VALUE : interval);
    }

    Codec codec() {
        return Codec.named(getString(CODEC));
    }

    /** Whether records whose schema cannot be merged with those before are refused. */
    boolean compatibilityDemanded() {
        return !"NONE".equals(getString(SCHEMA_COMPATIBILITY));
    }

    /** The sink's own columns, in the order in which they stand. */
    List<MetadataColumn> metadataColumns() {
        return getList(METADATA_COLUMNS).stream()
                .map(column -> MetadataColumn.named(column).orElseThrow())
                .toList();
    }

    NullValues nullValues() {
        return NullValues.valueOf(getString(NULL_VALUES).toUpperCase(Locale.ROOT));
    }

    boolean exactlyOnce() {
        return "exactly_once".equals(getString(DELIVERY_GUARANTEE));
    }

    String commitsTopic() {
        return getString(COMMITS_TOPIC);
    }

    /** The settings of the events' producer: the user's, over defaults that answer soon when the brokers are away. */
    Map<String, Object> commitsProducer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, connector() + "-commits-" + task());
        // An event lists every file of its group with its columns: repetitive text that packs well.
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 32 << 20);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        settings.putAll(originalsWithPrefix(COMMITS_PRODUCER));
        require(settings, ProducerConfig.ACKS_CONFIG, "all", "-1");
        require(settings, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true", "TRUE");
        return settings;
    }

    private static void require(Map<String, Object> settings, String name, String value, String synonym) {
        Object given = settings.putIfAbsent(name, value);
        if (given != null && !value.equals(given) && !synonym.equals(given)) {
            throw new ConfigException(
                    COMMITS_PRODUCER + name, given, "commit events must not be lost: leave it out, or " + value);
        }
    }

    private static void checkMetadataColumns(String key, Object value) {
        List<?> columns = (List<?>) value;
        for (Object column : columns) {
            if (MetadataColumn.named((String) column).isEmpty()) {
                String known = Arrays.stream(MetadataColumn.values())
                        .map(MetadataColumn::column)
                        .collect(Collectors.joining(", "));
                throw new ConfigException(key, value, "there is no column " + column + "; there are " + known);
            }
        }
        if (Set.copyOf(columns).size() < columns.size()) {
            throw new ConfigException(key, value, "name each column once");
        }
    }

    private static void checkTopic(String key, Object value) {
        String topic = (String) value;
        if (!topic.matches("[a-zA-Z0-9._-]{1,249}") || topic.matches("\\.{1,2}")) {
            throw new ConfigException(key, value, "not a topic's name; use letters, digits, '.', '_' and '-'");
        }
    }

    private static void checkServers(String key, Object value) {
        for (String server : ((String) value).split(",", -1)) {
            if (!server.strip().matches(".*[^:]:[0-9]{1,5}")) {
                throw new ConfigException(key, value, "write host:port,host:port, for example kafka:9092");
            }
        }
    }

    private static void checkInterval(String key, Object value) {
        long interval = (long) value;
        if (interval != -1 && interval < 1) {
            throw new ConfigException(key, value, "give milliseconds, at least 1, or -1 for no limit");
        }
    }
}
