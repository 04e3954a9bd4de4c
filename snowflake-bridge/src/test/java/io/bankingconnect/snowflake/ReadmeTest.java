package io.bankingconnect.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import io.bankingconnect.snowflake.transform.SqlTransformSourceConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.connect.connector.Connector;
import org.junit.jupiter.api.Test;

/** The key tables of the README are those of the connectors. {@code -Dreadme.write} writes them anew. */
class ReadmeTest {

    private static final Path README = Path.of("README.md");
    private static final List<Connector> CONNECTORS =
            List.of(new SnowflakeStageSinkConnector(), new SqlTransformSourceConnector());

    @Test
    void theKeyTablesAreThoseOfTheConnectors() throws IOException {
        String actual = Files.readString(README);
        String expected = actual;
        for (Connector connector : CONNECTORS) {
            expected = withTable(expected, connector);
        }

        if (System.getProperty("readme.write") != null) {
            Files.writeString(README, expected);
            actual = expected;
        }

        assertThat(actual)
                .as("README.md; write it anew with: mvn test -pl snowflake-bridge -am -Dtest=ReadmeTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Dreadme.write")
                .isEqualTo(expected);
    }

    private static String withTable(String readme, Connector connector) {
        String name = connector.getClass().getSimpleName();
        String begin = "<!-- keys of " + name + " -->\n";
        String end = "<!-- end of keys of " + name + " -->";
        assertThat(readme).contains(begin, end);
        return readme.substring(0, readme.indexOf(begin) + begin.length())
                + KeyTable.of(connector.config())
                + readme.substring(readme.indexOf(end));
    }
}
