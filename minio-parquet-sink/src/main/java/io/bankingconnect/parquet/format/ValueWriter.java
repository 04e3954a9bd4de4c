package io.bankingconnect.parquet.format;

import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** Writes prepared values of one type into their leaf columns, with Dremel's levels. Not safe for concurrent use. */
interface ValueWriter {

    /** Writes a value that is there, at the definition level that says so. */
    void write(Object prepared, int repetition, int definition);

    /** Writes that the value, or something around it, is missing. */
    void writeNull(int repetition, int definition);

    /** A writer of a field, which may be null if it is optional. */
    record Field(ValueWriter value, boolean optional) {

        void write(Object prepared, int repetition, int definition) {
            if (prepared == null) {
                value.writeNull(repetition, definition);
            } else {
                value.write(prepared, repetition, optional ? definition + 1 : definition);
            }
        }
    }

    /** A writer of one column. */
    abstract class Leaf implements ValueWriter {

        private final ColumnWriter column;

        private Leaf(ColumnWriter column) {
            this.column = column;
        }

        static Leaf ofInts(ColumnWriter column) {
            return new Leaf(column) {
                @Override
                public void write(Object prepared, int repetition, int definition) {
                    column.write((int) prepared, repetition, definition);
                }
            };
        }

        static Leaf ofLongs(ColumnWriter column) {
            return new Leaf(column) {
                @Override
                public void write(Object prepared, int repetition, int definition) {
                    column.write((long) prepared, repetition, definition);
                }
            };
        }

        static Leaf ofFloats(ColumnWriter column) {
            return new Leaf(column) {
                @Override
                public void write(Object prepared, int repetition, int definition) {
                    column.write((float) prepared, repetition, definition);
                }
            };
        }

        static Leaf ofDoubles(ColumnWriter column) {
            return new Leaf(column) {
                @Override
                public void write(Object prepared, int repetition, int definition) {
                    column.write((double) prepared, repetition, definition);
                }
            };
        }

        static Leaf ofBooleans(ColumnWriter column) {
            return new Leaf(column) {
                @Override
                public void write(Object prepared, int repetition, int definition) {
                    column.write((boolean) prepared, repetition, definition);
                }
            };
        }

        static Leaf ofBinary(ColumnWriter column) {
            return new Leaf(column) {
                @Override
                public void write(Object prepared, int repetition, int definition) {
                    Binary value = prepared instanceof String text ? Binary.fromString(text) : (Binary) prepared;
                    column.write(value, repetition, definition);
                }
            };
        }

        @Override
        public void writeNull(int repetition, int definition) {
            column.writeNull(repetition, definition);
        }
    }
}
