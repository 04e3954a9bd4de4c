package io.bankingconnect.parquet;

import io.bankingconnect.lake.testing.LocalS3;
import java.nio.file.Path;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.LifecycleContext;
import net.jqwik.api.lifecycle.SkipExecutionHook;

/** The same on MinIO. */
@AddLifecycleHook(ExactlyOnceOnMinioTest.WithoutMinio.class)
class ExactlyOnceOnMinioTest extends ExactlyOnceOnS3Test {

    /** Skips the property; jqwik takes a failed assumption for a failure. */
    static final class WithoutMinio implements SkipExecutionHook {

        @Override
        public SkipResult shouldBeSkipped(LifecycleContext context) {
            return LocalS3.minioIsMissing().map(SkipResult::skip).orElseGet(SkipResult::doNotSkip);
        }
    }

    @Override
    LocalS3 server(Path directory) {
        return LocalS3.minio(directory);
    }
}
