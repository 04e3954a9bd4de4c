package io.bankingconnect.snowflake;

import io.bankingconnect.snowflake.transform.SqlTransformSourceConnector;
import io.bankingconnect.testing.ReadmeKeys;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void theKeyTablesAreThoseOfTheConnectors() throws IOException {
        ReadmeKeys.check(Path.of("README.md"), new SnowflakeStageSinkConnector(), new SqlTransformSourceConnector());
    }
}
