package io.bankingconnect.parquet.layout;

import org.apache.kafka.connect.sink.SinkRecord;

/** Chooses the directories of a record's file. For one thread. */
public interface Partitioner {

    /**
     * The directories, below the lake's own. For one record they are always the same, unless its time is the clock's.
     *
     * @param record one whose value is a struct
     * @throws org.apache.kafka.connect.errors.DataException if the record lacks what they are made of
     */
    String path(SinkRecord record);
}
