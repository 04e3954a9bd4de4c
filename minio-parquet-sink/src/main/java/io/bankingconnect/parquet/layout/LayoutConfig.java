package io.bankingconnect.parquet.layout;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.NonEmptyString;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys that say where in the bucket a record goes, with the names that other S3 sinks use. */
public final class LayoutConfig {

    public static final String TOPICS_DIR = "topics.dir";
    public static final String PARTITIONER = "partitioner.class";
    public static final String FIELD_NAME = "partition.field.name";
    public static final String DURATION = "partition.duration.ms";
    public static final String PATH_FORMAT = "path.format";
    public static final String LOCALE = "locale";
    public static final String TIMEZONE = "timezone";
    public static final String EXTRACTOR = "timestamp.extractor";
    public static final String TIMESTAMP_FIELD = "timestamp.field";
    public static final String DIRECTORY_DELIMITER = "directory.delim";
    public static final String FILE_DELIMITER = "file.delim";
    public static final String OFFSET_WIDTH = "filename.offset.zero.pad.width";

    private static final String GROUP = "Layout";
    private static final String DAILY = "'year'=YYYY/'month'=MM/'day'=dd";
    private static final String HOURLY = DAILY + "/'hour'=HH";

    private final AbstractConfig config;

    /** Reads the settings out of a configuration made with {@link #define}. */
    public LayoutConfig(AbstractConfig config) {
        this.config = config;
    }

    /** Adds the keys to a definition. */
    public static ConfigDef define(ConfigDef def) {
        return def.define(
                        TOPICS_DIR,
                        Type.STRING,
                        "topics",
                        LayoutConfig::checkDirectory,
                        Importance.MEDIUM,
                        "Directory of the bucket below which everything stands. Empty for the bucket's root.",
                        GROUP,
                        1,
                        Width.MEDIUM,
                        "Directory")
                .define(
                        PARTITIONER,
                        Type.STRING,
                        "TableDatePartitioner",
                        LayoutConfig::checkPartitioner,
                        Importance.MEDIUM,
                        "Directories of a record. TableDatePartitioner: <table>/<yyyy>/<MM>/<dd>, the table being what"
                                + " follows the topic's last dot. DefaultPartitioner: <topic>/partition=<n>."
                                + " TimeBasedPartitioner: <topic>/<path.format>; DailyPartitioner and HourlyPartitioner:"
                                + " the same with year=, month=, day= (and hour=). FieldPartitioner:"
                                + " <topic>/<field>=<value>. Names with a package before them are taken, too.",
                        GROUP,
                        2,
                        Width.MEDIUM,
                        "Partitioner")
                .define(
                        FIELD_NAME,
                        Type.LIST,
                        "",
                        Importance.MEDIUM,
                        "Fields that FieldPartitioner makes directories of, in order.",
                        GROUP,
                        3,
                        Width.MEDIUM,
                        "Partition fields")
                .define(
                        PATH_FORMAT,
                        Type.STRING,
                        "",
                        Importance.MEDIUM,
                        "Pattern of TimeBasedPartitioner's directories, for example 'year'=YYYY/'month'=MM/'day'=dd.",
                        GROUP,
                        4,
                        Width.LONG,
                        "Path format")
                .define(
                        DURATION,
                        Type.LONG,
                        -1L,
                        Importance.MEDIUM,
                        "How much time in milliseconds, by the clocks of the time zone, shares one of"
                                + " TimeBasedPartitioner's directories. DailyPartitioner and HourlyPartitioner have their"
                                + " own.",
                        GROUP,
                        5,
                        Width.SHORT,
                        "Partition duration")
                .define(
                        EXTRACTOR,
                        Type.STRING,
                        "Source",
                        LayoutConfig::checkExtractor,
                        Importance.MEDIUM,
                        "Time of a record, for directories and for rotate.interval.ms. Source: when the database"
                                + " committed the change (__source_ts_ms), else the Kafka record timestamp. Record: the"
                                + " latter. RecordField: timestamp.field. Wallclock: when the sink reads it; not with"
                                + " exactly_once, because a record that is read again would have another directory.",
                        GROUP,
                        6,
                        Width.SHORT,
                        "Timestamp extractor")
                .define(
                        TIMESTAMP_FIELD,
                        Type.STRING,
                        "timestamp",
                        new NonEmptyString(),
                        Importance.LOW,
                        "Field that timestamp.extractor=RecordField reads: a time, milliseconds, or text in ISO-8601"
                                + " form. A dot leads into a struct.",
                        GROUP,
                        7,
                        Width.MEDIUM,
                        "Timestamp field")
                .define(
                        TIMEZONE,
                        Type.STRING,
                        "UTC",
                        LayoutConfig::checkZone,
                        Importance.LOW,
                        "Time zone of the directories' dates, for example Europe/Berlin.",
                        GROUP,
                        8,
                        Width.MEDIUM,
                        "Time zone")
                .define(
                        LOCALE,
                        Type.STRING,
                        "en-US",
                        Importance.LOW,
                        "Language of the names of months and days in path.format.",
                        GROUP,
                        9,
                        Width.SHORT,
                        "Locale")
                .define(
                        DIRECTORY_DELIMITER,
                        Type.STRING,
                        "/",
                        new NonEmptyString(),
                        Importance.LOW,
                        "What stands between directories, also in place of a slash in path.format.",
                        GROUP,
                        10,
                        Width.SHORT,
                        "Directory delimiter")
                .define(
                        FILE_DELIMITER,
                        Type.STRING,
                        "+",
                        new NonEmptyString(),
                        Importance.LOW,
                        "What stands between topic, partition and offset in a file's name.",
                        GROUP,
                        11,
                        Width.SHORT,
                        "File delimiter")
                .define(
                        OFFSET_WIDTH,
                        Type.INT,
                        10,
                        Range.between(0, 19),
                        Importance.LOW,
                        "Digits to which the offset in a file's name is padded with zeros.",
                        GROUP,
                        12,
                        Width.SHORT,
                        "Offset width");
    }

