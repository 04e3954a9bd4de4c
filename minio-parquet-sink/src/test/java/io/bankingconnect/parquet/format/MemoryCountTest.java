package io.bankingconnect.parquet.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes that open files count themselves to take, against those that the heap has for them. */
class MemoryCountTest {

    private static final Schema ROW = SchemaBuilder.struct()
            .field("id", Schema.INT64_SCHEMA)
            .field("flag", Schema.OPTIONAL_BOOLEAN_SCHEMA)
            .field("kind", Schema.STRING_SCHEMA)
            .field("reference", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    @ParameterizedTest(name = "{0} files of {1} rows")
    @CsvSource({"20000, 1", "5000, 100", "1000, 1000", "3, 400000"})
    void whatIsCountedIsWhatTheHeapHas(int files, int rowsPerFile) {
        RowSchema schema = RowSchema.of(ROW, MetadataColumn.DEFAULT);
        List<ParquetEncoder> open = new ArrayList<>(files);
        long before = heap();

        for (int file = 0; file < files; file++) {
            ParquetEncoder encoder = new ParquetEncoder(schema, Codec.ZSTD);
            for (int row = 0; row < rowsPerFile; row++) {
                encoder.append(schema.row(record((long) file * rowsPerFile + row)));
            }
            open.add(encoder);
        }

        long taken = heap() - before;
        long counted = open.stream().mapToLong(ParquetEncoder::memoryBytes).sum();
        assertThat(counted)
                .as("bytes counted for %d files, in %d bytes of heap", files, taken)
                .isCloseTo(taken, Percentage.withPercentage(20));
    }

    private static SinkRecord record(long number) {
        Struct value = new Struct(ROW)
                .put("id", number)
                .put("flag", number % 3 == 0 ? null : number % 2 == 0)
                .put("kind", "kind-" + number % 40)
                .put("reference", number % 5 == 0 ? null : "reference " + number * 7_919);
        return new SinkRecord("banking.public.transactions", 0, null, null, ROW, value, number);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
