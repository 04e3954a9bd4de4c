package io.bankingconnect.faker;

import java.math.BigDecimal;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * Rows as Connect structs, with the columns and the types that Debezium would give them. Schema names are those of an
 * Avro record. Not thread-safe.
 */
final class Rows {

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

    private static final Schema FRAUD = named(Table.FRAUD, "Value")
            .field("transaction_id", Schema.INT64_SCHEMA)
            .field("scenario", Schema.STRING_SCHEMA)
            .field("scenario_id", Schema.INT64_SCHEMA)
            .field("step", Schema.INT32_SCHEMA)
            .field("account_id", Schema.INT64_SCHEMA)
            .field("created_at", TIMESTAMP)
            .build();

    private final Country country;
    private final Identities identities;
    private final Timestamps timestamps = new Timestamps();

    Rows(Country country, Identities identities) {
        this.country = country;
        this.identities = identities;
    }

    static SchemaBuilder named(Table table, String part) {
        String namespace = table == Table.FRAUD ? "bank.fraud." : "bank.oltp." + table.sqlName() + ".";
        return SchemaBuilder.struct().name(namespace + part);
    }

    /** The schema of a table's rows; optional, as an envelope may lack them. */
    static Schema schema(Table table) {
        return switch (table) {
            case CUSTOMERS -> CUSTOMER;
            case ACCOUNTS -> ACCOUNT;
            case TRANSACTIONS -> TRANSACTION;
            case FRAUD -> FRAUD;
        };
    }

    Struct struct(Row row) {
        // Java 17 cannot switch over sealed types yet.
        if (row instanceof TransactionRow transaction) {
            return struct(transaction);
        }
        if (row instanceof CustomerRow customer) {
            return struct(customer);
        }
        return row instanceof AccountRow account ? struct(account) : struct((FraudRow) row);
    }

    private Struct struct(CustomerRow row) {
        Person person = identities.of(row);
        Integer birthDate = person.birthDate() == null
                ? null
                : Math.toIntExact(person.birthDate().toEpochDay());
        Columns columns = new Columns(CUSTOMER)
                .put(row.id())
                .put(person.firstName())
                .put(person.lastName())
                .put(person.email())
                .put(person.phone())
                .put(person.address())
                .put(person.city())
                .put(person.postalCode())
                .put(person.country())
                .put(birthDate)
                .put(person.nationalId())
                .put(row.status().name());
        return endOf(columns, row);
    }

    private Struct struct(AccountRow row) {
        Columns columns = new Columns(ACCOUNT)
                .put(row.id())
                .put(row.customerId())
                .put(row.type().name())
                .put(country.iban(row.id()))
                .put(row.type() == AccountRow.Type.SAVINGS ? null : CardNumber.of(row.id()))
                .put(row.currency().name())
                .put(money(row.limitCents()))
                .put(row.status().name());
        return endOf(columns, row);
    }

    private Struct struct(TransactionRow row) {
        Merchant merchant = row.merchant();
        Columns columns = new Columns(TRANSACTION)
                .put(row.id())
                .put(row.accountId())
                .put(row.type().name())
                .put(money(row.amountCents()))
                .put(row.currency().name())
                .put(row.relatedAccountId() == 0 ? null : (Long) row.relatedAccountId())
                .put(merchant == null ? null : merchant.title())
                .put(merchant == null ? null : merchant.categoryCode())
                .put(row.channel().name())
                .put(row.reference())
                .put(row.status().name())
                .put(row.decline() == null ? null : row.decline().name());
        return endOf(columns, row);
    }

    private Struct struct(FraudRow row) {
        return new Columns(FRAUD)
                .put(row.id())
                .put(row.scenario().label())
                .put(row.scenarioId())
                .put(row.step())
                .put(row.accountId())
                .put(timestamps.of(row.createdMicros()))
                .struct();
    }

    private Struct endOf(Columns columns, Row row) {
        String updated = timestamps.of(row.updatedMicros());
        return columns.put(row.version())
                .put(row.updatedBy())
                .put(row.createdMicros() == row.updatedMicros() ? updated : timestamps.of(row.createdMicros()))
                .put(updated)
                .struct();
    }

    private static BigDecimal money(long cents) {
        return BigDecimal.valueOf(cents, 2);
    }
}
