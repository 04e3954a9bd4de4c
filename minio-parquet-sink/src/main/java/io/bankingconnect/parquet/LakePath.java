package io.bankingconnect.parquet;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.kafka.common.TopicPartition;

/** The layout of the lake: table, date of the bank's commit, then a name by topic, partition and first offset. */
record LakePath(String directory) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);

    /** The table of a topic: what follows the last dot, as in {@code server.schema.table}. */
    static String table(String topic) {
        String last = topic.substring(topic.lastIndexOf('.') + 1);
        return last.isEmpty() ? topic : last;
    }

    String key(TopicPartition source, LocalDate date, long firstOffset) {
        String name = "%s+%d+%010d.parquet".formatted(source.topic(), source.partition(), firstOffset);
        String path = table(source.topic()) + "/" + DAY.format(date) + "/" + name;
        return directory.isEmpty() ? path : directory + "/" + path;
    }
}
