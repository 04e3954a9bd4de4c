package io.bankingconnect.parquet;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.testing.LocalS3;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeProperty;

/** The same with the conditional writes, ETags and error codes of a real S3 server. */
class ExactlyOnceOnS3Test extends ExactlyOnceTest {

    private static LocalS3 server;
    private static int buckets;

    private LakeStore store;

    LocalS3 server(Path directory) {
        return LocalS3.over(directory);
    }

    @BeforeProperty
    void startServer() throws IOException {
        server = server(Files.createTempDirectory(Path.of("target"), "s3-"));
    }

    @AfterProperty
    void stopServer() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    @Override
    LakeStore emptyStore() {
        String bucket = "lake-" + buckets++;
        store = server.bucket(bucket).store(bucket);
        return store;
    }

    @AfterTry
    void closeStore() {
        store.close();
    }

    // What fails in memory is shrunk there; here every request takes its time.
    @Override
    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void holds(@ForAll("steps") List<Step> steps, @ForAll("requests") List<Request> fates) {
        super.holds(steps, fates);
    }
}
