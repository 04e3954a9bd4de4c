package io.bankingconnect.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BankingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--customers=0      | --customers must be 1 or more, not 0",
                "--transactions=-5  | --transactions must be 1 or more, not -5",
                "--rate=-0.5        | --rate must be 0 or more, not -0.5",
                "--rate=NaN         | --rate must be 0 or more, not NaN",
            })
    void refusesANumberThatMakesNoSenseBeforeAnythingStarts(String option, String message) {
        PrintStream before = System.err;
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        System.setErr(new PrintStream(error, true, StandardCharsets.UTF_8));
        try {
            assertThat(Banking.commandLine().execute("demo", option)).isEqualTo(2);
        } finally {
            System.setErr(before);
        }

        assertThat(error).hasToString("banking: " + message + ". See ./banking demo --help.\n");
    }
}
