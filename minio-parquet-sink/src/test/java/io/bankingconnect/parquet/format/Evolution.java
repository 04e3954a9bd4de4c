package io.bankingconnect.parquet.format;

import java.util.List;
import java.util.Random;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;

/** Makes of a schema the one of a later release: fields added, dropped, made optional or required, numbers wider. */
final class Evolution {

    private final Random random;

    Evolution(Random random) {
        this.random = random;
    }

    /** Of a row's schema, which is never optional. */
    Schema ofRow(Schema schema) {
        return struct(schema).build();
    }

    private Schema of(Schema schema) {
        SchemaBuilder later = switch (schema.type()) {
            case STRUCT -> struct(schema);
            case ARRAY -> SchemaBuilder.array(of(schema.valueSchema()));
            case MAP -> SchemaBuilder.map(schema.keySchema(), of(schema.valueSchema()));
            case BYTES -> schema.name() == null ? SchemaBuilder.bytes() : decimal(schema);
            default -> scalar(schema);
        };
        return random.nextInt(4) == 0 != schema.isOptional() ? later.optional().build() : later.build();
    }

    private SchemaBuilder struct(Schema schema) {
        SchemaBuilder later = SchemaBuilder.struct();
        if (random.nextInt(3) == 0) {
            later.field("added", random.nextBoolean() ? Schema.STRING_SCHEMA : Schema.OPTIONAL_FLOAT32_SCHEMA);
        }
        List<Field> fields = schema.fields();
        for (Field field : fields) {
            boolean last = field.index() == fields.size() - 1 && later.fields().isEmpty();
            if (last || random.nextInt(4) > 0) {
                later.field(field.name(), of(field.schema()));
            }
        }
        return later;
    }

    private SchemaBuilder scalar(Schema schema) {
        if (schema.name() != null) {
            return SchemaBuilder.type(schema.type()).name(schema.name());
        }
        List<Schema.Type> wider = switch (schema.type()) {
            case INT8, INT16, INT32 -> List.of(schema.type(), Schema.Type.INT32, Schema.Type.INT64);
            case FLOAT32 -> List.of(Schema.Type.FLOAT32, Schema.Type.FLOAT64);
            default -> List.of(schema.type());
        };
        return SchemaBuilder.type(wider.get(random.nextInt(wider.size())));
    }

    private SchemaBuilder decimal(Schema schema) {
        DecimalTypes.Digits digits = DecimalTypes.digits(schema);
        int more = Math.min(random.nextInt(5), DecimalTypes.MAX_PRECISION - digits.precision());
        int scale = digits.scale() + (more == 0 ? 0 : random.nextInt(more + 1));
        return Decimal.builder(scale).parameter(DecimalTypes.PRECISION, Integer.toString(digits.precision() + more));
    }
}
