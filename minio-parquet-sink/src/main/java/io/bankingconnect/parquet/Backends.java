package io.bankingconnect.parquet;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.S3LakeStore;
import io.bankingconnect.parquet.commit.CommitLog;
import io.bankingconnect.parquet.commit.KafkaCommitLog;
import io.bankingconnect.parquet.commit.KafkaTopicIds;
import io.bankingconnect.parquet.commit.TopicIds;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What a task works with, opened from its configuration. */
record Backends(
        Function<ParquetSinkConfig, LakeStore> store,
        Function<ParquetSinkConfig, CommitLog> log,
        Function<ParquetSinkConfig, TopicIds> topicIds,
        Function<ParquetSinkConfig, ExecutorService> uploads,
        Clock clock,
        RandomGenerator random) {

    private static final int UPLOAD_THREADS = 4;

    /** The real ones. */
    static Backends real() {
        return new Backends(
                config -> new S3LakeStore(config.s3()),
                config -> new KafkaCommitLog(config.commitsTopic(), config.commitsProducer()),
                config -> new KafkaTopicIds(config.commitsProducer()),
                Backends::threads,
                Clock.systemUTC(),
                RandomGenerator.getDefault());
    }

    private static ExecutorService threads(ParquetSinkConfig config) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(UPLOAD_THREADS, work -> {
            Thread thread = new Thread(work, config.connector() + "-upload-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        });
    }
}
