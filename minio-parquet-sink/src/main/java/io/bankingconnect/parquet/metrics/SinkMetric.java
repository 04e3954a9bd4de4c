package io.bankingconnect.parquet.metrics;

/** The metrics of a sink task: names, units and meanings as users see them. */
enum SinkMetric {
    ROWS_TOTAL("rows-total", "rows", "Rows of committed files."),
    ROWS_RATE("rows-rate", "rows/s", "Rows committed per second."),
    BYTES_TOTAL("bytes-total", "bytes", "Bytes of committed files."),
    BYTES_RATE("bytes-rate", "bytes/s", "Bytes committed per second."),
    FILES_TOTAL("files-total", "files", "Committed files."),
    REFUSED_RECORDS_TOTAL(
            "refused-records-total",
            "records",
            "Records that are in the dead-letter queue instead of a file. They count when their offsets are"
                    + " committed."),
    OPEN_FILES("open-files", "files", "Files that are being filled."),
    BUFFERED_BYTES(
            "buffered-bytes", "bytes", "Memory that open files and files on their way to the store take, about."),
    MEMORY_BUDGET_BYTES("memory-budget-bytes", "bytes", "What buffered-bytes is kept within: memory.budget.bytes."),
    OLDEST_UNWRITTEN_RECORD_AGE_MS(
            "oldest-unwritten-record-age-ms",
            "ms",
            "Time by the worker's clock since the task took the oldest of the records that it has not committed; 0 if"
                    + " it has committed all. What still waits in Kafka is not in it but in the consumer's lag."),
    UPLOAD_AVG_TIME_MS(
            "upload-avg-time-ms", "ms", "Average time in which the store took a file; NaN if it took none lately."),
    UPLOAD_MAX_TIME_MS(
            "upload-max-time-ms", "ms", "Longest time in which the store took a file; NaN if it took none lately."),
    RETRIES_TOTAL(
            "retries-total",
            "attempts",
            "Attempts to commit or to take a topic partition over that an outage ended. Each is made again."),
    PARTITIONS_IN_OUTAGE(
            "partitions-in-outage",
            "topic partitions",
            "Topic partitions whose latest attempt was ended by an outage, and that wait for the next one."),
    FENCED_TOTAL(
            "fenced-total",
            "times",
            "How often this task found that another writer had taken a topic partition over from it."),
    COMMITTED_OFFSET(
            "committed-offset",
            "offset",
            "For each topic partition, with the tags topic and partition: the offset of the first record that is not"
                    + " committed. Absent until it is known, and when the task no longer writes the partition.");

    private final String metricName;
    private final String unit;
    private final String meaning;

    SinkMetric(String metricName, String unit, String meaning) {
        this.metricName = metricName;
        this.unit = unit;
        this.meaning = meaning;
    }

    String metricName() {
        return metricName;
    }

    String unit() {
        return unit;
    }

    String meaning() {
        return meaning;
    }
}
