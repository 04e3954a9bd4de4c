package io.bankingconnect.parquet.format;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.apache.parquet.io.api.Binary;

/**
 * The Parquet type of every Connect schema of a single value, by its semantic name where that changes how it is stored.
 * Other names, such as those of Debezium's uuid, json, xml, enum or interval, leave a text a text.
 */
final class ScalarTypes {

    private static final Map<String, SemanticType> BY_NAME = new HashMap<>(TemporalTypes.BY_NAME);

    static {
        BY_NAME.put(Decimal.LOGICAL_NAME, new SemanticType(Schema.Type.BYTES, DecimalTypes::of));
        BY_NAME.put(
                "io.debezium.data.VariableScaleDecimal",
                SemanticType.of(
                        Schema.Type.STRUCT,
                        ScalarType.of(BINARY, stringType(), "string", VariableScaleDecimal::prepare)));
    }

    private ScalarTypes() {}

    /** The schema's semantic name if it changes how values are stored, else an empty text. */
    static String meaning(Schema schema) {
        return isMeaningful(schema) ? schema.name() : "";
    }

    /** Whether the schema's name changes how values are stored; a struct of such a name is a single value. */
    static boolean isMeaningful(Schema schema) {
        SemanticType semantic = schema.name() == null ? null : BY_NAME.get(schema.name());
        return semantic != null && semantic.carrier() == schema.type();
    }

    static ScalarType of(Schema schema) {
        return isMeaningful(schema) ? BY_NAME.get(schema.name()).column().apply(schema) : primitive(schema);
    }

    private static ScalarType primitive(Schema schema) {
        return switch (schema.type()) {
            case BOOLEAN -> ScalarType.of(BOOLEAN, null, "boolean", value -> value);
            case INT8, INT16 -> ScalarType.of(INT32, null, "int", value -> ((Number) value).intValue());
            case INT32 ->
                ScalarType.of(
                        INT32, null, "int", value -> value instanceof Integer ? value : ((Number) value).intValue());
            case INT64 ->
                ScalarType.of(
                        INT64, null, "long", value -> value instanceof Long ? value : ((Number) value).longValue());
            case FLOAT32 -> ScalarType.of(FLOAT, null, "float", value -> value);
            case FLOAT64 -> ScalarType.of(DOUBLE, null, "double", value -> ((Number) value).doubleValue());
            case STRING -> ScalarType.of(BINARY, stringType(), "string", value -> value);
            case BYTES -> ScalarType.of(BINARY, null, "binary", ScalarTypes::bytes);
            default -> throw new DataException("type " + schema.type() + " is not one of a single value");
        };
    }

    /** The bytes of a Connect value, which is an array or a buffer. */
    static Object bytes(Object value) {
        return value instanceof ByteBuffer buffer
                ? Binary.fromConstantByteBuffer(buffer.duplicate())
                : Binary.fromConstantByteArray((byte[]) value);
    }
}