    /** The directory without slashes around it; may be empty. */
    public String topicsDir() {
        return config.getString(TOPICS_DIR).replaceAll("^/+|/+$", "");
    }

    public ObjectNames names() {
        return new ObjectNames(
                topicsDir(),
                config.getString(DIRECTORY_DELIMITER),
                config.getString(FILE_DELIMITER),
                config.getInt(OFFSET_WIDTH));
    }

    /** The time that directories and rotation go by. */
    public RecordTime time(Clock clock) {
        return switch (simpleName(EXTRACTOR)) {
            case "Wallclock" -> RecordTime.ofClock(clock);
            case "Record" -> RecordTime.ofRecord();
            case "RecordField" -> RecordTime.ofField(config.getString(TIMESTAMP_FIELD));
            default -> RecordTime.ofSource();
        };
    }

    public Partitioner partitioner(Clock clock) {
        String delimiter = config.getString(DIRECTORY_DELIMITER);
        return switch (simpleName(PARTITIONER)) {
            case "DefaultPartitioner" ->
                record -> record.originalTopic() + delimiter + "partition=" + record.originalKafkaPartition();
            case "FieldPartitioner" -> new FieldPartitioner(config.getList(FIELD_NAME), delimiter);
            case "TimeBasedPartitioner" ->
                byTopic(clock, config.getString(PATH_FORMAT), Duration.ofMillis(config.getLong(DURATION)));
            case "DailyPartitioner" -> byTopic(clock, DAILY, Duration.ofDays(1));
            case "HourlyPartitioner" -> byTopic(clock, HOURLY, Duration.ofHours(1));
            default -> byTable(clock);
        };
    }

