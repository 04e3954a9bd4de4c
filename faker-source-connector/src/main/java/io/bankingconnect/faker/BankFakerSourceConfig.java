package io.bankingconnect.faker;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The simulator's settings. */
final class BankFakerSourceConfig extends AbstractConfig {

    static final String TOPIC = "topic";
    static final String SEED = "seed";
    static final String LOCALE = "locale";
    static final String CUSTOMERS = "customers";
    static final String TRANSACTIONS = "transactions";
    static final String TRANSACTIONS_PER_SECOND = "transactions.per.second";
    static final String START_TIME = "start.time";
    static final String SETTLING_GAP = "settling.gap";
    static final String BATCH_SIZE = "batch.size";

    /** The JDBC sink's usual max.poll.records: a smaller gap protects nothing. */
    static final int SMALLEST_GAP = 500;

    static final ConfigDef DEF = new ConfigDef()
            .define(
                    TOPIC,
                    Type.STRING,
                    NO_DEFAULT_VALUE,
                    BankFakerSourceConfig::checkTopic,
                    HIGH,
                    "Topic that receives every change, in order, on its partition 0. Personal data is in clear text:"
                            + " guard the topic like the database.",
                    "Stream",
                    1,
                    Width.MEDIUM,
                    "Topic")
            .define(
                    SETTLING_GAP,
                    Type.INT,
                    0,
                    BankFakerSourceConfig::checkGap,
                    MEDIUM,
                    "Least number of other records between a new row and the first one that refers to it, and between"
                            + " the last use of a row and its deletion. 0 for sinks that write one record at a time; for"
                            + " sinks that write in batches, more than their max.poll.records, and fewer than "
                            + CUSTOMERS + ".",
                    "Stream",
                    2,
                    Width.SHORT,
                    "Settling gap (records)")
            .define(
                    BATCH_SIZE,
                    Type.INT,
                    1000,
                    between(1, 100_000),
                    LOW,
                    "Most records handed to Connect at a time. Does not change the stream.",
                    "Stream",
                    3,
                    Width.SHORT,
                    "Batch size (records)")
            .define(
                    SEED,
                    Type.LONG,
                    42,
                    null,
                    HIGH,
                    "Chooses the stream. The same seed and settings give the same customers, accounts and"
                            + " transactions. To change it, start over: new connector offsets and an empty database.",
                    "Bank",
                    1,
                    Width.SHORT,
                    "Seed")
            .define(
                    LOCALE,
                    Type.STRING,
                    "en-GB",
                    ConfigDef.ValidString.in(Country.languageTags()),
                    MEDIUM,
                    "Where the bank is: names, addresses, IBANs and the main currency follow it.",
                    "Bank",
                    2,
                    Width.SHORT,
                    "Locale",
                    List.of(),
                    new Choices(Country.languageTags()))
            .define(
                    CUSTOMERS,
                    Type.INT,
                    200,
                    atLeast(1),
                    HIGH,
                    "How many customers the bank takes in over the run; some leave again. Each opens one to three"
                            + " accounts.",
                    "Bank",
                    3,
                    Width.SHORT,
                    "Customers")
            .define(
                    TRANSACTIONS,
                    Type.LONG,
                    5000,
                    atLeast(0),
                    HIGH,
                    "How many rows are inserted into the transactions table: opening deposits, payouts at closure and"
                            + " declined ones included, later changes of a row not. Then the connector stays idle."
                            + " Raise it to go on; that works if every customer came in before they were used up,"
                            + " for which seven for each are enough.",
                    "Bank",
                    4,
                    Width.SHORT,
                    "Transactions")
            .define(
                    TRANSACTIONS_PER_SECOND,
                    Type.DOUBLE,
                    0.0,
                    BankFakerSourceConfig::checkRate,
                    HIGH,
                    "Inserted transactions per second, 0 for as many as Kafka takes. Changes of customers, accounts and"
                            + " earlier transactions come on top. May be changed at any time; dates keep the pace of the"
                            + " first start.",
                    "Time",
                    1,
                    Width.SHORT,
                    "Transactions per second")
            .define(
                    START_TIME,
                    Type.STRING,
                    "",
                    BankFakerSourceConfig::checkStart,
                    LOW,
                    "The bank's first moment, such as 2026-01-31T08:00:00Z. Empty: at a fixed rate, the connector's"
                            + " first start; as fast as possible, so long before it that the history ends there.",
                    "Time",
                    2,
                    Width.MEDIUM,
                    "Start time");

    private record Choices(List<Object> values) implements ConfigDef.Recommender {

        Choices(String... values) {
            this(List.of((Object[]) values));
        }

        @Override
        public List<Object> validValues(String name, Map<String, Object> parsed) {
            return values;
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsed) {
            return true;
        }
    }

    BankFakerSourceConfig(Map<String, String> props) {
        super(DEF, props);
    }

    String topic() {
        return getString(TOPIC);
    }

    int batchSize() {
        return getInt(BATCH_SIZE);
    }

    double transactionsPerSecond() {
        return getDouble(TRANSACTIONS_PER_SECOND);
    }

    BankSettings bank() {
        return new BankSettings(
                getLong(SEED),
                Country.ofLanguageTag(getString(LOCALE)),
                getInt(CUSTOMERS),
                getLong(TRANSACTIONS),
                getInt(SETTLING_GAP));
    }

    /** The timeline of a stream that begins now. */
    Timeline timelineFrom(Instant now) {
        String start = getString(START_TIME);
        return Timeline.beginning(
                now, start.isEmpty() ? null : Instant.parse(start), transactionsPerSecond(), getLong(TRANSACTIONS));
    }

    private static void checkTopic(String key, Object value) {
        // A missing topic comes here too, as null, and has its own message.
        if (value instanceof String topic && !topic.matches("[a-zA-Z0-9._-]{1,249}")) {
            throw new ConfigException(
                    key, value, "must be a topic name: 1 to 249 letters, digits, dots, underscores or hyphens");
        }
    }

    private static void checkGap(String key, Object value) {
        int gap = (Integer) value;
        if (gap != 0 && gap < SMALLEST_GAP) {
            throw new ConfigException(
                    key,
                    value,
                    "must be 0, for sinks with batch.size=1, or at least " + SMALLEST_GAP + ", for batches");
        }
    }

    private static void checkRate(String key, Object value) {
        double rate = (Double) value;
        if (!(rate >= 0 && rate <= 1_000_000)) {
            throw new ConfigException(key, value, "must be from 0, as fast as possible, to 1000000");
        }
    }

    private static void checkStart(String key, Object value) {
        String start = (String) value;
        if (start.isEmpty()) {
            return;
        }
        try {
            if (Instant.parse(start).isAfter(Instant.now())) {
                throw new ConfigException(key, value, "lies in the future; give a moment that has passed, or none");
            }
        } catch (DateTimeParseException e) {
            throw new ConfigException(key, value, "must be a moment in UTC such as 2026-01-31T08:00:00Z, or empty");
        }
    }
}
