package io.bankingconnect.parquet;

import io.bankingconnect.lake.testing.LocalS3;
import java.nio.file.Path;

/** The same on MinIO. */
class TakeoverOnMinioTest extends TakeoverOnS3Test {

    @Override
    LocalS3 server(Path directory) {
        return LocalS3.minio(directory);
    }
}
