package io.bankingconnect.faker;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.NO_DEFAULT_VALUE;
import static org.apache.kafka.common.config.ConfigDef.Range.between;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The simulator's settings. */
final class BankFakerSourceConfig extends AbstractConfig {

    static final String TOPIC = "topic";
    static final String OUTPUT = "output";
    static final String SETTLING_GAP = "settling.gap";
    static final String BATCH_SIZE = "batch.size";
    static final String PROFILE = "profile";
    static final String SEED = "seed";
    static final String LOCALE = "locale";
    static final String CURRENCIES = "currencies";
    static final String CUSTOMERS = "customers";
    static final String TRANSACTIONS = "transactions";
    static final String BRANCHES = "branches";
    static final String TRANSACTIONS_PER_SECOND = "transactions.per.second";
    static final String START_TIME = "start.time";
    static final String SPEED = "speed";
    static final String BACKFILL_DAYS = "backfill.days";
    static final String BACKFILL_PER_DAY = "backfill.transactions.per.day";
    static final String LATE_RATE = "late.rate";
    static final String DUPLICATE_RATE = "duplicate.rate";
    static final String FRAUD_RATE = "fraud.rate";
    static final String FRAUD_SCENARIOS = "fraud.scenarios";
    static final String FRAUD_TOPIC = "fraud.topic";

    /** What shapes a stream for good, apart from {@link #TRANSACTIONS}, which may be raised. */
    static final List<String> STREAM_KEYS = List.of(
            SEED, LOCALE, CURRENCIES, CUSTOMERS, SETTLING_GAP, LATE_RATE, DUPLICATE_RATE, FRAUD_RATE, FRAUD_SCENARIOS);

    static final long MOST_TRANSACTIONS = 999_999_999_999L;

    /** Given to each task by the connector: its branches, separated by commas. */
    static final String TASK_BRANCHES = "task.branches";

    private static final String FLAT = "flat";
    private static final String[] OUTPUTS = {"envelope", FLAT};
    private static final String[] USUAL_FOREIGN = {"USD", "CHF", "EUR", "GBP"};
    private static final Duration HISTORY_INTERVAL = Duration.ofSeconds(30);
    private static final Duration LONGEST_HISTORY = Duration.ofDays(365);

