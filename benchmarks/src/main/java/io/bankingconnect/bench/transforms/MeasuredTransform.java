package io.bankingconnect.bench.transforms;

import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** The transforms that are measured, with their settings. */
public enum MeasuredTransform {
    EXTRACT_NEW_RECORD_STATE(
            "Debezium's ExtractNewRecordState, as on the lake's sink",
            "io.debezium.transforms.ExtractNewRecordState",
            Map.of(
                    "delete.tombstone.handling.mode",
                    "rewrite",
                    "add.fields",
                    "op,source.ts_ms,source.lsn,source.txId")),
    MASK_FIELD(
            "Kafka's MaskField, of a top-level field",
            "org.apache.kafka.connect.transforms.MaskField$Value",
            Map.of("fields", "op")),
    TOKENIZE_PII("TokenizePii, three fields", "TokenizePii$Value", Settings.TOKENS),
    TOKENIZE_PII_CHANGED("TokenizePii, three fields, all changed", "TokenizePii$Value", Settings.TOKENS),
    MASK_PAN("MaskPan, one field", "MaskPan$Value", Map.of("fields", "card_number")),
    MASK_PAN_EVERYWHERE("MaskPan, every text", "MaskPan$Value", Map.of()),
    NORMALIZE_MONEY("NormalizeMoney, decimals", "NormalizeMoney$Value", Map.of("fields", "amount", "scale", "4")),
    NORMALIZE_MONEY_MINOR(
            "NormalizeMoney, minor units",
            "NormalizeMoney$Value",
            Map.of("fields", "amount", "output", "minor", "currency.field", "currency")),
    VALIDATE_RULES("ValidateRules, five rules", "ValidateRules", Map.of("rules", Settings.RULES)),
    CDC_AUDIT("CdcAudit, five fields", "CdcAudit", Map.of()),
    CDC_AUDIT_HEADERS("CdcAudit, five headers", "CdcAudit", Map.of("output", "header")),
    SCHEMA_DRIFT_GUARD("SchemaDriftGuard, learned", "SchemaDriftGuard$Value", Map.of());

    private final String title;
    private final String type;
    private final Map<String, String> settings;

    MeasuredTransform(String title, String type, Map<String, String> settings) {
        this.title = title;
        this.type = type.contains(".") ? type : "io.bankingconnect.smt." + type;
        this.settings = settings;
    }

    private static final class Settings {

        static final Map<String, String> TOKENS =
                Map.of("fields", "first_name,last_name,email", "key", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=");

        static final String RULES = "positive: amount > 0; known: currency in ('EUR', 'GBP', 'USD');"
                + " named: last_name is not null; mail: email matches '[^@ ]+@[^@ ]+';"
                + " final: if status = 'COMPLETED' then updated_at > 0";
    }

    String title() {
        return title;
    }

    /** Whether it is measured on updates that change every text. */
    boolean everyTextChanges() {
        return this == TOKENIZE_PII_CHANGED;
    }

    @SuppressWarnings("unchecked")
    Transformation<SourceRecord> create() throws ReflectiveOperationException {
        Transformation<SourceRecord> transform = (Transformation<SourceRecord>)
                Class.forName(type).getDeclaredConstructor().newInstance();
        transform.configure(settings);
        return transform;
    }
}
