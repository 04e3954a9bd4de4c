package io.bankingconnect.faker;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Settings that go together. Any key that is set as well has precedence. */
enum Profile {
    /** A small retail bank: three months of history, then life at a transaction a second. */
    RETAIL_SMALL(Map.of(
            BankFakerSourceConfig.CUSTOMERS, "1000",
            BankFakerSourceConfig.TRANSACTIONS, String.valueOf(BankFakerSourceConfig.MOST_TRANSACTIONS),
            BankFakerSourceConfig.BACKFILL_DAYS, "90",
            BankFakerSourceConfig.BACKFILL_PER_DAY, "2000",
            BankFakerSourceConfig.TRANSACTIONS_PER_SECOND, "1",
            BankFakerSourceConfig.LATE_RATE, "0.002")),
    /** As much as Kafka takes, with a million customers, fit for a sink that writes in batches. */
    LOAD_TEST(Map.of(
            BankFakerSourceConfig.CUSTOMERS, "1000000",
            BankFakerSourceConfig.TRANSACTIONS, String.valueOf(BankFakerSourceConfig.MOST_TRANSACTIONS),
            BankFakerSourceConfig.SETTLING_GAP, "1000",
            BankFakerSourceConfig.BATCH_SIZE, "5000",
            BankFakerSourceConfig.TRANSACTIONS_PER_SECOND, "0")),
    /** A month of history and a lively present, in which one transaction of 500 begins a fraud. */
    FRAUD_DEMO(Map.of(
            BankFakerSourceConfig.CUSTOMERS, "300",
            BankFakerSourceConfig.TRANSACTIONS, String.valueOf(BankFakerSourceConfig.MOST_TRANSACTIONS),
            BankFakerSourceConfig.BACKFILL_DAYS, "30",
            BankFakerSourceConfig.BACKFILL_PER_DAY, "1000",
            BankFakerSourceConfig.TRANSACTIONS_PER_SECOND, "20",
            BankFakerSourceConfig.FRAUD_RATE, "0.002"));

    private final Map<String, String> settings;

    Profile(Map<String, String> settings) {
        this.settings = settings;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String[] labels() {
        return Arrays.stream(values()).map(Profile::label).toArray(String[]::new);
    }

    private static Optional<Profile> ofLabel(String label) {
        return Arrays.stream(values())
                .filter(profile -> profile.label().equals(label))
                .findFirst();
    }

    /** The settings that are given, and those of their profile that they leave open. A null gives nothing. */
    static Map<String, String> complete(Map<String, String> props) {
        Map<String, String> all = new HashMap<>();
        ofLabel(props.get(BankFakerSourceConfig.PROFILE)).ifPresent(profile -> all.putAll(profile.settings));
        props.forEach((key, value) -> {
            if (value != null) {
                all.put(key, value);
            }
        });
        return all;
    }

    Map<String, String> settings() {
        return settings;
    }
}