    static final ConfigDef DEF = new ConfigDef()
            .define(
                    PROFILE,
                    Type.STRING,
                    "",
                    Rules.oneOf(true, Profile.labels()),
                    MEDIUM,
                    "Settings that go together: retail-small (1,000 customers, three months of history, then a"
                            + " transaction a second), load-test (a million customers, as fast as Kafka takes, ready for"
                            + " sinks that write in batches) or fraud-demo (a month of history, then 20 transactions a"
                            + " second with fraud). Every key that is set has precedence. Empty: the defaults.",
                    "Bank",
                    1,
                    Width.MEDIUM,
                    "Profile",
                    new Choices(null, (Object[]) Profile.labels()))
            .define(
                    SEED,
                    Type.LONG,
                    42,
                    null,
                    HIGH,
                    "Chooses the stream. The same seed and settings give the same customers, accounts and"
                            + " transactions. To change it, start over: new connector offsets and an empty database.",
                    "Bank",
                    2,
                    Width.SHORT,
                    "Seed")
            .define(
                    LOCALE,
                    Type.STRING,
                    "en-GB",
                    Rules.oneOf(false, Country.languageTags()),
                    MEDIUM,
                    "Where the bank is: names, addresses, IBANs and the main currency follow it.",
                    "Bank",
                    3,
                    Width.SHORT,
                    "Locale",
                    new Choices(null, (Object[]) Country.languageTags()))
            .define(
                    CURRENCIES,
                    Type.LIST,
                    List.of(),
                    Rules.someOf(BankCurrency.codes()),
                    MEDIUM,
                    "Currencies of accounts, by ISO 4217 code: most accounts are in the first one, an eighth in the"
                            + " others. Empty: the locale's, then some of its neighbours'.",
                    "Bank",
                    4,
                    Width.MEDIUM,
                    "Currencies",
                    new Choices(null, (Object[]) BankCurrency.codes()))
            .define(
                    CUSTOMERS,
                    Type.INT,
                    200,
                    between(1, Ids.MOST_CUSTOMERS),
                    HIGH,
                    "How many customers each branch takes in over the run; some leave again. Each opens one to three"
                            + " accounts at first, up to six over time.",
                    "Bank",
                    5,
                    Width.SHORT,
                    "Customers")
            .define(
                    TRANSACTIONS,
                    Type.LONG,
                    5000,
                    between(0, MOST_TRANSACTIONS),
                    HIGH,
                    "How many rows each branch inserts into the transactions table: opening deposits, payouts at"
                            + " closure and declined ones included, later changes of a row not. Then the connector stays"
                            + " idle. Raise it to go on; that works if every customer came in before they were used up,"
                            + " for which seven for each are enough.",
                    "Bank",
                    6,
                    Width.SHORT,
                    "Transactions")
            .define(
                    BRANCHES,
                    Type.INT,
                    1,
                    between(1, Ids.MOST_BRANCHES),
                    MEDIUM,
                    "How many independent banks there are, spread over up to that many tasks. Each has its own ids and"
                            + " customers, and the partition of its number, so the topic needs as many partitions. May be"
                            + " raised at any time: the branches that are there go on as before.",
                    "Bank",
                    7,
                    Width.SHORT,
                    "Branches")
            .define(
                    TRANSACTIONS_PER_SECOND,
                    Type.DOUBLE,
                    0.0,
                    Rules.between(0, 1_000_000, "must be from 0, as fast as possible, to 1000000"),
                    HIGH,
                    "Inserted transactions per second of each branch, 0 for as many as Kafka takes. Changes of"
                            + " customers, accounts and earlier transactions come on top. May be changed at any time;"
                            + " dates keep the pace of the first start.",
                    "Time",
                    1,
                    Width.SHORT,
                    "Transactions per second")
            .define(
                    START_TIME,
                    Type.STRING,
                    "",
                    Rules::pastMoment,
                    LOW,
                    "The bank's first moment, such as 2026-01-31T08:00:00Z; with it set, a run can be repeated to the"
                            + " byte. Empty: " + BACKFILL_DAYS
                            + " before the connector's first start; if those are 0, at a fixed rate the first start,"
                            + " and as fast as possible so long before it that the history ends there.",
                    "Time",
                    2,
                    Width.MEDIUM,
                    "Start time")
            .define(
                    BACKFILL_DAYS,
                    Type.DOUBLE,
                    0.0,
                    Rules.between(0, 3650, "must be from 0 to 3650 days"),
                    MEDIUM,
                    "Days of history, sent as fast as possible before the stream goes on at "
                            + TRANSACTIONS_PER_SECOND
                            + ". History has the rhythm of a bank's week and day, in UTC. With a"
                            + " rate of 0 all " + TRANSACTIONS + " are spread over it.",
                    "Time",
                    3,
                    Width.SHORT,
                    "History (days)",
                    List.of(BACKFILL_PER_DAY))
            .define(
                    BACKFILL_PER_DAY,
                    Type.LONG,
                    0,
                    between(0, MOST_TRANSACTIONS),
                    LOW,
                    "Transactions on a day of history, on average. 0: as many as later on.",
                    "Time",
                    4,
                    Width.SHORT,
                    "History (transactions per day)",
                    new Choices(BACKFILL_DAYS))
            .define(
                    SPEED,
                    Type.DOUBLE,
                    1.0,
                    Rules.between(1, 100_000, "must be from 1, as fast as life, to 100000"),
                    LOW,
                    "How much faster than life the bank's clock runs after the history: at 1440 a day passes in a"
                            + " minute. Does not change the rate. Only the first start counts.",
                    "Time",
                    5,
                    Width.SHORT,
                    "Speed")
            .define(
                    LATE_RATE,
                    Type.DOUBLE,
                    0.0,
                    Rules.between(0, 1, "must be a share from 0 to 1"),
                    LOW,
                    "Share of transactions that the bank hears of 1 to 72 hours after they were made: created_at lies"
                            + " so long before updated_at.",
                    "Hard weather",
                    1,
                    Width.SHORT,
                    "Late transactions (share)")
            .define(
                    DUPLICATE_RATE,
                    Type.DOUBLE,
                    0.0,
                    Rules.between(0, 1, "must be a share from 0 to 1"),
                    LOW,
                    "Share of records that are sent twice, the same once more.",
                    "Hard weather",
                    2,
                    Width.SHORT,
                    "Duplicates (share)")
            .define(
                    FRAUD_RATE,
                    Type.DOUBLE,
                    0.0,
                    Rules.between(0, 0.1, "must be a share from 0, no fraud, to 0.1"),
                    MEDIUM,
                    "Share of transactions that begin a scenario of fraud; one scenario runs at a time.",
                    "Fraud",
                    1,
                    Width.SHORT,
                    "Fraud (share)",
                    List.of(FRAUD_SCENARIOS, FRAUD_TOPIC))
            .define(
                    FRAUD_SCENARIOS,
                    Type.LIST,
                    List.of(FraudScenario.labels()),
                    Rules.someOf(FraudScenario.labels()),
                    LOW,
                    "Which scenarios are acted out: velocity-burst (many card payments in a row), account-takeover"
                            + " (new email and phone, then the account is emptied), cycle (money goes round), fan-in (many"
                            + " pay into one account) and structuring (deposits just below 10,000 euro).",
                    "Fraud",
                    2,
                    Width.LONG,
                    "Scenarios",
                    new Choices(FRAUD_RATE, (Object[]) FraudScenario.labels()))
            .define(
                    FRAUD_TOPIC,
                    Type.STRING,
                    "bank.fraud",
                    Rules::topicName,
                    LOW,
                    "Topic that receives the truth: a record for each fraudulent transaction, with its scenario.",
                    "Fraud",
                    3,
                    Width.MEDIUM,
                    "Fraud topic",
                    new Choices(FRAUD_RATE))
            .define(
                    TOPIC,
                    Type.STRING,
                    NO_DEFAULT_VALUE,
                    Rules::topicName,
                    HIGH,
                    "Topic that receives every change, in order, each branch on the partition of its number. Personal"
                            + " data is in clear text: guard the topic like the database.",
                    "Stream",
                    1,
                    Width.MEDIUM,
                    "Topic")
            .define(
                    OUTPUT,
                    Type.STRING,
                    OUTPUTS[0],
                    Rules.oneOf(false, OUTPUTS),
                    MEDIUM,
                    "envelope: Debezium-style change events of all tables in one topic, for the JDBC sink. flat: plain"
                            + " rows in <topic>.customers, <topic>.accounts and <topic>.transactions, a deletion a"
                            + " tombstone.",
                    "Stream",
                    2,
                    Width.SHORT,
                    "Output",
                    new Choices(null, (Object[]) OUTPUTS))
            .define(
                    SETTLING_GAP,
                    Type.INT,
                    0,
                    Rules::gap,
                    MEDIUM,
                    "Least number of other records between the opening of a customer or account and its first use,"
                            + " before and after every change of an account, and before a customer is closed or"
                            + " deleted. 0 for sinks that write one record at a time; for sinks that write in batches,"
                            + " more than their max.poll.records, and fewer than " + CUSTOMERS + ".",
                    "Stream",
                    3,
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
                    4,
                    Width.SHORT,
                    "Batch size (records)");

