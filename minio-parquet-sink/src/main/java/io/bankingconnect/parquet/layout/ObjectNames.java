package io.bankingconnect.parquet.layout;

import java.util.Locale;
import org.apache.kafka.common.TopicPartition;

/**
 * How the lake's objects are called.
 *
 * @param directory what stands before everything; may be empty
 * @param directoryDelimiter what stands between directories
 * @param fileDelimiter what stands between the topic, the partition and the first offset
 * @param offsetWidth the digits to which the offset is padded with zeros
 */
public record ObjectNames(String directory, String directoryDelimiter, String fileDelimiter, int offsetWidth) {

    /** The table of a topic: what follows the last dot, as in {@code server.schema.table}. */
    public static String table(String topic) {
        String last = topic.substring(topic.lastIndexOf('.') + 1);
        return last.isEmpty() ? topic : last;
    }

    /**
     * The name of a file.
     *
     * @param path the directories below the lake's own
     */
    public String key(TopicPartition source, String path, long firstOffset) {
        String offset = String.format(Locale.ROOT, "%0" + Math.max(1, offsetWidth) + "d", firstOffset);
        String name = String.join(fileDelimiter, source.topic(), Integer.toString(source.partition()), offset);
        String key = path + directoryDelimiter + name + ".parquet";
        return directory.isEmpty() ? key : directory + directoryDelimiter + key;
    }
}
