package io.bankingconnect.smt.record;

import java.util.List;
import org.apache.kafka.connect.data.Schema;

/** Turns values of a field into others; decided once for a schema, then applied to every record that has it. */
public interface FieldMapping {

    /**
     * Decides what becomes of a field.
     *
     * @param schema the field's schema, or null for records without
     * @return null to leave the field alone
     * @throws org.apache.kafka.connect.errors.DataException if values of this schema cannot be mapped
     */
    Mapped compile(FieldPath path, Schema schema);

    /** Maps one value. */
    interface Mapper {

        /**
         * The value's replacement; the same object if nothing changes.
         *
         * @param value the field's value, maybe null; never changed
         * @param row the structure that all paths start from
         */
        Object map(Object value, Object row);
    }

    /**
     * A field to add, worked out from another field's value.
     *
     * @param schema its schema, optional, or null for records without
     */
    record Added(String name, Schema schema, Mapper mapper) {}

    /**
     * What becomes of a field.
     *
     * @param schema its schema afterwards: the same object if it stays the same, null for records without
     * @param added fields to add to the structure that holds it
     */
    record Mapped(Schema schema, Mapper mapper, List<Added> added) {

        public Mapped(Schema schema, Mapper mapper) {
            this(schema, mapper, List.of());
        }
    }
}
