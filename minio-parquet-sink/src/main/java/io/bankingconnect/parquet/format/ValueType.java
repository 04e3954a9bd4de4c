package io.bankingconnect.parquet.format;

import java.util.Iterator;
import org.apache.kafka.connect.errors.DataException;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * How the values of one Connect schema are stored in Parquet.
 *
 * <p>Writing takes two steps, so that a bad value leaves no half of its row behind: {@link #prepare} may fail and writes
 * nothing, {@link ValueWriter#write} takes what it returned and does not fail.
 */
interface ValueType {

    /** The type as a field of a Parquet schema. */
    Type parquet(Repetition repetition, String name);

    /** The type in the notation of {@link io.bankingconnect.lake.LakeColumn}. */
    String lakeType();

    /**
     * Turns a Connect value into what the writer takes.
     *
     * @param value not null
     * @throws DataException if the type cannot hold it; the message does not quote it
     */
    Object prepare(Object value);

    /**
     * A writer over this type's leaf columns.
     *
     * @param leaves the columns of the schema in order, from which the type takes its own
     * @param repetition the repetition level of the innermost list or map around it
     */
    ValueWriter writer(Iterator<ColumnWriter> leaves, int repetition);
}
