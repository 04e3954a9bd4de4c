package io.bankingconnect.faker;

import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Where a branch's stream stands, as Connect stores it with every record.
 *
 * @param position how many records were sent
 * @param digest of the changes up to then and of the people, to notice what no longer gives the same stream
 * @param timeline the stream's timeline
 */
record StreamOffset(long position, long digest, Timeline timeline) {

    private static final String BRANCH = "branch";
    private static final String POSITION = "position";
    private static final String DIGEST = "digest";
    private static final String START = "start.us";
    private static final String HISTORY = "history.transactions";
    private static final String LIVE = "live.us";
    private static final String INTERVAL = "interval.ns";

    /** The source partition of a branch. */
    static Map<String, Integer> partition(int branch) {
        return Map.of(BRANCH, branch);
    }

    /** @throws ConnectException if it is no source partition of this connector */
    static void checkPartition(Map<String, ?> partition) {
        if (!(partition.size() == 1
                && partition.get(BRANCH) instanceof Number branch
                && branch.longValue() >= 0
                && branch.longValue() < Ids.MOST_BRANCHES)) {
            throw new ConnectException(
                    "The simulator's source partitions are branches such as " + partition(0) + ", not " + partition);
        }
    }

    Map<String, Long> toMap() {
        return Map.of(
                POSITION,
                position,
                DIGEST,
                digest,
                START,
                timeline.startMicros(),
                HISTORY,
                timeline.historyTransactions(),
                LIVE,
                timeline.liveMicros(),
                INTERVAL,
                timeline.liveIntervalNanos());
    }

    /** @throws ConnectException if a field is missing or no number */
    static StreamOffset of(Map<String, ?> map) {
        return new StreamOffset(
                number(map, POSITION),
                number(map, DIGEST),
                new Timeline(number(map, START), number(map, HISTORY), number(map, LIVE), number(map, INTERVAL)));
    }

    private static long number(Map<String, ?> map, String field) {
        if (map.get(field) instanceof Number number) {
            return number.longValue();
        }
        throw new ConnectException("The stored offset has no number in \"" + field + "\"; reset the connector's offsets"
                + " (DELETE /connectors/<name>/offsets while it is stopped) and start with an empty database");
    }
}
