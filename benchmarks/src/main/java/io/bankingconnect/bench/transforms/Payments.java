package io.bankingconnect.bench.transforms;

import java.math.BigDecimal;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Updates of rows of ten fields, as Debezium's envelopes: no two rows have the same texts. */
final class Payments {

    private static final String TOPIC = "banking.public.payments";

    private static final Schema ROW = SchemaBuilder.struct()
            .name(TOPIC + ".Value")
            .optional()
            .field("id", Schema.INT64_SCHEMA)
            .field("first_name", Schema.STRING_SCHEMA)
            .field("last_name", Schema.STRING_SCHEMA)
            .field("email", Schema.STRING_SCHEMA)
            .field("card_number", Schema.OPTIONAL_STRING_SCHEMA)
            .field("amount", Decimal.builder(2).optional().build())
            .field("currency", Schema.STRING_SCHEMA)
            .field("note", Schema.OPTIONAL_STRING_SCHEMA)
            .field("status", Schema.STRING_SCHEMA)
            .field("updated_at", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private static final Schema SOURCE = SchemaBuilder.struct()
            .name("io.debezium.connector.postgresql.Source")
            .field("version", Schema.STRING_SCHEMA)
            .field("connector", Schema.STRING_SCHEMA)
            .field("name", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.INT64_SCHEMA)
            .field(
                    "snapshot",
                    SchemaBuilder.string().optional().defaultValue("false").build())
            .field("db", Schema.STRING_SCHEMA)
            .field("schema", Schema.STRING_SCHEMA)
            .field("table", Schema.STRING_SCHEMA)
            .field("txId", Schema.OPTIONAL_INT64_SCHEMA)
            .field("lsn", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private static final Schema ENVELOPE = SchemaBuilder.struct()
            .name(TOPIC + ".Envelope")
            .version(2)
            .field("before", ROW)
            .field("after", ROW)
            .field("source", SOURCE)
            .field("op", Schema.STRING_SCHEMA)
            .field("ts_ms", Schema.OPTIONAL_INT64_SCHEMA)
            .build();

    private Payments() {}

    /**
     * Updates of rows that are all different.
     *
     * @param everyTextChanges whether an update changes every text, or only amount and status
     */
    static SourceRecord[] updates(int count, boolean everyTextChanges) {
        SourceRecord[] records = new SourceRecord[count];
        for (int i = 0; i < count; i++) {
            Struct before = row(everyTextChanges ? count + i : i).put("amount", new BigDecimal("11.00"));
            Struct envelope = new Struct(ENVELOPE)
                    .put("before", before.put("status", "PENDING"))
                    .put("after", row(i))
                    .put("source", source(i))
                    .put("op", "u")
                    .put("ts_ms", 1_700_000_000_456L + i);
            records[i] = new SourceRecord(Map.of(), Map.of(), TOPIC, null, null, ENVELOPE, envelope);
        }
        return records;
    }

    private static Struct row(int number) {
        return new Struct(ROW)
                .put("id", (long) number)
                .put("first_name", "First" + number)
                .put("last_name", "Family" + number)
                .put("email", "first.family" + number + "@example.org")
                .put("card_number", cardNumber(number))
                .put("amount", BigDecimal.valueOf(1250L + number, 2))
                .put("currency", "EUR")
                .put("note", "paid at the counter, receipt " + number)
                .put("status", "COMPLETED")
                .put("updated_at", 1_700_000_000_000L + number);
    }

    /** A number from a test range, with its check digit. */
    private static String cardNumber(int account) {
        String body = "400000%09d".formatted(account);
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(i) - '0';
            int weighted = i % 2 == 0 ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return body + (10 - sum % 10) % 10;
    }

    private static Struct source(int number) {
        return new Struct(SOURCE)
                .put("version", "3.6.3.Final")
                .put("connector", "postgresql")
                .put("name", "banking")
                .put("ts_ms", 1_700_000_000_123L)
                .put("snapshot", "false")
                .put("db", "bank")
                .put("schema", "public")
                .put("table", "payments")
                .put("txId", 42L)
                .put("lsn", 4711L + number);
    }
}
