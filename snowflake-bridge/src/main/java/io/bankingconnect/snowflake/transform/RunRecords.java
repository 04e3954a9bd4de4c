package io.bankingconnect.snowflake.transform;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes the records of one run. Their offsets say which loads are done with, and change with the run's last record. */
final class RunRecords {

    static final String WATERMARK = "watermark";

    private static final DateTimeFormatter UTC_MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final String topic;
    private final Map<String, String> partition;
    private final String invocationId;
    private final String watermarkIn;
    private final String watermarkOut;

    /**
     * @param watermarkIn the loads that earlier runs were done with; empty if there were none
     * @param watermarkOut the loads that this run sees
     */
    RunRecords(String topic, String project, String invocationId, String watermarkIn, String watermarkOut) {
        this.topic = topic;
        this.partition = partition(project);
        this.invocationId = invocationId;
        this.watermarkIn = watermarkIn;
        this.watermarkOut = watermarkOut;
    }

    static Map<String, String> partition(String project) {
        return Map.of("project", project);
    }

    String watermarkOut() {
        return watermarkOut;
    }

    /** @param last whether the run is over with it */
    SourceRecord record(NodeResult result, boolean last) {
        Map<String, String> offset = Map.of(WATERMARK, last ? watermarkOut : watermarkIn);
        return new SourceRecord(
                partition,
                offset,
                topic,
                null,
                Schema.STRING_SCHEMA,
                result.node().id(),
                null,
                value(result));
    }

    private Map<String, Object> value(NodeResult result) {
        ProjectNode node = result.node();
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("invocation_id", invocationId);
        value.put("unique_id", node.id());
        value.put("resource_type", node.type().word());
        value.put("name", node.name());
        value.put("schema", node.relation() == null ? null : node.relation().schema());
        value.put("status", result.status().word());
        value.put("rows_affected", orNull(result.rowsAffected()));
        value.put("failures", orNull(result.failures()));
        value.put("execution_time_ms", result.took().toMillis());
        value.put("started_at", text(result.startedAt()));
        value.put("completed_at", text(result.completedAt()));
        value.put("message", result.message().isEmpty() ? null : result.message());
        value.put("compiled_code_hash", result.codeHash().isEmpty() ? null : result.codeHash());
        value.put("watermark_in", watermarkIn.isEmpty() ? null : watermarkIn);
        value.put("watermark_out", watermarkOut);
        return value;
    }

    private static Long orNull(OptionalLong count) {
        return count.isPresent() ? count.getAsLong() : null;
    }

    private static String text(Instant instant) {
        return UTC_MILLIS.format(instant);
    }
}
