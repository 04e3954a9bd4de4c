package io.bankingconnect.smt;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;

import io.bankingconnect.smt.audit.AuditItem;
import io.bankingconnect.smt.audit.AuditTrail;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The settings of {@link CdcAudit}. */
final class CdcAuditConfig extends TransformConfig {

    static final String INCLUDE = "include";
    static final String OUTPUT = "output";
    static final String PREFIX = "prefix";

    private enum Output {
        FIELD,
        HEADER
    }

    private static final Choices ITEMS = Choices.of(AuditItem.class);
    private static final Choices OUTPUTS = Choices.of(Output.class);

    static final ConfigDef DEF = new ConfigDef()
            .define(
                    INCLUDE,
                    Type.LIST,
                    "op,commit_ts_ms,lsn,tx_id,changed_fields",
                    ITEMS,
                    HIGH,
                    "What to add, in this order: op (c, u, d, r), commit_ts_ms, lsn, tx_id, changed_fields (names with"
                            + " commas between them), ingest_ts_ms, before (the row before the change as JSON, personal"
                            + " data included: put TokenizePii first).",
                    "Audit",
                    1,
                    Width.LONG,
                    "Include")
            .define(
                    OUTPUT,
                    Type.STRING,
                    "field",
                    OUTPUTS,
                    HIGH,
                    "field adds them to the row (in an envelope to after, or to before when a row was deleted, where"
                            + " flattening finds them); header to the record's headers.",
                    "Audit",
                    2,
                    Width.SHORT,
                    "Output",
                    List.of(),
                    OUTPUTS)
            .define(
                    PREFIX,
                    Type.STRING,
                    "__audit_",
                    null,
                    MEDIUM,
                    "Begins the names of the fields or headers.",
                    "Audit",
                    3,
                    Width.SHORT,
                    "Prefix");

    CdcAuditConfig(Map<String, ?> props) {
        super(DEF, props);
    }

    boolean toHeaders() {
        return getString(OUTPUT).equals("header");
    }

    AuditTrail auditTrail(Clock clock) {
        List<AuditItem> items = getList(INCLUDE).stream()
                .map(name -> AuditItem.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
        return new AuditTrail(items, getString(PREFIX), clock);
    }
}
