package io.bankingconnect.parquet.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Writes Connect records by way of Avro and parquet-avro, as other sinks do; it shares no code with the sink's writer. */
final class ReferenceWriter {

    private static final int DECIMAL_BYTES = 16;

    private ReferenceWriter() {}

    static byte[] write(Schema schema, List<Struct> rows) {
        org.apache.avro.Schema avro = avro(schema, "row");
        PlainParquetConfiguration settings = new PlainParquetConfiguration();
        settings.set("parquet.avro.write-old-list-structure", "false");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ParquetWriter<Object> writer = AvroParquetWriter.builder(output(file))
                .withSchema(avro)
                .withDataModel(GenericData.get())
                .withConf(settings)
                .build()) {
            for (Struct row : rows) {
                writer.write(value(schema, avro, row));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static org.apache.avro.Schema avro(Schema schema, String name) {
        org.apache.avro.Schema required = required(schema, name);
        return schema.isOptional()
                ? org.apache.avro.Schema.createUnion(
                        org.apache.avro.Schema.create(org.apache.avro.Schema.Type.NULL), required)
                : required;
    }

    private static org.apache.avro.Schema required(Schema schema, String name) {
        if (schema.name() != null) {
            return logical(schema, name);
        }
        return switch (schema.type()) {
            case BOOLEAN -> org.apache.avro.Schema.create(org.apache.avro.Schema.Type.BOOLEAN);
            case INT8, INT16, INT32 -> org.apache.avro.Schema.create(org.apache.avro.Schema.Type.INT);
            case INT64 -> org.apache.avro.Schema.create(org.apache.avro.Schema.Type.LONG);
            case FLOAT32 -> org.apache.avro.Schema.create(org.apache.avro.Schema.Type.FLOAT);
            case FLOAT64 -> org.apache.avro.Schema.create(org.apache.avro.Schema.Type.DOUBLE);
            case STRING -> org.apache.avro.Schema.create(org.apache.avro.Schema.Type.STRING);
            case BYTES -> org.apache.avro.Schema.create(org.apache.avro.Schema.Type.BYTES);
            case ARRAY -> org.apache.avro.Schema.createArray(avro(schema.valueSchema(), name + "_item"));
            case MAP -> org.apache.avro.Schema.createMap(avro(schema.valueSchema(), name + "_value"));
            case STRUCT -> {
                List<org.apache.avro.Schema.Field> fields = new ArrayList<>();
                for (Field field : schema.fields()) {
                    fields.add(new org.apache.avro.Schema.Field(
                            field.name(), avro(field.schema(), name + "_" + field.name())));
                }
                yield org.apache.avro.Schema.createRecord(name, null, null, false, fields);
            }
        };
    }

    private static org.apache.avro.Schema logical(Schema schema, String name) {
        org.apache.avro.Schema integer = org.apache.avro.Schema.create(org.apache.avro.Schema.Type.INT);
        org.apache.avro.Schema number = org.apache.avro.Schema.create(org.apache.avro.Schema.Type.LONG);
        return switch (schema.name()) {
            case Decimal.LOGICAL_NAME ->
                LogicalTypes.decimal(
                                Integer.parseInt(schema.parameters().get("connect.decimal.precision")),
                                Integer.parseInt(schema.parameters().get("scale")))
                        .addToSchema(org.apache.avro.Schema.createFixed(name, null, null, DECIMAL_BYTES));
            case org.apache.kafka.connect.data.Date.LOGICAL_NAME, "io.debezium.time.Date" ->
                LogicalTypes.date().addToSchema(integer);
            case "io.debezium.time.ZonedTime" -> LogicalTypes.timeMicros().addToSchema(number);
            case Timestamp.LOGICAL_NAME -> LogicalTypes.timestampMicros().addToSchema(number);
            case "io.debezium.time.MicroTimestamp" ->
                LogicalTypes.localTimestampMicros().addToSchema(number);
            default -> throw new AssertionError(schema.name());
        };
    }

    private static Object value(Schema schema, org.apache.avro.Schema avro, Object value) {
        if (value == null) {
            return null;
        }
        org.apache.avro.Schema required = schema.isOptional() ? avro.getTypes().get(1) : avro;
        if (schema.name() != null) {
            return logicalValue(schema, required, value);
        }
        return switch (schema.type()) {
            case INT8, INT16 -> ((Number) value).intValue();
            case BYTES -> ByteBuffer.wrap((byte[]) value);
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                ((List<?>) value)
                        .forEach(item -> items.add(value(schema.valueSchema(), required.getElementType(), item)));
                yield items;
            }
            case MAP -> {
                Map<Object, Object> entries = new LinkedHashMap<>();
                ((Map<?, ?>) value)
                        .forEach((key, item) ->
                                entries.put(key, value(schema.valueSchema(), required.getValueType(), item)));
                yield entries;
            }
            case STRUCT -> {
                GenericData.Record struct = new GenericData.Record(required);
                for (Field field : schema.fields()) {
                    Object part = ((Struct) value).getWithoutDefault(field.name());
                    struct.put(
                            field.name(),
                            value(
                                    field.schema(),
                                    required.getField(field.name()).schema(),
                                    part));
                }
                yield struct;
            }
            default -> value;
        };
    }

    private static Object logicalValue(Schema schema, org.apache.avro.Schema required, Object value) {
        return switch (schema.name()) {
            case Decimal.LOGICAL_NAME -> {
                byte[] digits = ((BigDecimal) value).unscaledValue().toByteArray();
                byte[] fixed = new byte[DECIMAL_BYTES];
                Arrays.fill(fixed, (byte) (((BigDecimal) value).signum() < 0 ? -1 : 0));
                System.arraycopy(digits, 0, fixed, DECIMAL_BYTES - digits.length, digits.length);
                yield new GenericData.Fixed(required, fixed);
            }
            case org.apache.kafka.connect.data.Date.LOGICAL_NAME ->
                Math.toIntExact(((Date) value).getTime() / 86_400_000);
            case "io.debezium.time.ZonedTime" ->
                OffsetTime.parse((String) value).toLocalTime().toNanoOfDay() / 1000;
            case Timestamp.LOGICAL_NAME -> ((Date) value).getTime() * 1000;
            default -> value;
        };
    }

    private static OutputFile output(ByteArrayOutputStream file) {
        return new OutputFile() {
            @Override
            public PositionOutputStream create(long blockSizeHint) {
                return new PositionOutputStream() {
                    @Override
                    public long getPos() {
                        return file.size();
                    }

                    @Override
                    public void write(int b) {
                        file.write(b);
                    }

                    @Override
                    public void write(byte[] bytes, int from, int length) {
                        file.write(bytes, from, length);
                    }
                };
            }

            @Override
            public PositionOutputStream createOrOverwrite(long blockSizeHint) {
                return create(blockSizeHint);
            }

            @Override
            public boolean supportsBlockSize() {
                return false;
            }

            @Override
            public long defaultBlockSize() {
                return 0;
            }
        };
    }
}
