package io.bankingconnect.lake;

import io.bankingconnect.lake.testing.LocalS3;
import java.nio.file.Path;

/** The same on MinIO. */
class S3LakeStoreOnMinioTest extends S3LakeStoreTest {

    @Override
    LocalS3 server(Path directory) {
        return LocalS3.minio(directory);
    }
}
