package io.bankingconnect.faker;

import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Where a stream stands, as Connect stores it with every record.
 *
 * @param position how many records were sent
 * @param digest what {@link Bank#digest()} was then, to notice settings that no longer give the same stream
 * @param timeline the stream's timeline
 */
record StreamOffset(long position, long digest, Timeline timeline) {

    /** The one source partition of the connector. */
    static final Map<String, Integer> PARTITION = Map.of("branch", 0);

    private static final String POSITION = "position";
    private static final String DIGEST = "digest";
    private static final String START = "start.us";
    private static final String INTERVAL = "interval.us";

    Map<String, Long> toMap() {
        return Map.of(
                POSITION, position, DIGEST, digest, START, timeline.startMicros(), INTERVAL, timeline.intervalMicros());
    }

    /** @throws ConnectException if a field is missing or no number */
    static StreamOffset of(Map<String, ?> map) {
        return new StreamOffset(
                number(map, POSITION), number(map, DIGEST), new Timeline(number(map, START), number(map, INTERVAL)));
    }

    private static long number(Map<String, ?> map, String field) {
        if (map.get(field) instanceof Number number) {
            return number.longValue();
        }
        throw new ConnectException("The stored offset has no number in \"" + field + "\"; reset the connector's offsets"
                + " (DELETE /connectors/<name>/offsets while it is stopped) and start with an empty database");
    }
}
