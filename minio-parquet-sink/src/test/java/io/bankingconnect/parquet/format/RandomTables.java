package io.bankingconnect.parquet.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalTime;
import java.util.Date;
import java.util.List;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/**
 * Schemas of any shape, with rows of them: nullable and required, nested, of logical types. Times of day are those in UTC:
 * Avro has no others.
 */
final class RandomTables {

    private static final int DEEPEST = 3;
    private static final long DAY = 86_400_000;

    /** A schema and rows of it. */
    record Table(Schema schema, List<Struct> rows) {}

    private RandomTables() {}

    static Arbitrary<Table> tables() {
        return structs(0).flatMap(schema -> rows(schema).map(rows -> new Table(schema, rows)));
    }

    private static Arbitrary<List<Struct>> rows(Schema schema) {
        return values(schema).map(Struct.class::cast).list().ofMinSize(1).ofMaxSize(25);
    }

    private static Arbitrary<Schema> structs(int depth) {
        return schemas(depth + 1).list().ofMinSize(1).ofMaxSize(5).map(fields -> {
            SchemaBuilder struct = SchemaBuilder.struct();
            for (int i = 0; i < fields.size(); i++) {
                struct.field("f" + i, fields.get(i));
            }
            return struct.build();
        });
    }

    private static Arbitrary<Schema> schemas(int depth) {
        Arbitrary<Schema> shape = depth >= DEEPEST
                ? scalars()
                : Arbitraries.frequencyOf(
                        Tuple.of(6, scalars()),
                        Tuple.of(1, Arbitraries.lazy(() -> structs(depth))),
                        Tuple.of(
                                1,
                                schemas(depth + 1)
                                        .map(item -> SchemaBuilder.array(item).build())),
                        Tuple.of(
                                1,
                                schemas(depth + 1)
                                        .map(value -> SchemaBuilder.map(Schema.STRING_SCHEMA, value)
                                                .build())));
        return Combinators.combine(shape, Arbitraries.of(true, false))
                .as((schema, optional) -> optional ? SchemaMerge.optional(schema) : schema);
    }

    private static Arbitrary<Schema> scalars() {
        List<Supplier<SchemaBuilder>> plain = List.of(
                SchemaBuilder::bool,
                SchemaBuilder::int8,
                SchemaBuilder::int16,
                SchemaBuilder::int32,
                SchemaBuilder::int64,
                SchemaBuilder::float32,
                SchemaBuilder::float64,
                SchemaBuilder::string,
                SchemaBuilder::bytes,
                org.apache.kafka.connect.data.Date::builder,
                Timestamp::builder,
                () -> SchemaBuilder.int32().name("io.debezium.time.Date"),
                () -> SchemaBuilder.string().name("io.debezium.time.ZonedTime"),
                () -> SchemaBuilder.int64().name("io.debezium.time.MicroTimestamp"));
        Arbitrary<Schema> decimals = Combinators.combine(
                        Arbitraries.integers().between(1, 38),
                        Arbitraries.integers().between(0, 38))
                .as((precision, scale) -> Decimal.builder(Math.min(precision, scale))
                        .parameter(DecimalTypes.PRECISION, precision.toString())
                        .build());
        return Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.of(plain).map(Supplier::get).map(SchemaBuilder::build)), Tuple.of(2, decimals));
    }

    static Arbitrary<Object> values(Schema schema) {
        Arbitrary<Object> present = present(schema);
        return schema.isOptional() ? present.injectNull(0.3) : present;
    }

    private static Arbitrary<Object> present(Schema schema) {
        if (schema.name() != null) {
            return logical(schema);
        }
        return switch (schema.type()) {
            case BOOLEAN -> Arbitraries.of(true, false).asGeneric();
            case INT8 -> Arbitraries.bytes().asGeneric();
            case INT16 -> Arbitraries.shorts().asGeneric();
            case INT32 -> Arbitraries.integers().asGeneric();
            case INT64 -> Arbitraries.longs().asGeneric();
            case FLOAT32 -> Arbitraries.floats().asGeneric();
            case FLOAT64 -> Arbitraries.doubles().asGeneric();
            case STRING -> Arbitraries.strings().ofMaxLength(8).asGeneric();
            case BYTES -> Arbitraries.bytes().array(byte[].class).ofMaxSize(8).asGeneric();
            case ARRAY -> values(schema.valueSchema()).list().ofMaxSize(4).asGeneric();
            case MAP ->
                Arbitraries.maps(
                                Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(3),
                                values(schema.valueSchema()))
                        .ofMaxSize(4)
                        .asGeneric();
            case STRUCT -> struct(schema);
        };
    }

    private static Arbitrary<Object> struct(Schema schema) {
        List<Arbitrary<Object>> fields = schema.fields().stream()
                .map(Field::schema)
                .map(RandomTables::values)
                .toList();
        return Combinators.combine(fields).as(values -> {
            Struct struct = new Struct(schema);
            for (int i = 0; i < values.size(); i++) {
                struct.put(schema.fields().get(i), values.get(i));
            }
            return struct;
        });
    }

    private static Arbitrary<Object> logical(Schema schema) {
        return switch (schema.name()) {
            case Decimal.LOGICAL_NAME -> {
                DecimalTypes.Digits digits = DecimalTypes.digits(schema);
                BigInteger most = BigInteger.TEN.pow(digits.precision()).subtract(BigInteger.ONE);
                yield Arbitraries.bigIntegers()
                        .between(most.negate(), most)
                        .map(unscaled -> new BigDecimal(unscaled, digits.scale()));
            }
            case org.apache.kafka.connect.data.Date.LOGICAL_NAME -> days().map(day -> new Date(day * DAY));
            case "io.debezium.time.Date" -> days().map(Long::intValue);
            case "io.debezium.time.ZonedTime" ->
                Arbitraries.longs()
                        .between(0, DAY * 1000 - 1)
                        .map(micros -> LocalTime.ofNanoOfDay(micros * 1000) + "Z");
            case Timestamp.LOGICAL_NAME -> millis().map(Date::new);
            case "io.debezium.time.MicroTimestamp" -> millis().map(millis -> millis * 1000 + 7);
            default -> throw new AssertionError(schema.name());
        };
    }

    private static Arbitrary<Long> days() {
        return Arbitraries.longs().between(-700_000, 2_900_000);
    }

    private static Arbitrary<Long> millis() {
        return days().map(day -> day * DAY + 86_399_123);
    }
}
