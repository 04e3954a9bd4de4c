package io.bankingconnect.smt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The settings with which the suite's own connectors use the transforms, on rows of the bank's tables. */
class DemoSettingsTest {

    private static final Schema CUSTOMER = SchemaBuilder.struct()
            .name("banking.public.customers.Value")
            .optional()
            .field("id", Schema.INT64_SCHEMA)
            .field("first_name", Schema.STRING_SCHEMA)
            .field("last_name", Schema.STRING_SCHEMA)
            .field("email", Schema.STRING_SCHEMA)
            .field("phone", Schema.OPTIONAL_STRING_SCHEMA)
            .field("address", Schema.OPTIONAL_STRING_SCHEMA)
            .field("country", Schema.STRING_SCHEMA)
            .field("national_id", Schema.OPTIONAL_STRING_SCHEMA)
            .field("status", Schema.STRING_SCHEMA)
            .build();

    private static final Schema ACCOUNT = SchemaBuilder.struct()
            .name("banking.public.accounts.Value")
            .optional()
            .field("id", Schema.INT64_SCHEMA)
            .field("customer_id", Schema.INT64_SCHEMA)
            .field("card_number", Schema.OPTIONAL_STRING_SCHEMA)
            .field("currency", Schema.STRING_SCHEMA)
            .field("balance", Decimal.schema(2))
            .field("overdraft_limit", Decimal.schema(2))
            .field("status", Schema.STRING_SCHEMA)
            .build();

    private static final Schema TRANSACTION = SchemaBuilder.struct()
            .name("banking.public.transactions.Value")
            .optional()
            .field("id", Schema.INT64_SCHEMA)
            .field("txn_type", Schema.STRING_SCHEMA)
            .field("amount", Decimal.schema(2))
            .field("currency", Schema.STRING_SCHEMA)
            .field("related_account_id", Schema.OPTIONAL_INT64_SCHEMA)
            .field("status", Schema.STRING_SCHEMA)
            .field("decline_reason", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private List<Transformation<SourceRecord>> source;
    private List<Transformation<SourceRecord>> sink;

    @BeforeEach
    void configure() throws Exception {
        source = transforms("demo/oltp-cdc-source.json");
        sink = transforms("demo/lake-parquet-sink.json");
    }

    @Test
    void aCustomerIsReadableByIdOnly() {
        SourceRecord result = apply(sink, apply(source, update(CUSTOMER, customer("Lovelace"), customer("King"))));

        Map<String, Object> row = Event.plain(result.value());
        assertThat(row)
                .containsEntry("id", 7L)
                .containsEntry("country", "GB")
                .containsEntry("__audit_changed_fields", "last_name")
                .containsEntry("__op", "u");
        assertThat(row.get("email").toString()).matches("1\\.[0-9a-f]{32}@mail\\.example");
        assertThat(List.of("first_name", "last_name", "phone", "address", "national_id"))
                .allSatisfy(field -> assertThat(row.get(field).toString()).matches("1\\.[0-9a-f]{32}"));
        assertThat(row.toString()).doesNotContain("Ada", "King", "12 Main St", "+44 20 7946 0000", "QQ123456C");
    }

    @Test
    void ofACardTheFirstSixAndTheLastFourDigitsStay() {
        Struct account = new Struct(ACCOUNT)
                .put("id", 1L)
                .put("customer_id", 7L)
                .put("card_number", "4000000000000002")
                .put("currency", "GBP")
                .put("balance", new BigDecimal("-10.00"))
                .put("overdraft_limit", new BigDecimal("10.00"))
                .put("status", "ACTIVE");

        SourceRecord result = apply(source, update(ACCOUNT, account, account));

        assertThat(Event.currentRow(result)).containsEntry("card_number", "400000******0002");
        assertThat(result.topic()).isEqualTo("banking.public.accounts");
    }

    @Test
    void aTransferWithoutItsOtherSideGoesToTheRulesTopic() {
        Struct transfer = new Struct(TRANSACTION)
                .put("id", 1L)
                .put("txn_type", "TRANSFER")
                .put("amount", new BigDecimal("10.00"))
                .put("currency", "GBP")
                .put("related_account_id", 2L)
                .put("status", "COMPLETED");
        Struct broken = new Struct(TRANSACTION)
                .put("id", 1L)
                .put("txn_type", "TRANSFER")
                .put("amount", new BigDecimal("-10.00"))
                .put("currency", "GBP")
                .put("status", "DECLINED");

        assertThat(apply(source, update(TRANSACTION, transfer, transfer)).topic())
                .isEqualTo("banking.public.transactions");
        SourceRecord routed = apply(source, update(TRANSACTION, transfer, broken));
        assertThat(routed.topic()).isEqualTo("banking.dlq.rules");
        assertThat(routed.headers().lastWithName("__violations").value())
                .isEqualTo("amount_positive,transfer_complete,decline_has_reason");
    }

    private static Struct customer(String lastName) {
        return new Struct(CUSTOMER)
                .put("id", 7L)
                .put("first_name", "Ada")
                .put("last_name", lastName)
                .put("email", "Ada.King@mail.example")
                .put("phone", "+44 20 7946 0000")
                .put("address", "12 Main St")
                .put("country", "GB")
                .put("national_id", "QQ123456C")
                .put("status", "ACTIVE");
    }

    private static SourceRecord update(Schema row, Struct before, Struct after) {
        Schema schema = Event.envelopeSchema(row);
        Struct source = ((Struct) Event.struct(Event.Form.ENVELOPE, Event.Operation.UPDATE)
                        .record()
                        .value())
                .getStruct("source");
        Struct envelope = new Struct(schema)
                .put("before", before)
                .put("after", after)
                .put("source", source)
                .put("op", "u");
        return new SourceRecord(Map.of(), Map.of(), row.name().replace(".Value", ""), schema, envelope);
    }

    private static SourceRecord apply(List<Transformation<SourceRecord>> transforms, SourceRecord record) {
        SourceRecord result = record;
        for (Transformation<SourceRecord> transform : transforms) {
            result = transform.apply(result);
        }
        return result;
    }

    /** The transforms of a connector's settings, checked and configured as Connect does it. */
    private static List<Transformation<SourceRecord>> transforms(String file) throws Exception {
        Map<String, String> config = read(file);
        List<Transformation<SourceRecord>> transforms = new ArrayList<>();
        for (String alias : config.get("transforms").split(",")) {
            String prefix = "transforms." + alias + ".";
            Map<String, String> settings = new HashMap<>();
            config.forEach((key, value) -> {
                if (key.startsWith(prefix) && !key.equals(prefix + "type")) {
                    settings.put(key.substring(prefix.length()), value.replace("${env:PII_TOKEN_KEY}", Transforms.KEY));
                }
            });
            @SuppressWarnings("unchecked")
            Transformation<SourceRecord> transform =
                    (Transformation<SourceRecord>) Class.forName(config.get(prefix + "type"))
                            .getDeclaredConstructor()
                            .newInstance();
            assertThat(Transforms.errors(transform.config(), settings)).isEmpty();
            transform.configure(settings);
            transforms.add(transform);
        }
        return transforms;
    }

    private static Map<String, String> read(String file) throws IOException {
        try (InputStream json = DemoSettingsTest.class.getClassLoader().getResourceAsStream(file)) {
            return new ObjectMapper().readValue(json, new TypeReference<>() {});
        }
    }
}