    private Partitioner byTopic(Clock clock, String format, Duration duration) {
        String delimiter = config.getString(DIRECTORY_DELIMITER);
        return new TimePartitioner(
                topic -> topic,
                time(clock),
                JodaPattern.formatter(format, locale()),
                zone(),
                duration.toMillis(),
                delimiter);
    }

    private Partitioner byTable(Clock clock) {
        String delimiter = config.getString(DIRECTORY_DELIMITER);
        return new TimePartitioner(
                ObjectNames::table,
                time(clock),
                JodaPattern.formatter("YYYY/MM/dd", Locale.ROOT),
                zone(),
                Duration.ofDays(1).toMillis(),
                delimiter);
    }

    private Locale locale() {
        return Locale.forLanguageTag(config.getString(LOCALE).replace('_', '-'));
    }

    private ZoneId zone() {
        return ZoneId.of(config.getString(TIMEZONE), ZoneId.SHORT_IDS);
    }

    /**
     * Checks the rules across keys.
     *
     * @param exactlyOnce whether each record must get the same name again
     * @throws ConfigException naming the key that breaks one
     */
    public void check(boolean exactlyOnce) {
        String partitioner = simpleName(PARTITIONER);
        if (partitioner.equals("FieldPartitioner") && config.getList(FIELD_NAME).isEmpty()) {
            throw new ConfigException(FIELD_NAME, List.of(), "FieldPartitioner needs the names of fields");
        }
        if (partitioner.equals("TimeBasedPartitioner")) {
            checkTimeBased();
        }
        boolean byTime = !List.of("DefaultPartitioner", "FieldPartitioner").contains(partitioner);
        if (exactlyOnce && byTime && simpleName(EXTRACTOR).equals("Wallclock")) {
            throw new ConfigException(
                    EXTRACTOR,
                    "Wallclock",
                    "a record that is read again after a crash would get another directory, so exactly_once cannot be"
                            + " kept; choose Source, Record or RecordField, or delivery.guarantee=at_least_once");
        }
    }

    private void checkTimeBased() {
        if (config.getLong(DURATION) < 1) {
            throw new ConfigException(
                    DURATION, config.getLong(DURATION), "TimeBasedPartitioner needs it, in milliseconds");
        }
        if (config.getString(PATH_FORMAT).isBlank()) {
            throw new ConfigException(PATH_FORMAT, "", "TimeBasedPartitioner needs a pattern of directories");
        }
        try {
            JodaPattern.formatter(config.getString(PATH_FORMAT), locale())
                    .format(ZonedDateTime.of(2026, 1, 31, 23, 59, 59, 0, ZoneOffset.UTC));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ConfigException(PATH_FORMAT, config.getString(PATH_FORMAT), e.getMessage());
        }
    }

    private String simpleName(String key) {
        return simple(config.getString(key));
    }

    private static String simple(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1)
                .replace("TimestampExtractor", "")
                .replace("WallClock", "Wallclock");
    }

    private static void checkPartitioner(String key, Object value) {
        ValidString.in(
                        "TableDatePartitioner",
                        "DefaultPartitioner",
                        "TimeBasedPartitioner",
                        "DailyPartitioner",
                        "HourlyPartitioner",
                        "FieldPartitioner")
                .ensureValid(key, simple((String) value));
    }

    private static void checkExtractor(String key, Object value) {
        ValidString.in("Source", "Record", "RecordField", "Wallclock").ensureValid(key, simple((String) value));
    }

    private static void checkZone(String key, Object value) {
        try {
            ZoneId.of((String) value, ZoneId.SHORT_IDS);
        } catch (DateTimeException e) {
            throw new ConfigException(key, value, "not a time zone; write it as UTC or Europe/Berlin");
        }
    }

    private static void checkDirectory(String key, Object value) {
        String directory = (String) value;
        if (directory.contains("//") || ("/" + directory + "/").matches(".*/\\.{1,2}/.*")) {
            throw new ConfigException(key, value, "write it as a path of names, for example lake/raw");
        }
    }
}
