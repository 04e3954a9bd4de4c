package io.bankingconnect.parquet;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;

/** A struct with one optional field of its own type, as converters make of a recursive Avro record. */
final class RecursiveSchema implements Schema {

    private final String field;

    RecursiveSchema(String field) {
        this.field = field;
    }

    @Override
    public Type type() {
        return Type.STRUCT;
    }

    @Override
    public boolean isOptional() {
        return true;
    }

    @Override
    public Object defaultValue() {
        return null;
    }

    @Override
    public String name() {
        return null;
    }

    @Override
    public Integer version() {
        return null;
    }

    @Override
    public String doc() {
        return null;
    }

    @Override
    public Map<String, String> parameters() {
        return null;
    }

    @Override
    public Schema keySchema() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Schema valueSchema() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Field> fields() {
        return List.of(field(field));
    }

    @Override
    public Field field(String name) {
        return name.equals(field) ? new Field(field, 0, this) : null;
    }

    @Override
    public Schema schema() {
        return this;
    }
}
