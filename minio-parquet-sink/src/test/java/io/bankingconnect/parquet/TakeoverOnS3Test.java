package io.bankingconnect.parquet;

import io.bankingconnect.lake.LakeStore;
import io.bankingconnect.lake.testing.LocalS3;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The same with the conditional writes, ETags and error codes of a real S3 server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TakeoverOnS3Test extends TakeoverTest {

    private static final String BUCKET = "lake";

    private LocalS3 server;
    private LakeStore store;

    LocalS3 server(Path directory) {
        return LocalS3.over(directory);
    }

    @BeforeAll
    void startServer(@TempDir Path directory) {
        server = server(directory);
    }

    @AfterAll
    void stopServer() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    LakeStore emptyStore() {
        store = server.bucket(BUCKET).store(BUCKET);
        return store;
    }

    @AfterEach
    void removeStore() {
        store.close();
        server.removeBucket(BUCKET);
    }
}
