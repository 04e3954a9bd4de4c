package io.bankingconnect.faker;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigValue;

/** The rules across settings, told on the setting that has to change. They wait until every setting is right by itself. */
final class CrossChecks {

    private static final String TASKS_MAX = "tasks.max";

    private final Map<String, String> props;
    private final List<ConfigValue> values;

    CrossChecks(Map<String, String> props, Config checked) {
        this.props = props;
        values = new ArrayList<>(checked.configValues());
    }

    /** Every setting, with what is wrong with it. */
    Config result() {
        if (values.stream().allMatch(value -> value.errorMessages().isEmpty())) {
            check(new BankFakerSourceConfig(props));
        }
        return new Config(values);
    }

    private void check(BankFakerSourceConfig config) {
        BankSettings bank = config.bank(0);
        if (bank.settlingGap() > 0 && bank.settlingGap() >= bank.customers()) {
            refuse(
                    BankFakerSourceConfig.SETTLING_GAP,
                    bank.settlingGap(),
                    "with only " + bank.customers() + " customers the stream cannot keep records so far apart; raise "
                            + BankFakerSourceConfig.CUSTOMERS + " above the gap, or set the gap to 0");
        }
        if (bank.fraudRate() > 0 && bank.fraudScenarios().isEmpty()) {
            refuse(
                    BankFakerSourceConfig.FRAUD_SCENARIOS,
                    "",
                    "there is no fraud without a scenario; name some, or set " + BankFakerSourceConfig.FRAUD_RATE
                            + " to 0");
        }
        if (bank.fraudRate() > 0 && isTopicOfTheBank(config, config.fraudTopic())) {
            refuse(
                    BankFakerSourceConfig.FRAUD_TOPIC,
                    config.fraudTopic(),
                    "the truth must stay apart from the bank's data; name a topic other than "
                            + BankFakerSourceConfig.TOPIC);
        }
        checkTime(config);
        checkTasks(config.branches());
    }

    private static boolean isTopicOfTheBank(BankFakerSourceConfig config, String topic) {
        return topic.equals(config.topic())
                || Table.ofDatabase().stream().anyMatch(table -> topic.equals(config.topic() + "." + table.sqlName()));
    }

    private void checkTime(BankFakerSourceConfig config) {
        Instant now = Instant.now();
        if (config.backfill().isZero()) {
            checkEnd(config, now);
            return;
        }
        if (config.historyEnd(now).isAfter(now)) {
            refuse(
                    BankFakerSourceConfig.BACKFILL_DAYS,
                    config.originals().get(BankFakerSourceConfig.BACKFILL_DAYS),
                    "the history would end in the future; choose fewer days, or an earlier "
                            + BankFakerSourceConfig.START_TIME);
        }
        if (config.transactionsPerSecond() > 0 && config.historyTransactions() >= config.transactions()) {
            refuse(
                    BankFakerSourceConfig.TRANSACTIONS,
                    config.transactions(),
                    "the history alone has " + config.historyTransactions() + "; raise it above them, or lower "
                            + BankFakerSourceConfig.BACKFILL_DAYS + " or " + BankFakerSourceConfig.BACKFILL_PER_DAY);
        }
    }

    private void checkEnd(BankFakerSourceConfig config, Instant now) {
        Instant end = Instant.EPOCH.plus(config.timelineFrom(now).liveMicros(), ChronoUnit.MICROS);
        if (config.transactionsPerSecond() == 0 && end.isAfter(now)) {
            refuse(
                    BankFakerSourceConfig.TRANSACTIONS,
                    config.transactions(),
                    "as fast as possible their history would end in the future; choose fewer, or an earlier "
                            + BankFakerSourceConfig.START_TIME + ", or spread them over "
                            + BankFakerSourceConfig.BACKFILL_DAYS);
        }
    }

    private void checkTasks(int branches) {
        String tasks = props.get(TASKS_MAX);
        // Connect itself refuses what is no number.
        if (tasks != null && tasks.strip().matches("[0-9]{1,9}") && Integer.parseInt(tasks.strip()) > branches) {
            ConfigValue value =
                    new ConfigValue(TASKS_MAX, Integer.parseInt(tasks.strip()), List.of(), new ArrayList<>());
            values.add(value);
            refuse(
                    TASKS_MAX,
                    tasks,
                    "each task needs a branch; lower it to " + branches + ", or raise "
                            + BankFakerSourceConfig.BRANCHES);
        }
    }

    private void refuse(String key, Object value, String reason) {
        values.stream()
                .filter(candidate -> candidate.name().equals(key))
                .findFirst()
                .orElseThrow()
                .addErrorMessage("Invalid value " + value + " for configuration " + key + ": " + reason);
    }
}
