package io.bankingconnect.parquet.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which directories a record gets, with the keys and values that users of other S3 sinks know. */
class PartitionerTest {

    private static final String PACKAGE = "io.confluent.connect.storage.partitioner.";
    private static final Schema ORDER = SchemaBuilder.struct()
            .field("country", Schema.OPTIONAL_STRING_SCHEMA)
            .field("open", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .field("price", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("at", Timestamp.builder().optional().build())
            .field("text", Schema.OPTIONAL_STRING_SCHEMA)
            .field("__source_ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    @Test
    void oursIsTheTableAndTheDateOfTheBanksCommit() {
        assertThat(path(Map.of(), order("2026-01-31T23:30:00Z"))).isEqualTo("orders/2026/01/31");
        assertThat(path(Map.of("timezone", "Europe/Berlin"), order("2026-01-31T23:30:00Z")))
                .isEqualTo("orders/2026/02/01");
    }

    @Test
    void theDefaultOneNamesTheKafkaPartition() {
        assertThat(path(Map.of("partitioner.class", PACKAGE + "DefaultPartitioner"), order("2026-01-31T23:30:00Z")))
                .isEqualTo("shop.orders/partition=5");
    }

    @Test
    void fieldsBecomeDirectoriesInTheirOrder() {
        Map<String, String> settings =
                Map.of("partitioner.class", "FieldPartitioner", "partition.field.name", "open,country");

        assertThat(path(settings, value().put("country", "a/b =%").put("open", true)))
                .isEqualTo("shop.orders/open=true/country=a%2Fb%20%3D%25");
        assertThat(path(settings, value().put("country", "..").put("open", true)))
                .isEqualTo("shop.orders/open=true/country=%2E%2E");
        assertThatThrownBy(() -> path(settings, value().put("open", true)))
                .isInstanceOf(DataException.class)
                .hasMessage("it has no value in field country, which partition.field.name names");
        assertThatThrownBy(() -> path(
                        Map.of("partitioner.class", "FieldPartitioner", "partition.field.name", "price"),
                        value().put("price", 1.5)))
                .hasMessage("field price is of type float64, which cannot name a directory");
    }

    @ParameterizedTest(name = "{0} at {2} in {1}")
    @CsvSource({
        "DailyPartitioner,UTC,2026-01-31T23:30:00Z,year=2026/month=01/day=31",
        "HourlyPartitioner,UTC,2026-01-31T23:30:00Z,year=2026/month=01/day=31/hour=23",
        "HourlyPartitioner,America/New_York,2026-01-31T23:30:00Z,year=2026/month=01/day=31/hour=18",
        // The year of the date, not of its week, which is 2027 from Monday 2026-12-28 on.
        "DailyPartitioner,UTC,2026-12-31T12:00:00Z,year=2026/month=12/day=31",
        "HourlyPartitioner,Asia/Kolkata,2026-01-31T23:30:00Z,year=2026/month=02/day=01/hour=05",
        // Clocks go forward: two o'clock does not exist.
        "HourlyPartitioner,Europe/Berlin,2026-03-29T00:59:59Z,year=2026/month=03/day=29/hour=01",
        "HourlyPartitioner,Europe/Berlin,2026-03-29T01:00:00Z,year=2026/month=03/day=29/hour=03",
        // Clocks go back: two o'clock comes twice.
        "HourlyPartitioner,Europe/Berlin,2026-10-25T00:30:00Z,year=2026/month=10/day=25/hour=02",
        "HourlyPartitioner,Europe/Berlin,2026-10-25T01:30:00Z,year=2026/month=10/day=25/hour=02",
        "DailyPartitioner,Europe/Berlin,2026-10-25T22:59:59Z,year=2026/month=10/day=25",
        "DailyPartitioner,Europe/Berlin,2026-10-25T23:00:00Z,year=2026/month=10/day=26",
        "DailyPartitioner,UTC,1969-12-31T23:59:59Z,year=1969/month=12/day=31"
    })
    void daysAndHoursAreThoseOfTheZone(String partitioner, String zone, String time, String path) {
        assertThat(path(Map.of("partitioner.class", PACKAGE + partitioner, "timezone", zone), order(time)))
                .isEqualTo("shop.orders/" + path);
    }

    @Test
    void aPatternOfOnesOwnCountsInItsOwnSteps() {
        Map<String, String> settings = Map.of(
                "partitioner.class", PACKAGE + "TimeBasedPartitioner",
                "path.format", "'d'=YYYY-MM-dd/'q'=HHmm/MMM",
                "partition.duration.ms", "900000",
                "timezone", "Asia/Kolkata",
                "locale", "de-DE");

        assertThat(path(settings, order("2026-05-31T12:59:59Z"))).isEqualTo("shop.orders/d=2026-05-31/q=1815/Mai");
    }

    @Test
    void theDelimiterStandsBetweenAllDirectories() {
        assertThat(path(
                        Map.of("partitioner.class", "DailyPartitioner", "directory.delim", "_"),
                        order("2026-01-31T00:00:00Z")))
                .isEqualTo("shop.orders_year=2026_month=01_day=31");
    }

    @Test
    void timesComeFromWhereTheExtractorSays() {
        SinkRecord record = record(
                value().put("__source_ts_ms", 3L).put("at", new Date(5)).put("text", "1970-01-01T01:00:00.006+01:00"));

        assertThat(time("Source", "x", record)).isEqualTo(3);
        assertThat(time("Record", "x", record)).isEqualTo(4);
        assertThat(time("RecordField", "at", record)).isEqualTo(5);
        assertThat(time("RecordField", "text", record)).isEqualTo(6);
        assertThat(time("Wallclock", "x", record)).isGreaterThan(1_000_000_000_000L);
        assertThatThrownBy(() -> time("RecordField", "country", record))
                .isInstanceOf(DataException.class)
                .hasMessage("it has no value in field country, which timestamp.field names");
        assertThatThrownBy(() -> time("RecordField", "text", record(value().put("text", "secret"))))
                .hasMessage("field text is not a time in ISO-8601 form, or out of range");
        assertThatThrownBy(() -> time("RecordField", "text", record(value().put("text", "+999999999-01-01T00:00:00Z"))))
                .hasMessage("field text is not a time in ISO-8601 form, or out of range");
        assertThatThrownBy(() -> time("RecordField", "text.at", record))
                .isInstanceOf(DataException.class)
                .hasMessage("field text.at cannot be reached, because text is no struct");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("times")
    void aTimeNamesTheSameDirectoryInEveryZone(Schema schema, Object value, String directory) {
        TimeZone zone = TimeZone.getDefault();
        Schema row = SchemaBuilder.struct().field("v", schema).build();
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        try {
            assertThat(config(Map.of("partitioner.class", "FieldPartitioner", "partition.field.name", "v"))
                            .partitioner(Clock.systemUTC())
                            .path(record(row, new Struct(row).put("v", value))))
                    .isEqualTo("shop.orders/v=" + directory);
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    static Stream<Arguments> times() {
        Date lateInJanuary = Date.from(Instant.parse("2026-01-31T23:00:00Z"));
        return Stream.of(
                Arguments.of(
                        org.apache.kafka.connect.data.Date.SCHEMA,
                        Date.from(Instant.parse("2026-01-31T00:00:00Z")),
                        "2026-01-31"),
                Arguments.of(SchemaBuilder.int32().name("io.debezium.time.Date").build(), 20_484, "2026-01-31"),
                Arguments.of(Time.SCHEMA, new Date(82_800_000), "23%3A00"),
                Arguments.of(Timestamp.SCHEMA, lateInJanuary, "2026-01-31T23%3A00%3A00Z"));
    }

    @Test
    void aValueThatIsTooLongForADirectoryIsABadRecord() {
        Map<String, String> settings =
                Map.of("partitioner.class", "FieldPartitioner", "partition.field.name", "country,text");

        assertThat(path(settings, value().put("country", "DE").put("text", "x".repeat(200))))
                .endsWith("/text=" + "x".repeat(200));
        assertThatThrownBy(() -> path(settings, value().put("country", "DE").put("text", "ü".repeat(50))))
                .isInstanceOf(DataException.class)
                .hasMessage("the value of field text is too long to name a directory: 300 bytes, and 255 with the"
                        + " field's name are the most");
    }

    @ParameterizedTest
    @CsvSource({
        "partitioner.class=FieldPartitioner,partition.field.name",
        "partitioner.class=TimeBasedPartitioner,partition.duration.ms",
        "partitioner.class=TimeBasedPartitioner;partition.duration.ms=1000,path.format",
        "partitioner.class=TimeBasedPartitioner;partition.duration.ms=1000;path.format=nonsense,path.format",
        "timestamp.extractor=Wallclock,timestamp.extractor",
        "partitioner.class=MyPartitioner,partitioner.class",
        "timezone=Mars/Olympus,timezone"
    })
    void whatCannotWorkIsRefusedOnItsKey(String settings, String blamed) {
        Map<String, String> props = new HashMap<>();
        for (String setting : settings.split(";")) {
            props.put(setting.split("=")[0], setting.split("=")[1]);
        }

        assertThatThrownBy(() -> config(props).check(true))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("configuration " + blamed + ":");
    }

    @Test
    void theClockIsRightForAtLeastOnceAndWhereItNamesNothing() {
        config(Map.of("timestamp.extractor", "Wallclock")).check(false);
        config(Map.of("timestamp.extractor", "Wallclock", "partitioner.class", "DefaultPartitioner"))
                .check(true);
    }

    private static String path(Map<String, String> settings, Struct value) {
        return config(settings).partitioner(Clock.systemUTC()).path(record(value));
    }

    private static long time(String extractor, String field, SinkRecord record) {
        return config(Map.of("timestamp.extractor", extractor, "timestamp.field", field))
                .time(Clock.systemUTC())
                .of(record);
    }

    private static LayoutConfig config(Map<String, String> settings) {
        return new LayoutConfig(new AbstractConfig(LayoutConfig.define(new ConfigDef()), settings, false));
    }

    private static Struct value() {
        return new Struct(ORDER);
    }

    private static Struct order(String time) {
        return value().put("__source_ts_ms", Instant.parse(time).toEpochMilli());
    }

    private static SinkRecord record(Struct value) {
        return record(ORDER, value);
    }

    private static SinkRecord record(Schema schema, Struct value) {
        return new SinkRecord(
                "renamed", 9, null, null, schema, value, 0, 4L, TimestampType.CREATE_TIME, null, "shop.orders", 5, 0);
    }
}
