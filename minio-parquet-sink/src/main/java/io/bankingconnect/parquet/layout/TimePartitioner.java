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
    private final Map<Long, String> formatted = new HashMap<>();

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
        if (formatted.size() >= MOST_REMEMBERED) {
            formatted.clear();
        }
        return head.apply(record.originalTopic()) + delimiter + formatted.computeIfAbsent(startMs, this::formatted);
    }

    private String formatted(long localMs) {
        LocalDateTime start = LocalDateTime.ofInstant(Instant.ofEpochMilli(localMs), ZoneOffset.UTC);
        return format.format(start.atZone(zone)).replace("/", delimiter);
    }
}
