package io.bankingconnect.faker;

import io.bankingconnect.testing.ReadmeKeys;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void theKeyTableIsThatOfTheConnector() throws IOException {
        ReadmeKeys.check(Path.of("README.md"), new BankFakerSourceConnector());
    }
}
