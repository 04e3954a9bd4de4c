package io.bankingconnect.faker;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * Rows as Connect structs, with the columns and the types that Debezium would give them. Schema names are those of an
 * Avro record. Not thread-safe.
 */
final class Rows {

    private static final String NAMESPACE = "bank.oltp.";

    private static final Schema MONEY =
            Decimal.builder(2).parameter("connect.decimal.precision", "18").build();
    private static final Schema TIMESTAMP = SchemaBuilder.string()
            .name("io.debezium.time.ZonedTimestamp")
            .version(1)
            .build();
    private static final Schema OPTIONAL_DATE = SchemaBuilder.int32()
            .name("io.debezium.time.Date")
            .version(1)
            .optional()
            .build();

    private static final Schema CUSTOMER = named(Table.CUSTOMERS, "Value")
            .field("id", Schema.INT64_SCHEMA)
            .field("first_name", Schema.STRING_SCHEMA)
            .field("last_name", Schema.STRING_SCHEMA)
            .field("email", Schema.STRING_SCHEMA)
            .field("phone", Schema.OPTIONAL_STRING_SCHEMA)
            .field("address", Schema.OPTIONAL_STRING_SCHEMA)
            .field("city", Schema.OPTIONAL_STRING_SCHEMA)
            .field("postal_code", Schema.OPTIONAL_STRING_SCHEMA)
            .field("country", Schema.STRING_SCHEMA)
            .field("birth_date", OPTIONAL_DATE)
            .field("national_id", Schema.OPTIONAL_STRING_SCHEMA)
            .field("status", Schema.STRING_SCHEMA)
            .field("version", Schema.INT32_SCHEMA)
            .field("updated_by", Schema.STRING_SCHEMA)
            .field("created_at", TIMESTAMP)
            .field("updated_at", TIMESTAMP)
            .optional()
            .build();

    private static final Schema ACCOUNT = named(Table.ACCOUNTS, "Value")
            .field("id", Schema.INT64_SCHEMA)
            .field("customer_id", Schema.INT64_SCHEMA)
            .field("account_type", Schema.STRING_SCHEMA)
            .field("iban", Schema.STRING_SCHEMA)
            .field("card_number", Schema.OPTIONAL_STRING_SCHEMA)
            .field("currency", Schema.STRING_SCHEMA)
            .field("overdraft_limit", MONEY)
            .field("status", Schema.STRING_SCHEMA)
            .field("version", Schema.INT32_SCHEMA)
            .field("updated_by", Schema.STRING_SCHEMA)
            .field("created_at", TIMESTAMP)
            .field("updated_at", TIMESTAMP)
            .optional()
            .build();

    private static final Schema TRANSACTION = named(Table.TRANSACTIONS, "Value")
            .field("id", Schema.INT64_SCHEMA)
            .field("account_id", Schema.INT64_SCHEMA)
            .field("txn_type", Schema.STRING_SCHEMA)
            .field("amount", MONEY)
            .field("currency", Schema.STRING_SCHEMA)
            .field("related_account_id", Schema.OPTIONAL_INT64_SCHEMA)
            .field("merchant", Schema.OPTIONAL_STRING_SCHEMA)
            .field("mcc", Schema.OPTIONAL_STRING_SCHEMA)
            .field("channel", Schema.STRING_SCHEMA)
            .field("reference", Schema.OPTIONAL_STRING_SCHEMA)
            .field("status", Schema.STRING_SCHEMA)
            .field("decline_reason", Schema.OPTIONAL_STRING_SCHEMA)
            .field("version", Schema.INT32_SCHEMA)
            .field("updated_by", Schema.STRING_SCHEMA)
            .field("created_at", TIMESTAMP)
            .field("updated_at", TIMESTAMP)
            .optional()
            .build();

    private final Country country;
    private final Identities identities;

    Rows(Country country, Identities identities) {
        this.country = country;
        this.identities = identities;
    }

    static SchemaBuilder named(Table table, String part) {
        return SchemaBuilder.struct().name(NAMESPACE + table.sqlName() + "." + part);
    }

    static Schema schema(Table table) {
        return switch (table) {
            case CUSTOMERS -> CUSTOMER;
            case ACCOUNTS -> ACCOUNT;
            case TRANSACTIONS -> TRANSACTION;
        };
    }

    Struct struct(Row row) {
        Struct struct = new Struct(schema(row.table())).put("id", row.id());
        // Java 17 cannot switch over sealed types yet.
        if (row instanceof CustomerRow customer) {
            put(struct, customer);
        } else if (row instanceof AccountRow account) {
            put(struct, account);
        } else if (row instanceof TransactionRow transaction) {
            put(struct, transaction);
        }
        return struct.put("version", row.version())
                .put("updated_by", row.updatedBy())
                .put("created_at", timestamp(row.createdMicros()))
                .put("updated_at", timestamp(row.updatedMicros()));
    }

    private void put(Struct struct, CustomerRow row) {
        Person person = identities.of(row);
        struct.put("first_name", person.firstName())
                .put("last_name", person.lastName())
                .put("email", person.email())
                .put("phone", person.phone())
                .put("address", person.address())
                .put("city", person.city())
                .put("postal_code", person.postalCode())
                .put("country", person.country())
                .put(
                        "birth_date",
                        person.birthDate() == null
                                ? null
                                : Math.toIntExact(person.birthDate().toEpochDay()))
                .put("national_id", person.nationalId())
                .put("status", row.status().name());
    }

    private void put(Struct struct, AccountRow row) {
        struct.put("customer_id", row.customerId())
                .put("account_type", row.type().name())
                .put("iban", country.iban(row.id()))
                .put("card_number", row.type() == AccountRow.Type.SAVINGS ? null : CardNumber.of(row.id()))
                .put("currency", row.currency())
                .put("overdraft_limit", money(row.limitCents()))
                .put("status", row.status().name());
    }

    private static void put(Struct struct, TransactionRow row) {
        Merchant merchant = row.merchant();
        struct.put("account_id", row.accountId())
                .put("txn_type", row.type().name())
                .put("amount", money(row.amountCents()))
                .put("currency", row.currency())
                .put("related_account_id", row.relatedAccountId() == 0 ? null : row.relatedAccountId())
                .put("merchant", merchant == null ? null : merchant.title())
                .put("mcc", merchant == null ? null : merchant.categoryCode())
                .put("channel", row.channel().name())
                .put("reference", row.reference())
                .put("status", row.status().name())
                .put(
                        "decline_reason",
                        row.decline() == null ? null : row.decline().name());
    }

    private static BigDecimal money(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }

    private static String timestamp(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
