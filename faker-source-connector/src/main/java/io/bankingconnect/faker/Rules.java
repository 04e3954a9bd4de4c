package io.bankingconnect.faker;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** What single settings must be like. A missing value passes: Connect has its own message for it. */
final class Rules {

    /** The JDBC sink's usual max.poll.records: a smaller gap protects nothing. */
    private static final int SMALLEST_GAP = 500;

    private Rules() {}

    static void topicName(String key, Object value) {
        if (value instanceof String topic && !topic.matches("[a-zA-Z0-9._-]{1,249}")) {
            throw new ConfigException(
                    key, value, "must be a topic name: 1 to 249 letters, digits, dots, underscores or hyphens");
        }
    }

    static void gap(String key, Object value) {
        if (value instanceof Integer gap && gap != 0 && gap < SMALLEST_GAP) {
            throw new ConfigException(
                    key,
                    value,
                    "must be 0, for sinks with batch.size=1, or at least " + SMALLEST_GAP + ", for batches");
        }
    }

    static void pastMoment(String key, Object value) {
        if (!(value instanceof String moment) || moment.isEmpty()) {
            return;
        }
        Instant instant;
        try {
            instant = Instant.parse(moment);
        } catch (DateTimeParseException e) {
            throw new ConfigException(key, value, "must be a moment in UTC such as 2026-01-31T08:00:00Z, or empty");
        }
        if (instant.isAfter(Instant.now())) {
            throw new ConfigException(key, value, "lies in the future; give a moment that has passed, or none");
        }
        if (instant.isBefore(Instant.EPOCH)) {
            throw new ConfigException(key, value, "lies before 1970; give a later moment, or none");
        }
    }

    static ConfigDef.Validator between(double least, double most, String remedy) {
        return ConfigDef.LambdaValidator.with(
                (key, value) -> {
                    // Written so that NaN fails too.
                    if (value instanceof Double number && !(number >= least && number <= most)) {
                        throw new ConfigException(key, value, remedy);
                    }
                },
                () -> "[" + least + ",...," + most + "]");
    }

    static ConfigDef.Validator oneOf(boolean orEmpty, String... choices) {
        List<String> known = List.of(choices);
        return ConfigDef.LambdaValidator.with(
                (key, value) -> {
                    if (value instanceof String text && !known.contains(text) && !(orEmpty && text.isEmpty())) {
                        throw new ConfigException(key, value, "must be one of " + String.join(", ", known));
                    }
                },
                known::toString);
    }

    static ConfigDef.Validator someOf(String... choices) {
        List<String> known = List.of(choices);
        return ConfigDef.LambdaValidator.with(
                (key, value) -> {
                    if (value instanceof List<?> chosen) {
                        if (!known.containsAll(chosen)) {
                            throw new ConfigException(key, value, "may contain only " + String.join(", ", known));
                        }
                        if (new HashSet<>(chosen).size() < chosen.size()) {
                            throw new ConfigException(key, value, "names one twice; name each once");
                        }
                    }
                },
                () -> "some of " + known);
    }
}
