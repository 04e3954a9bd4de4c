package io.bankingconnect.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankingconnect.parquet.format.RandomTables.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Rows of an old and of a new schema, in any order, are in one file what they were before, in the merged columns. */
@Tag("hadoop")
class EvolvedTablesTest {

    /** Rows of two schemas, in the order in which they come. */
    record Flips(Schema earlier, Schema later, List<Struct> rows) {}

    @Provide
    Arbitrary<Flips> flips() {
        Arbitrary<Schema> earlier = RandomTables.tables().map(Table::schema);
        return Combinators.combine(earlier, Arbitraries.randoms())
                .as((schema, random) -> List.of(schema, new Evolution(random).ofRow(schema)))
                .flatMap(schemas -> Arbitraries.oneOf(
                                RandomTables.values(schemas.get(0)), RandomTables.values(schemas.get(1)))
                        .map(Struct.class::cast)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(20)
                        .map(rows -> new Flips(schemas.get(0), schemas.get(1), rows)));
    }

    @Property(tries = 100)
    void nothingIsLost(@ForAll("flips") Flips flips) {
        Schema merged = SchemaMerge.merge(flips.earlier(), flips.later());
        RowSchema columns = RowSchema.of(merged, List.of());
        ParquetEncoder encoder = new ParquetEncoder(columns, Codec.NONE);
        List<Struct> expected = new ArrayList<>();

        for (Struct row : flips.rows()) {
            encoder.append(columns.row(new SinkRecord("topic", 0, null, null, row.schema(), row, 0)));
            expected.add((Struct) converted(row, row.schema(), merged));
        }

        assertThat(ParquetRows.of(encoder.finish(Map.of())))
                .isEqualTo(ParquetRows.of(ReferenceWriter.write(merged, expected)));
    }

    /** The order in which they come decides the order of the columns, but not which there are. */
    @Property(tries = 100)
    void whichOfTheTwoComesFirstDoesNotMatter(@ForAll("flips") Flips flips) {
        RowSchema one = RowSchema.of(SchemaMerge.merge(flips.earlier(), flips.later()), List.of());
        Schema other = SchemaMerge.merge(flips.later(), flips.earlier());

        assertThat(one.hasColumnsOf(RowSchema.of(SchemaMerge.merge(flips.earlier(), other), List.of())))
                .isTrue();
    }

    private static Object converted(Object value, Schema from, Schema to) {
        if (value == null) {
            return null;
        }
        return switch (to.type()) {
            case STRUCT -> {
                Struct struct = new Struct(to);
                for (Field field : to.fields()) {
                    Field own = from.field(field.name());
                    Object part = own == null ? null : ((Struct) value).getWithoutDefault(field.name());
                    struct.put(field, own == null ? null : converted(part, own.schema(), field.schema()));
                }
                yield struct;
            }
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                ((List<?>) value).forEach(item -> items.add(converted(item, from.valueSchema(), to.valueSchema())));
                yield items;
            }
            case MAP -> {
                Map<Object, Object> entries = new LinkedHashMap<>();
                ((Map<?, ?>) value)
                        .forEach(
                                (key, item) -> entries.put(key, converted(item, from.valueSchema(), to.valueSchema())));
                yield entries;
            }
            default -> scalar(value, to);
        };
    }

    private static Object scalar(Object value, Schema to) {
        if (value instanceof BigDecimal decimal) {
            return decimal.setScale(Integer.parseInt(to.parameters().get("scale")));
        }
        if (!(value instanceof Number number)) {
            return value;
        }
        return switch (to.type()) {
            case INT8 -> number.byteValue();
            case INT16 -> number.shortValue();
            case INT32 -> number.intValue();
            case INT64 -> number.longValue();
            case FLOAT32 -> number.floatValue();
            case FLOAT64 -> number.doubleValue();
            default -> throw new AssertionError(to.type());
        };
    }
}