    /**
     * What a form offers for a key.
     *
     * @param onlyWith the number that must be above 0 for the key to matter; null if it always does
     */
    private record Choices(String onlyWith, Object... values) implements ConfigDef.Recommender {

        @Override
        public List<Object> validValues(String name, Map<String, Object> parsed) {
            return List.of(values);
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsed) {
            return onlyWith == null || parsed.get(onlyWith) instanceof Double number && number > 0;
        }
    }

    BankFakerSourceConfig(Map<String, String> props) {
        super(DEF, Profile.complete(props));
    }

    String topic() {
        return getString(TOPIC);
    }

    String fraudTopic() {
        return getString(FRAUD_TOPIC);
    }

    boolean isFlat() {
        return getString(OUTPUT).equals(FLAT);
    }

    int batchSize() {
        return getInt(BATCH_SIZE);
    }

    int branches() {
        return getInt(BRANCHES);
    }

    /** The branches of this task; all of them if the connector has not shared them out. */
    List<Integer> branchesOfTask() {
        Object shared = originals().get(TASK_BRANCHES);
        return shared == null
                ? Stream.iterate(0, branch -> branch + 1).limit(branches()).toList()
                : Arrays.stream(shared.toString().split(","))
                        .map(Integer::valueOf)
                        .toList();
    }

