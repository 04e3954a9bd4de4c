package io.bankingconnect.bench.transforms;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What JMH runs: one transform on one record after another. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TransformJmh {

    /** How many records a round has: a fixed amount of work warms up a busy machine's JVM as well as an idle one's. */
    static final int RECORDS = 100_000;

    private static final int DIFFERENT_RECORDS = 1000;

    @Param
    public MeasuredTransform transform;

    private Transformation<SourceRecord> configured;
    private SourceRecord[] records;

    @Setup
    public void configure() throws ReflectiveOperationException {
        configured = transform.create();
        records = Payments.updates(DIFFERENT_RECORDS, transform.everyTextChanges());
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public void apply(Blackhole results) {
        for (int i = 0; i < RECORDS; i++) {
            results.consume(configured.apply(records[i % DIFFERENT_RECORDS]));
        }
    }
}
