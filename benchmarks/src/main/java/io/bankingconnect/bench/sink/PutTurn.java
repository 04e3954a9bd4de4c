package io.bankingconnect.bench.sink;

import io.bankingconnect.parquet.TaskInMemory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.parquet.format.Util;

/** The sink's real task, from {@code put} to the finished file in memory, with everything awaited. */
final class PutTurn {

    /** What a consumer gives to a task at a time, by default. */
    static final int BATCH = 500;

    static final TopicPartition SOURCE = new TopicPartition("banking.public.transactions", 0);

    private static final int TAIL = 8;

    private final List<SinkRecord> records;
    private double bytesPerRow;

    PutTurn(List<Transaction> transactions) {
        records = new ArrayList<>(transactions.size());
        for (Transaction transaction : transactions) {
            records.add(TransactionSchema.record(
                    TransactionSchema.struct(transaction),
                    SOURCE.topic(),
                    SOURCE.partition(),
                    records.size(),
                    transaction.createdAtMicros() / 1_000));
        }
    }

    /**
     * What one file of all rows costs.
     *
     * @throws IllegalStateException if not every row is in it
     */
    Meter.Cost run(ExecutorService uploads) throws Exception {
        Map<String, String> settings = Map.of("flush.size", Integer.toString(records.size()));
        try (TaskInMemory task = new TaskInMemory(settings, uploads, List.of(SOURCE))) {
            Meter.Cost cost = Meter.of(() -> {
                for (int from = 0; from < records.size(); from += BATCH) {
                    task.put(records.subList(from, Math.min(records.size(), from + BATCH)));
                }
                task.awaitRows(records.size());
            });
            requireRows(task);
            return cost;
        }
    }

    private void requireRows(TaskInMemory task) throws IOException {
        byte[] file = task.lastFile();
        int length = ByteBuffer.wrap(file, file.length - TAIL, Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .getInt();
        long rows = Util.readFileMetaData(new ByteArrayInputStream(file, file.length - TAIL - length, length))
                .getNum_rows();
        if (task.files() != 1 || rows != records.size()) {
            throw new IllegalStateException("The task wrote " + task.files() + " files, the last with " + rows
                    + " rows, instead of one with " + records.size());
        }
        bytesPerRow = (double) file.length / rows;
    }

    /** The size of the last file by its rows. */
    double bytesPerRow() {
        return bytesPerRow;
    }
}