    double transactionsPerSecond() {
        return getDouble(TRANSACTIONS_PER_SECOND);
    }

    long transactions() {
        return getLong(TRANSACTIONS);
    }

    BankSettings bank(int branch) {
        return new BankSettings(
                getLong(SEED),
                branch,
                country(),
                currencies(),
                getInt(CUSTOMERS),
                transactions(),
                getInt(SETTLING_GAP),
                getDouble(LATE_RATE),
                getDouble(DUPLICATE_RATE),
                getDouble(FRAUD_RATE),
                getList(FRAUD_SCENARIOS).stream()
                        .map(label -> FraudScenario.ofLabel(label).orElseThrow())
                        .toList());
    }

    private Country country() {
        return Country.ofLanguageTag(getString(LOCALE));
    }

    private List<BankCurrency> currencies() {
        List<String> chosen = getList(CURRENCIES);
        Stream<String> codes = chosen.isEmpty()
                ? Stream.concat(Stream.of(country().currency().name()), Arrays.stream(USUAL_FOREIGN))
                        .distinct()
                : chosen.stream();
        return codes.map(code -> BankCurrency.ofCode(code).orElseThrow()).collect(Collectors.toList());
    }

    /** The timeline of a stream that begins now. It depends on {@code now} only if no start time is set. */
    Timeline timelineFrom(Instant now) {
        double rate = transactionsPerSecond();
        String start = getString(START_TIME);
        if (!backfill().isZero()) {
            long liveMicros = micros(historyEnd(now));
            long lengthMicros = backfill().toNanos() / 1000;
            long history = historyTransactions();
            return new Timeline(
                    liveMicros - lengthMicros,
                    history,
                    liveMicros,
                    rate > 0 ? liveIntervalNanos() : Math.round(lengthMicros * 1000.0 / Math.max(1, history)));
        }
        if (rate > 0) {
            return Timeline.live(micros(start.isEmpty() ? now : Instant.parse(start)), liveIntervalNanos());
        }
        long count = Math.max(1, transactions());
        long intervalNanos = Math.min(HISTORY_INTERVAL.toNanos(), LONGEST_HISTORY.toNanos() / count);
        long lengthMicros = Math.round(count * (double) intervalNanos / 1000);
        long startMicros = start.isEmpty() ? micros(now) - lengthMicros : micros(Instant.parse(start));
        return new Timeline(startMicros, count, startMicros + lengthMicros, Math.max(1, intervalNanos));
    }

    Duration backfill() {
        return Duration.ofMillis(
                Math.round(getDouble(BACKFILL_DAYS) * Duration.ofDays(1).toMillis()));
    }

    /** When the days of history end. */
    Instant historyEnd(Instant now) {
        String start = getString(START_TIME);
        return start.isEmpty() ? now : Instant.parse(start).plus(backfill());
    }

    /** How many transactions the days of history hold. */
    long historyTransactions() {
        double days = getDouble(BACKFILL_DAYS);
        long perDay = getLong(BACKFILL_PER_DAY);
        if (perDay > 0) {
            return Math.round(Math.min(days * perDay, MOST_TRANSACTIONS));
        }
        return transactionsPerSecond() > 0
                ? Math.round(days * Duration.ofDays(1).toNanos() / liveIntervalNanos())
                : transactions();
    }

    private long liveIntervalNanos() {
        return Math.max(1, Math.round(1e9 * getDouble(SPEED) / transactionsPerSecond()));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
