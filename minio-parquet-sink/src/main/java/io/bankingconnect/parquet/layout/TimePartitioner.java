package io.bankingconnect.parquet.layout;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.sink.SinkRecord;

/** Directories by a record's time in a zone. */
final class TimePartitioner implements Partitioner {

    private static final int MOST_REMEMBERED = 10_000;

    private final UnaryOperator<String> head;
    private final RecordTime time;
    private final DateTimeFormatter format;
    private final ZoneId zone;
    private final long durationMs;
    private final String delimiter;
    private final Map<Long, String> paths = new HashMap<>();
    private String topic;
    private long lastStartMs = Long.MIN_VALUE;
    private String lastPath;

    /**
     * @param head the first directory of a topic
     * @param format with a slash between directories
     * @param durationMs how much time, by the clocks of the zone, shares a directory
     * @param delimiter what takes the place of the slash
     */
    TimePartitioner(
            UnaryOperator<String> head,
            RecordTime time,
            DateTimeFormatter format,
            ZoneId zone,
            long durationMs,
            String delimiter) {
        this.head = head;
        this.time = time;
        this.format = format;
        this.zone = zone;
        this.durationMs = durationMs;
        this.delimiter = delimiter;
    }

    @Override
    public String path(SinkRecord record) {
        Instant instant = Instant.ofEpochMilli(time.of(record));
        long localMs =
                instant.toEpochMilli() + zone.getRules().getOffset(instant).getTotalSeconds() * 1_000L;
        long startMs = Math.floorDiv(localMs, durationMs) * durationMs;
        if (!record.originalTopic().equals(topic)) {
            paths.clear();
            lastStartMs = Long.MIN_VALUE;
            topic = record.originalTopic();
        }
        if (startMs != lastStartMs) {
            lastPath = path(startMs);
            lastStartMs = startMs;
        }
        return lastPath;
    }

    private String path(long startMs) {
        if (paths.size() >= MOST_REMEMBERED) {
            paths.clear();
        }
        return paths.computeIfAbsent(startMs, start -> head.apply(topic) + delimiter + formatted(start));
    }

    private String formatted(long localMs) {
        LocalDateTime start = LocalDateTime.ofInstant(Instant.ofEpochMilli(localMs), ZoneOffset.UTC);
        return format.format(start.atZone(zone)).replace("/", delimiter);
    }
}
